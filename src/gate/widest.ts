import type { Hit } from './secret.ts'

const inOrder = (a: Hit, b: Hit): number => a.start - b.start || b.end - a.end

/** Hits in order, without those that stand inside of an earlier one. */
const uncovered = (hits: readonly Hit[]): readonly Hit[] => {
  let reached = -1
  return [...hits].sort(inOrder).filter((hit) => {
    if (hit.end <= reached) return false
    reached = hit.end
    return true
  })
}

/** Hits in order, those that touch made one. */
const merged = (hits: readonly Hit[]): readonly Hit[] => {
  const rows: Hit[] = []
  for (const hit of [...hits].sort(inOrder)) {
    const last = rows[rows.length - 1]
    if (last && hit.start < last.end) rows[rows.length - 1] = { ...last, end: Math.max(last.end, hit.end) }
    else rows.push(hit)
  }
  return rows
}

/** Of scattered words, those that are not simply the words of a whole title; both lists are in order. */
const apartFrom = (titles: readonly Hit[], scattered: readonly Hit[]): readonly Hit[] => {
  let next = 0
  return scattered.filter((hit) => {
    while ((titles[next]?.end ?? Number.POSITIVE_INFINITY) <= hit.start) next += 1
    return (titles[next]?.start ?? Number.POSITIVE_INFINITY) >= hit.end
  })
}

const ofOne = (hits: readonly Hit[]): readonly Hit[] => {
  const named = uncovered(hits.filter((hit) => hit.class !== 'title-words'))
  const scattered = merged(hits.filter((hit) => hit.class === 'title-words'))
  const titles = named.filter((hit) => hit.class === 'title')
  return [...named, ...apartFrom(titles, scattered)]
}

/** Says once, and as widely as it was seen, what several readings of a text or several names found in one place. */
export const widest = (hits: readonly Hit[]): readonly Hit[] =>
  [...Map.groupBy(hits, (hit) => hit.incident).values()].flatMap(ofOne).sort(inOrder)
