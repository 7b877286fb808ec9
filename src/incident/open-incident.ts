import { planned } from '../kernel/act.ts'
import type { Caller, Outcome } from '../kernel/door.ts'
import type { Person, PersonId } from '../kernel/person.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { createRoom, roomLane } from './acts.ts'
import { type Embargo, moved, noEmbargo } from './embargo.ts'
import { type Incident, idOf, nameLetters, roomName, type Severity, yearOf } from './incident.ts'
import { openingKey, post } from './keep-incident.ts'
import type { Ports } from './ports.ts'
import { acceptedEntry, invitedEntry, type RosterEntry, unfitOf } from './roster.ts'

/** What Slack said of the people a decision is about; null where it did not say. */
export type Looked = ReadonlyMap<PersonId, Person | null>

/**
 * Asks who these people are, all at once, outside the decision; never many more than may be invited (the opener and the
 * one who is to hold it may be among them), since a longer list is refused unasked.
 */
export const lookUp = async ({ people, team }: Ports, ids: readonly PersonId[]): Promise<Looked> => {
  const asked = [...new Set(ids)].slice(0, team.mostInvited + 2)
  return new Map(await Promise.all(asked.map(async (id) => [id, await people.lookup(id)] as const)))
}

/** Those to look up before an incident is opened: everyone named, and who is to hold it. */
export const toLookUp = ({ team }: Ports, named: readonly PersonId[]): readonly PersonId[] => {
  const lead = team.incidentLead()
  return lead === null ? named : [...named, lead]
}

/** People (already looked up) of whom none may be invited, and too many; null when all is well. */
export const unfitRefusal = (ports: Ports, named: readonly PersonId[], looked: Looked): Refusal | null => {
  const most = ports.team.mostInvited
  if (named.length > most) return refuse('too-many', { most })
  const [first] = unfitOf(new Map(named.map((id) => [id, looked.get(id) ?? null])))
  return first ? refuse('unfit', { person: first.person, why: first.why }) : null
}

export type Opening = Readonly<{
  summary: string
  severity: Severity
  people: readonly PersonId[]
  /** The proposed disclosure date, ms UTC. */
  date: number | null
  /** The version of the terms that was shown and ticked. */
  terms: string
}>

const rosterAtOpening = ({ team }: Ports, it: Opening, incident: Incident): readonly RosterEntry[] => {
  const { id, nextLead, openedBy: opener, openedAt: at } = incident
  const entryOf = (person: PersonId, reason: RosterEntry['reason']) =>
    invitedEntry({ incident: id, person, reason, organisation: team.organisationOf(person), invitedBy: opener, at })
  const lead = nextLead === null ? [] : [nextLead]
  const others = [...new Set([...it.people, ...lead])].filter((person) => person !== opener)
  return [
    acceptedEntry(entryOf(opener, 'opened'), it.terms, at),
    ...others.map((person) => entryOf(person, person === nextLead ? 'incident-lead' : 'named-at-opening')),
  ]
}

/** The one who is set to hold new incidents, if that is somebody else whom Slack knows as a member. */
const nextLeadOf = ({ team }: Ports, opener: PersonId, looked: Looked): PersonId | null => {
  const set = team.incidentLead()
  return set !== null && set !== opener && looked.get(set)?.standing === 'member' ? set : null
}

const record = async (ports: Ports, tx: Tx, it: Incident, roster: readonly RosterEntry[]) => {
  const note = (what: string, body: Record<string, string | number | null>) =>
    ports.append(tx, { chain: it.id, what, by: it.openedBy, at: it.openedAt, body })
  await ports.incidents.insert(tx, it)
  await note('incident.opened', { severity: it.severity, lead: it.lead, room: it.room.name })
  await note('embargo.proposed', { date: it.embargo.state === 'proposed' ? it.embargo.date : null })
  for (const entry of roster) {
    await ports.incidents.addEntry(tx, entry)
    const { person, reason } = entry
    if (entry.state === 'accepted') await note('roster.accepted', { person, reason, terms: entry.terms })
    else await note('roster.invited', { person, reason })
  }
}

const asOpened = async (
  ports: Ports,
  tx: Tx,
  it: Opening,
  at: Readonly<{ caller: Caller; embargo: Embargo; nextLead: PersonId | null }>,
): Promise<Incident> => {
  const { caller, embargo, nextLead } = at
  const year = yearOf(caller.at)
  const id = idOf(ports.team.prefix, year, await ports.incidents.nextNumber(tx, year))
  return {
    id,
    summary: it.summary,
    severity: it.severity,
    state: 'triage',
    reason: null,
    embargo,
    room: { state: 'claimed', name: roomName(id, ports.letters(nameLetters)), tries: 1 },
    openedBy: caller.person.id,
    openedAt: caller.at,
    closedAt: null,
    lead: caller.person.id,
    nextLead,
    version: 1,
  }
}

/**
 * Opens an incident: its row, its roster and its embargo at *proposed* first, its private room by an act. Refuses
 * terms that are no longer those, a date that has passed, and people who may be on no roster.
 */
export const openIncident = async (
  ports: Ports,
  tx: Tx,
  { caller, looked, ...it }: Opening & Readonly<{ caller: Caller; looked: Looked }>,
): Promise<Outcome> => {
  const opener = caller.person.id
  const named = it.people.filter((person) => person !== opener)
  const unfit = unfitRefusal(ports, named, looked)
  if (unfit) return unfit
  if (it.terms !== ports.team.terms.version) return refuse('terms-changed')
  if (it.date !== null && it.date <= caller.at) return refuse('date-past')
  const embargo = moved(noEmbargo, { move: 'propose', date: it.date })
  if (isRefusal(embargo)) return embargo
  const nextLead = nextLeadOf(ports, opener, looked)
  const incident = await asOpened(ports, tx, it, { caller, embargo, nextLead })
  await record(ports, tx, incident, rosterAtOpening(ports, it, incident))
  const { id } = incident
  await ports.plan(tx, planned(createRoom, { key: `${id}:1`, refs: { incident: id }, lane: roomLane(id) }))
  const opening = { key: openingKey(id), lane: openingKey(id), place: { person: opener } }
  await post(ports, tx, { ...opening, text: 'incident.opening', about: { incident: id } })
  return { done: true }
}
