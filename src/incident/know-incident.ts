import type { PersonId, Role } from '../kernel/person.ts'
import type { IncidentId, Place } from '../kernel/place.ts'
import type { Tx } from '../kernel/tx.ts'
import { type Secret, secretOf } from './incident.ts'
import type { IncidentRepository } from './ports.ts'
import { rolesIn } from './roster.ts'

/** What other modules and the door may ask of incidents, each in the transaction of who asks. */
export const incidentKnowledge = (incidents: IncidentRepository) => {
  const rolesOf = async (tx: Tx, person: PersonId, id: IncidentId): Promise<readonly Role[]> => {
    const incident = await incidents.get(tx, id)
    return incident ? rolesIn(incident, await incidents.entry(tx, id, person)) : []
  }
  return {
    /** The incident whose room this channel is. */
    incidentOf: async (tx: Tx, channel: string): Promise<IncidentId | null> =>
      (await incidents.byChannel(tx, channel))?.id ?? null,
    /** What a person is to an incident: roster, invited, incident-lead, or nothing. */
    rolesOf,
    isRoster: async (tx: Tx, id: IncidentId, person: PersonId): Promise<boolean> =>
      (await rolesOf(tx, person, id)).includes('roster'),
    /** Whether it goes on: neither unknown nor closed. */
    isOpen: async (tx: Tx, id: IncidentId): Promise<boolean> => {
      const incident = await incidents.get(tx, id)
      return incident !== null && incident.state !== 'closed'
    },
    /** Who is told of what only one person may be told. */
    leadOf: async (tx: Tx, id: IncidentId): Promise<PersonId | null> => (await incidents.get(tx, id))?.lead ?? null,
    /** What the gate guards, of every incident there ever was. */
    secrets: async (tx: Tx): Promise<readonly Secret[]> => (await incidents.all(tx)).map(secretOf),
    /** The incidents whose words may go to a place: the room's own, those of a person on the roster, no others. */
    audience: async (tx: Tx, place: Place): Promise<ReadonlySet<IncidentId>> => {
      if ('room' in place) return new Set([place.room])
      if ('person' in place) return new Set(await incidents.acceptedBy(tx, place.person))
      return new Set()
    },
    /** The channel of the room, from when it is made until it is archived. */
    resolveRoom: async (tx: Tx, id: IncidentId): Promise<string | null> => {
      const room = (await incidents.get(tx, id))?.room
      return room?.state === 'made' ? room.channel : null
    },
  }
}
