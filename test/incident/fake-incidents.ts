import { type Incident, incident } from '../../src/incident/incident.ts'
import type { IncidentRepository } from '../../src/incident/ports.ts'
import { type RosterEntry, rosterEntry } from '../../src/incident/roster.ts'
import type { PersonId } from '../../src/kernel/person.ts'
import type { IncidentId } from '../../src/kernel/place.ts'

const byTime = (a: RosterEntry, b: RosterEntry) => a.invitedAt - b.invitedAt || (a.person < b.person ? -1 : 1)

/** Incidents in memory. What goes in and out is parsed, as a store's would be. */
export const createFakeIncidents = () => {
  let numbers = new Map<number, number>()
  let rows = new Map<IncidentId, Incident>()
  let entries = new Map<string, RosterEntry>()
  const keyOf = (it: Readonly<{ incident: IncidentId; person: PersonId }>) => `${it.incident} ${it.person}`
  const acceptedBy = (person: PersonId) =>
    [...entries.values()].filter((it) => it.person === person && it.state === 'accepted').map((it) => it.incident)

  const incidents: IncidentRepository = {
    nextNumber: async (_, year) => {
      const next = (numbers.get(year) ?? 0) + 1
      numbers.set(year, next)
      return next
    },
    insert: async (_, it) => {
      if (rows.has(it.id)) throw new Error('an incident was inserted twice')
      rows.set(it.id, incident.parse(it))
    },
    get: async (_, id) => rows.get(id) ?? null,
    byChannel: async (_, channel) =>
      [...rows.values()].find(({ room }) => 'channel' in room && room.channel === channel) ?? null,
    openFor: async (_, person) => {
      const mine = new Set(acceptedBy(person))
      return [...rows.values()].filter((it) => mine.has(it.id) && it.state !== 'closed')
    },
    all: async () => [...rows.values()],
    save: async (_, it) => {
      if (rows.get(it.id)?.version !== it.version) return false
      rows.set(it.id, incident.parse({ ...it, version: it.version + 1 }))
      return true
    },
    entry: async (_, id, person) => entries.get(keyOf({ incident: id, person })) ?? null,
    roster: async (_, id) => [...entries.values()].filter((it) => it.incident === id).sort(byTime),
    acceptedBy: async (_, person) => acceptedBy(person),
    addEntry: async (_, it) => {
      if (entries.has(keyOf(it))) throw new Error('a roster entry was added twice')
      entries.set(keyOf(it), rosterEntry.parse(it))
    },
    saveEntry: async (_, it) => {
      if (entries.get(keyOf(it))?.version !== it.version) return false
      entries.set(keyOf(it), rosterEntry.parse({ ...it, version: it.version + 1 }))
      return true
    },
  }
  return {
    incidents,
    /** Remembers the present state, and returns how to go back to it. */
    mark: () => {
      const before = { numbers: new Map(numbers), rows: new Map(rows), entries: new Map(entries) }
      return () => {
        numbers = before.numbers
        rows = before.rows
        entries = before.entries
      }
    },
  }
}
