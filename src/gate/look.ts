import type { IncidentId, Place } from '../kernel/place.ts'
import type { Matcher } from './match.ts'
import type { Hit } from './secret.ts'

/** An incident's id is opaque: the team and single persons may see it, a list, distributors and the public may not. */
const mayNameIncidents = (place: Place): boolean => 'team' in place || 'person' in place

/** What of a text must not be seen at a place, given whose secrets may go there. */
export const look = (
  match: Matcher,
  it: Readonly<{ place: Place; audience: ReadonlySet<IncidentId>; text: string }>,
): readonly Hit[] =>
  match(it.text).filter((hit) => !it.audience.has(hit.incident) && !(hit.class === 'id' && mayNameIncidents(it.place)))
