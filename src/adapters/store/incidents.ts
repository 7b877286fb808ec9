import type { Incident } from '../../incident/incident.ts'
import type { IncidentRepository } from '../../incident/ports.ts'
import type { RosterEntry } from '../../incident/roster.ts'
import { dbOf } from './store.ts'

/** Reads what is stored back from its JSON; throws when it is none. */
type Parsers = Readonly<{ incident(json: unknown): Incident; entry(json: unknown): RosterEntry }>

const rowOf = (it: Incident) => ({
  id: it.id,
  opened_at: it.openedAt,
  state: it.state,
  room_name: it.room.name,
  room_channel: 'channel' in it.room ? it.room.channel : null,
  version: it.version,
  data: JSON.stringify(it),
})

const entryRowOf = (it: RosterEntry) => ({
  incident: it.incident,
  person: it.person,
  state: it.state,
  invited_at: it.invitedAt,
  version: it.version,
  data: JSON.stringify(it),
})

/** Incidents and their rosters in the store. */
export const createIncidentRepository = (parse: Parsers): IncidentRepository => {
  const incidentOf = (row: Readonly<{ data: string }> | undefined) =>
    row ? parse.incident(JSON.parse(row.data)) : null
  const entryOf = (row: Readonly<{ data: string }> | undefined) => (row ? parse.entry(JSON.parse(row.data)) : null)
  const present = <T>(it: T | null): readonly T[] => (it === null ? [] : [it])
  return {
    nextNumber: async (tx, year) => {
      const counted = await dbOf(tx)
        .insertInto('incident_numbers')
        .values({ year, last: 1 })
        .onConflict((it) => it.column('year').doUpdateSet((at) => ({ last: at('incident_numbers.last', '+', 1) })))
        .returning('last')
        .executeTakeFirstOrThrow()
      return counted.last
    },
    insert: async (tx, it) => {
      await dbOf(tx).insertInto('incidents').values(rowOf(it)).execute()
    },
    get: async (tx, id) =>
      incidentOf(await dbOf(tx).selectFrom('incidents').select('data').where('id', '=', id).executeTakeFirst()),
    byChannel: async (tx, channel) =>
      incidentOf(
        await dbOf(tx).selectFrom('incidents').select('data').where('room_channel', '=', channel).executeTakeFirst(),
      ),
    openFor: async (tx, person) => {
      const rows = await dbOf(tx)
        .selectFrom('roster as r')
        .innerJoin('incidents as i', 'i.id', 'r.incident')
        .select('i.data')
        .where('r.person', '=', person)
        .where('r.state', '=', 'accepted')
        .where('i.state', '!=', 'closed')
        .orderBy('i.opened_at')
        .orderBy('i.id')
        .execute()
      return rows.flatMap((row) => present(incidentOf(row)))
    },
    all: async (tx) => {
      const rows = await dbOf(tx).selectFrom('incidents').select('data').orderBy('opened_at').orderBy('id').execute()
      return rows.flatMap((row) => present(incidentOf(row)))
    },
    save: async (tx, it) => {
      const saved = await dbOf(tx)
        .updateTable('incidents')
        .set(rowOf({ ...it, version: it.version + 1 }))
        .where('id', '=', it.id)
        .where('version', '=', it.version)
        .executeTakeFirst()
      return saved.numUpdatedRows === 1n
    },
    entry: async (tx, incident, person) =>
      entryOf(
        await dbOf(tx)
          .selectFrom('roster')
          .select('data')
          .where('incident', '=', incident)
          .where('person', '=', person)
          .executeTakeFirst(),
      ),
    roster: async (tx, incident) => {
      const rows = await dbOf(tx)
        .selectFrom('roster')
        .select('data')
        .where('incident', '=', incident)
        .orderBy('invited_at')
        .orderBy('person')
        .execute()
      return rows.flatMap((row) => present(entryOf(row)))
    },
    acceptedBy: async (tx, person) => {
      const rows = await dbOf(tx)
        .selectFrom('roster')
        .select('incident')
        .where('person', '=', person)
        .where('state', '=', 'accepted')
        .orderBy('incident')
        .execute()
      return rows.map((row) => row.incident)
    },
    addEntry: async (tx, it) => {
      await dbOf(tx).insertInto('roster').values(entryRowOf(it)).execute()
    },
    saveEntry: async (tx, it) => {
      const saved = await dbOf(tx)
        .updateTable('roster')
        .set(entryRowOf({ ...it, version: it.version + 1 }))
        .where('incident', '=', it.incident)
        .where('person', '=', it.person)
        .where('version', '=', it.version)
        .executeTakeFirst()
      return saved.numUpdatedRows === 1n
    },
  }
}
