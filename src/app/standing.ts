import type { Team } from '../config/team.ts'
import { type PersonId, type Role, teamRoles } from '../kernel/person.ts'
import type { IncidentId, Place } from '../kernel/place.ts'
import type { Tx } from '../kernel/tx.ts'

/** What the incidents know of people and rooms. */
export type Incidents = Readonly<{
  rolesOf(tx: Tx, person: PersonId, incident: string): Promise<Iterable<Role>>
  resolveRoom(tx: Tx, incident: IncidentId): Promise<string | null>
}>

/** The roles a person has in a place: those of cordon.yaml, and what they are to the incident there. */
export const createRoles =
  (team: Team, incidents: () => Incidents) =>
  async (tx: Tx, person: PersonId, where: Readonly<{ incident?: string }>): Promise<ReadonlySet<Role>> => {
    const own = teamRoles.filter((role) => team.roles[role].includes(person))
    const here = where.incident ? await incidents().rolesOf(tx, person, where.incident) : []
    return new Set<Role>(['anyone', ...own, ...here])
  }

/** Where a place is in Slack: a person, or a channel of cordon.yaml or of the store. Null when it is nowhere there. */
export const createPlaces =
  (team: Team, incidents: () => Incidents) =>
  async (tx: Tx, place: Place): Promise<Readonly<{ person: PersonId }> | Readonly<{ channel: string }> | null> => {
    if ('person' in place) return { person: place.person }
    const channelOf = async () => {
      if ('room' in place) return incidents().resolveRoom(tx, place.room)
      if ('channel' in place) return team.places[place.channel] ?? null
      return 'team' in place ? (team.places.team ?? null) : null
    }
    const channel = await channelOf()
    return channel ? { channel } : null
  }
