import { type ActRow, type Found, type Performed, performer } from '../kernel/act.ts'
import type { PersonId } from '../kernel/person.ts'
import type { IncidentId } from '../kernel/place.ts'
import { second } from '../kernel/time.ts'
import type { Tx } from '../kernel/tx.ts'
import { letIn, letOut } from './acts.ts'
import type { Incident } from './incident.ts'
import { edit, openingKey, post, refreshOverview, saveEntry, saveIncident } from './keep-incident.ts'
import type { Ports } from './ports.ts'
import { planLetOut } from './remove-person.ts'
import { type RosterEntry, unfit } from './roster.ts'

type Refs = Readonly<{ incident: IncidentId; person: PersonId }>
type In = Readonly<{ person: 'inside' | 'barred' }>
type Out = Readonly<{ person: 'outside' | 'refused' }>
type Case = Readonly<{ incident: Incident; entry: RosterEntry }>

const caseIn = async (ports: Ports, tx: Tx, { incident: id, person }: Refs): Promise<Case | null> => {
  const incident = await ports.incidents.get(tx, id)
  const entry = await ports.incidents.entry(tx, id, person)
  return incident && entry ? { incident, entry } : null
}

/** How long to wait for a room that is being made. */
const roomSoon = 2 * second

const enter = async (ports: Ports, refs: Refs): Promise<Performed<In>> => {
  const it = await ports.read((tx) => caseIn(ports, tx, refs))
  if (it?.entry.state !== 'accepted' || it.incident.state === 'closed') return { superseded: 'not-on-roster' }
  const { room } = it.incident
  if (room.state === 'claimed') return { retryAt: ports.clock.line() + roomSoon, reason: 'no-room-yet' }
  if (room.state !== 'made') return { superseded: 'no-room' }
  const person = await ports.people.lookup(refs.person)
  if (!person) return { failed: 'who-is-it' }
  if (unfit(person)) return { done: { person: 'barred' } }
  const invited = await ports.rooms.invite(room.channel, refs.person)
  return 'done' in invited ? { done: { person: invited.done } } : invited
}

const isInside = async (ports: Ports, refs: Refs): Promise<boolean | null> => {
  const it = await ports.read((tx) => caseIn(ports, tx, refs))
  if (it?.incident.room.state !== 'made') return null
  const members = await ports.rooms.members(it.incident.room.channel)
  return 'done' in members ? members.done.has(refs.person) : null
}

const found = <S>(look: boolean | null, wanted: boolean, done: S): Found<S> => {
  if (look === null) return 'unknown'
  return look === wanted ? { done } : 'absent'
}

const tellOpener = async (ports: Ports, tx: Tx, { incident, entry }: Case) => {
  if (entry.reason !== 'opened') return
  const message = openingKey(incident.id)
  const at = { key: `${message}:ready`, message, lane: message, place: { person: entry.person } }
  await edit(ports, tx, { ...at, text: 'incident.opening', about: { incident: incident.id } })
}

const settleInside = async (ports: Ports, tx: Tx, it: Case) => {
  const { id } = it.incident
  const { person } = it.entry
  const at = ports.clock.now()
  await ports.append(tx, { chain: id, what: 'roster.entered', by: 'cordon', at, body: { person } })
  const entry = await saveEntry(ports, tx, { ...it.entry, enteredAt: at })
  if (entry.state !== 'accepted') return planLetOut(ports, tx, entry)
  await tellOpener(ports, tx, { incident: it.incident, entry })
}

/** Nobody holds an incident whose lead may not enter: whoever accepted first does, and the team is told. */
const passLead = async (ports: Ports, tx: Tx, { incident, entry }: Case): Promise<Incident> => {
  if (incident.lead !== entry.person) return incident
  const roster = await ports.incidents.roster(tx, incident.id)
  const next = roster.find((other) => other.state === 'accepted' && other.person !== entry.person)
  const about = { incident: incident.id }
  const key = `no-lead:${incident.id}:${entry.person}`
  await post(ports, tx, { key, place: { team: true }, text: 'incident.lead-barred', about })
  if (!next) return incident
  const body = { from: entry.person, to: next.person }
  const at = ports.clock.now()
  await ports.append(tx, { chain: incident.id, what: 'incident.lead-changed', by: 'cordon', at, body })
  return saveIncident(ports, tx, { ...incident, lead: next.person })
}

const settleBarred = async (ports: Ports, tx: Tx, it: Case) => {
  const { id } = it.incident
  const { person, invitedBy } = it.entry
  const at = ports.clock.now()
  await ports.append(tx, { chain: id, what: 'roster.barred', by: 'cordon', at, body: { person } })
  const entry = await saveEntry(ports, tx, { ...it.entry, state: 'removed' })
  const incident = await passLead(ports, tx, { ...it, entry })
  const key = `barred:${id}:${person}:${entry.version}`
  const about = { incident: id, person }
  if (invitedBy !== person) await post(ports, tx, { key, place: { person: invitedBy }, text: 'incident.barred', about })
  await refreshOverview(ports, tx, incident, `${person}:${entry.version}`)
}

const leave = async (ports: Ports, refs: Refs): Promise<Performed<Out>> => {
  const it = await ports.read((tx) => caseIn(ports, tx, refs))
  if (it?.incident.room.state !== 'made') return { superseded: 'no-room' }
  if (it.entry.state === 'accepted') return { superseded: 'on-roster-again' }
  const removed = await ports.rooms.remove(it.incident.room.channel, refs.person)
  return 'done' in removed ? { done: { person: removed.done } } : removed
}

const tellLead = (ports: Ports, tx: Tx, { incident, entry }: Case) => {
  const about = { incident: incident.id, person: entry.person }
  const key = `not-let-out:${incident.id}:${entry.person}:${entry.version}`
  return post(ports, tx, { key, place: { person: incident.lead }, text: 'incident.not-let-out', about })
}

const settleOut = async (ports: Ports, tx: Tx, it: Case, { person: where }: Out) => {
  const { id } = it.incident
  const { person, enteredAt } = it.entry
  const note = (what: string) =>
    ports.append(tx, { chain: id, what, by: 'cordon', at: ports.clock.now(), body: { person } })
  if (where === 'refused') {
    await note('roster.not-let-out')
    return tellLead(ports, tx, it)
  }
  if (enteredAt === null) return
  await saveEntry(ports, tx, { ...it.entry, enteredAt: null })
  await note('roster.left')
}

/** The acts by which the room lets people in and out; each looks at the roster again before it does. */
export const roomStaffers = (ports: Ports): readonly ActRow[] => [
  performer(letIn, {
    perform: (refs) => enter(ports, refs),
    find: async (refs) => found(await isInside(ports, refs), true, { person: 'inside' } as const),
    settled: async (tx, refs, result) => {
      const it = await caseIn(ports, tx, refs)
      if (it) await (result.person === 'inside' ? settleInside : settleBarred)(ports, tx, it)
    },
    unknown: { repeat: 'inviting somebody who is inside already changes nothing' },
  }),
  performer(letOut, {
    perform: (refs) => leave(ports, refs),
    find: async (refs) => found(await isInside(ports, refs), false, { person: 'outside' } as const),
    settled: async (tx, refs, result) => {
      const it = await caseIn(ports, tx, refs)
      if (it) await settleOut(ports, tx, it, result)
    },
    unknown: { repeat: 'removing somebody who is outside already changes nothing' },
  }),
]
