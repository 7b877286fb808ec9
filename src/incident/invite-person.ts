import type { Caller, Outcome } from '../kernel/door.ts'
import type { PersonId } from '../kernel/person.ts'
import type { IncidentId } from '../kernel/place.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import type { Incident } from './incident.ts'
import { edit, firstRefusal, post, refreshOverview, saveEntry } from './keep-incident.ts'
import { type Looked, unfitRefusal } from './open-incident.ts'
import type { Ports } from './ports.ts'
import { entryMoved, invitationKey, invitedEntry, type RosterEntry } from './roster.ts'

/** The lane in which one person's invitations are sent and edited: apart from the room's, and from letting them in. */
const invitationLane = ({ incident, person }: RosterEntry): string => `invitation:${incident}:${person}`

/** Has the invitation of an entry sent to its person. */
export const sendInvitation = (ports: Ports, tx: Tx, entry: RosterEntry): Promise<void> => {
  const { incident, person, invitation } = entry
  const about = { incident, person, invitation }
  const at = { key: invitationKey(entry), lane: invitationLane(entry), place: { person } }
  return post(ports, tx, { ...at, text: 'incident.invitation', about })
}

/** Has the invitation of an entry say what became of it. */
export const endInvitation = (ports: Ports, tx: Tx, entry: RosterEntry): Promise<void> => {
  const { incident, person, invitation } = entry
  const message = invitationKey(entry)
  const at = { key: `${message}:ended`, message, lane: invitationLane(entry), place: { person } }
  return edit(ports, tx, { ...at, text: 'incident.invitation-ended', about: { incident, person, invitation } })
}

/** Has an invitation whose terms have changed show them as they are now. */
export const renewInvitation = (ports: Ports, tx: Tx, entry: RosterEntry): Promise<void> => {
  const { incident, person, invitation } = entry
  const message = invitationKey(entry)
  const key = `${message}:terms-${ports.team.terms.version}`
  const at = { key, message, lane: invitationLane(entry), place: { person } }
  return edit(ports, tx, { ...at, text: 'incident.invitation', about: { incident, person, invitation } })
}

type Named = Readonly<{ person: PersonId; before: RosterEntry | null }>

const namedIn = async (
  ports: Ports,
  tx: Tx,
  id: IncidentId,
  people: readonly PersonId[],
): Promise<readonly Named[]> => {
  const named: Named[] = []
  for (const person of new Set(people)) named.push({ person, before: await ports.incidents.entry(tx, id, person) })
  return named
}

const invite = async (ports: Ports, tx: Tx, incident: Incident, it: Named & Readonly<{ caller: Caller }>) => {
  const { person, before, caller } = it
  const organisation = ports.team.organisationOf(person)
  const by = { invitedBy: caller.person.id, at: caller.at }
  const wanted = invitedEntry({ incident: incident.id, person, reason: 'invited', organisation, ...by, before })
  if (!before) await ports.incidents.addEntry(tx, wanted)
  const entry = before ? await saveEntry(ports, tx, wanted) : wanted
  const body = { person, reason: entry.reason }
  await ports.append(tx, { chain: incident.id, what: 'roster.invited', by: by.invitedBy, at: caller.at, body })
  if (incident.room.state === 'made') await sendInvitation(ports, tx, entry)
  await refreshOverview(ports, tx, incident, `${person}:${entry.version}`)
}

/**
 * Invites people to the roster of the caller's room; they are let in once they accept. All or none: refuses people who
 * may be on no roster, and those who are on it or invited already.
 */
export const invitePeople = async (
  ports: Ports,
  tx: Tx,
  it: Readonly<{ people: readonly PersonId[]; looked: Looked; caller: Caller }>,
): Promise<Outcome> => {
  const { caller, looked } = it
  const id = caller.incident
  const incident = id === undefined ? null : await ports.incidents.get(tx, id)
  if (!incident || incident.state === 'closed') return refuse('incident-closed')
  if (it.people.length === 0) return refuse('nobody-named')
  const unfit = unfitRefusal(ports, it.people, looked)
  if (unfit) return unfit
  const named = await namedIn(ports, tx, incident.id, it.people)
  const refusal = firstRefusal(named.map(({ person, before }) => entryMoved(before?.state ?? null, 'invite', person)))
  if (refusal) return refusal
  for (const one of named) await invite(ports, tx, incident, { ...one, caller })
  return { reply: 'incident.invited', about: { incident: incident.id, count: named.length } }
}
