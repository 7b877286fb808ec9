import type { IncidentId, Place } from '../kernel/place.ts'
import type { Matcher } from './match.ts'
import type { Hit } from './secret.ts'

/** An incident's id is opaque: the team and single persons may see it, a list, distributors and the public may not. */
const mayNameIncidents = (place: Place): boolean => 'team' in place || 'person' in place

const symbol = /[\p{L}\p{N}]/u

/** A text without some of its stretches (in order); what stays keeps its place. */
const without = (text: string, hits: readonly Hit[]): string => {
  const parts: string[] = []
  let at = 0
  for (const { start, end } of hits) {
    const from = Math.max(at, start)
    parts.push(text.slice(at, from), '\n'.repeat(Math.max(0, end - from)))
    at = Math.max(at, end)
  }
  return [...parts, text.slice(at)].join('')
}

/**
 * Of secrets that may not be seen at a place, those that its own words do not explain. Two incidents may bear one title:
 * what a room knows by itself tells it nothing of the other, and holding it back would.
 */
const unexplained = (match: Matcher, text: string, it: Readonly<{ own: readonly Hit[]; foreign: readonly Hit[] }>) => {
  const own = it.own.filter((hit) => hit.class !== 'title-words')
  if (own.length === 0 || it.foreign.length === 0) return it.foreign
  const rest = without(text, own)
  const scattered = new Set(match(rest).flatMap((hit) => (hit.class === 'title-words' ? [hit.incident] : [])))
  return it.foreign.filter((hit) =>
    hit.class === 'title-words' ? scattered.has(hit.incident) : symbol.test(rest.slice(hit.start, hit.end)),
  )
}

/** What of a text must not be seen at a place, given whose secrets may go there. */
export const look = (
  match: Matcher,
  { place, audience, text }: Readonly<{ place: Place; audience: ReadonlySet<IncidentId>; text: string }>,
): readonly Hit[] => {
  const hits = match(text)
  const own = hits.filter((hit) => audience.has(hit.incident))
  const foreign = hits.filter((hit) => !audience.has(hit.incident) && !(hit.class === 'id' && mayNameIncidents(place)))
  return unexplained(match, text, { own, foreign })
}
