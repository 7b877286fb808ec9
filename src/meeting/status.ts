/** Where an agenda item stands. */
export const itemStatuses = ['open', 'in-progress', 'blocked', 'done', 'deferred', 'dropped'] as const
export type ItemStatus = (typeof itemStatuses)[number]

const words: Readonly<Record<ItemStatus, readonly string[]>> = {
  open: ['open', 'new', 'todo', 'pending', 'notstarted', 'planned'],
  'in-progress': ['inprogress', 'progress', 'progressing', 'wip', 'ongoing', 'started', 'underway', 'inreview'],
  blocked: ['blocked', 'waiting', 'onhold', 'stuck'],
  done: ['done', 'completed', 'complete', 'closed', 'finished', 'resolved', 'fixed', 'merged'],
  deferred: ['deferred', 'postponed', 'later', 'nexttime', 'nextmeeting', 'tabled', 'parked', 'carriedover'],
  dropped: ['dropped', 'cancelled', 'canceled', 'wontdo', 'wontfix', 'abandoned', 'declined', 'rejected', 'removed'],
}

const known: readonly (readonly [string, ItemStatus])[] = itemStatuses.flatMap((status) =>
  words[status].map((word) => [word, status] as const),
)

/** True when one insertion, deletion, exchange or swap of neighbours makes `a` of `b`. */
const oneSlipApart = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from += 1
  const restA = a.slice(from)
  const restB = b.slice(from)
  const swapped = `${restA[1] ?? ''}${restA[0] ?? ''}${restA.slice(2)}`
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1) || swapped === restB
}

export type StatusWord = Readonly<{ status: ItemStatus; misspelt?: true }>

/**
 * Folds a status as people write it ("In-Progress", "WIP", "Doen") to one of ours; null when it is no status.
 * Only words of four letters and more are allowed a slip, and only when one status alone is meant.
 */
export const statusOf = (written: string): StatusWord | null => {
  const folded = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, '')
  const exact = known.find(([word]) => word === folded)
  if (exact) return { status: exact[1] }
  if (folded.length < 4 || folded.length > 16) return null
  const near = new Set(
    known.filter(([word]) => word.length >= 4 && oneSlipApart(folded, word)).map(([, status]) => status),
  )
  const [only, ...others] = near
  return only && others.length === 0 ? { status: only, misspelt: true } : null
}

/** A leading `[ ]` or `[x]`: what is ticked is done. */
export const readCheckbox = (text: string): Readonly<{ ticked: boolean | null; rest: string }> => {
  const box = /^\s*\[( |x|X|✓|✔)?\]\s*/.exec(text)
  if (!box) return { ticked: null, rest: text }
  return { ticked: box[1] !== undefined && box[1] !== ' ', rest: text.slice(box[0].length) }
}

export type Mark = Readonly<{ words: string; rest: string; where: 'leading' | 'trailing' }>

const leading = /^[\s*_~-]*[([]([^()[\]]{1,60})[)\]][\s*_~]*/
const trailing = /[\s*_~]*[([]([^()[\]]{1,60})[)\]][\s*_~.]*$/
const edge = /^[\s:–—-]+|[\s–—-]+$/g

/**
 * What stands in brackets at the beginning or the end of an item, marks of emphasis that stayed literal left aside.
 * The text must be short (an item's title as `readItem` cuts it): the search from the end is quadratic in it.
 */
export const readMark = (text: string, where: Mark['where']): Mark | null => {
  const match = (where === 'leading' ? leading : trailing).exec(text)
  if (!match) return null
  const inside = (match[1] ?? '').replace(/[*_~]/g, '').trim()
  const rest = where === 'leading' ? text.slice(match[0].length) : text.slice(0, match.index)
  return inside === '' ? null : { words: inside, rest: rest.replace(edge, ''), where }
}
