import type { PersonId } from '../kernel/person.ts'
import type { IncidentId } from '../kernel/place.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import type { AnnouncementPorts } from './ports.ts'

/**
 * Why a text of an incident may not go on: the incident is closed, or one of these people is not on its roster. Null
 * when nothing speaks against it, and for a text of no incident.
 */
export const checkStanding = async (
  ports: Pick<AnnouncementPorts, 'isOpen' | 'onRoster'>,
  tx: Tx,
  { incident, people }: Readonly<{ incident: IncidentId | null; people: readonly PersonId[] }>,
): Promise<Refusal | null> => {
  if (incident === null) return null
  const inside = await Promise.all(people.map((person) => ports.onRoster(tx, incident, person)))
  if (inside.includes(false)) return refuse('announcement.roster')
  return (await ports.isOpen(tx, incident)) ? null : refuse('announcement.closed', { incident })
}
