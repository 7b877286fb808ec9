import { planned } from '../kernel/act.ts'
import type { Caller, Outcome } from '../kernel/door.ts'
import type { PersonId } from '../kernel/person.ts'
import type { IncidentId } from '../kernel/place.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { letIn, personLane } from './acts.ts'
import type { Incident } from './incident.ts'
import { endInvitation, renewInvitation } from './invite-person.ts'
import { post, refreshOverview, saveEntry, saveIncident } from './keep-incident.ts'
import type { Ports } from './ports.ts'
import { acceptedEntry, type EntryMove, entryMoved, type RosterEntry, unfit } from './roster.ts'

/** What an invitation's buttons carry, and who presses. */
type Answer = Readonly<{ incident: IncidentId; invitation: number; terms: string; caller: Caller }>

type Standing = Readonly<{ incident: Incident; entry: RosterEntry }>

/** The invitation as it stands, if this press may still answer it. Whoever has none learns nothing from the refusal. */
const standing = async (ports: Ports, tx: Tx, it: Answer, move: EntryMove): Promise<Standing | Refusal> => {
  const person = it.caller.person.id
  const incident = await ports.incidents.get(tx, it.incident)
  const entry = incident ? await ports.incidents.entry(tx, it.incident, person) : null
  if (!incident || !entry) return refuse('invitation-gone', { person })
  const to = entryMoved(entry.state, move, person)
  if (isRefusal(to)) return to
  return entry.invitation === it.invitation ? { incident, entry } : refuse('invitation-gone', { person })
}

/** Whether nobody who may act holds the incident any more. */
const isVacant = async (ports: Ports, tx: Tx, { id, lead }: Incident): Promise<boolean> =>
  (await ports.incidents.entry(tx, id, lead))?.state !== 'accepted'

/** A hand-over is complete when the new holder accepts; an incident without a holder is held by the next to accept. */
const takeLead = async (ports: Ports, tx: Tx, it: Incident, who: Readonly<{ person: PersonId; at: number }>) => {
  const { person, at } = who
  if (it.nextLead !== person && !(await isVacant(ports, tx, it))) return it
  const nextLead = it.nextLead === person ? null : it.nextLead
  const kept = await saveIncident(ports, tx, { ...it, lead: person, nextLead })
  const body = { from: it.lead, to: person }
  await ports.append(tx, { chain: it.id, what: 'incident.lead-changed', by: person, at, body })
  return kept
}

/**
 * Puts an invited person on the roster, by their own acceptance of the terms shown, and has the room let them in.
 * Refuses an invitation that was answered, withdrawn or replaced, and terms that are no longer those.
 */
export const acceptInvitation = async (ports: Ports, tx: Tx, it: Answer): Promise<Outcome> => {
  const { person, at } = it.caller
  const found = await standing(ports, tx, it, 'accept')
  if (isRefusal(found)) return found
  const why = unfit(person)
  if (why) return refuse('unfit', { person: person.id, why })
  if (it.terms !== ports.team.terms.version) {
    await renewInvitation(ports, tx, found.entry)
    return refuse('terms-changed')
  }
  const entry = await saveEntry(ports, tx, acceptedEntry(found.entry, it.terms, at))
  const { incident: id, terms, reason, version } = entry
  const body = { person: person.id, reason, terms }
  await ports.append(tx, { chain: id, what: 'roster.accepted', by: person.id, at, body })
  const incident = await takeLead(ports, tx, found.incident, { person: person.id, at })
  const refs = { incident: id, person: person.id }
  const lane = personLane(id, person.id)
  await ports.plan(tx, planned(letIn, { key: `${id}:${person.id}:${version}`, refs, lane }))
  await endInvitation(ports, tx, found.entry)
  await refreshOverview(ports, tx, incident, `${person.id}:${version}`)
  return { reply: 'incident.accepted', about: { incident: id } }
}

/** Records that an invited person declined, and tells who invited them. */
export const declineInvitation = async (ports: Ports, tx: Tx, it: Answer): Promise<Outcome> => {
  const { person, at } = it.caller
  const found = await standing(ports, tx, it, 'decline')
  if (isRefusal(found)) return found
  const entry = await saveEntry(ports, tx, { ...found.entry, state: 'declined' })
  const { incident: id, invitedBy, version } = entry
  const about = { incident: id, person: person.id }
  await ports.append(tx, { chain: id, what: 'roster.declined', by: person.id, at, body: { person: person.id } })
  const left = found.incident.nextLead === person.id
  const incident = left ? await saveIncident(ports, tx, { ...found.incident, nextLead: null }) : found.incident
  const key = `declined:${id}:${person.id}:${version}`
  await post(ports, tx, { key, place: { person: invitedBy }, text: 'incident.declined', about })
  await endInvitation(ports, tx, found.entry)
  await refreshOverview(ports, tx, incident, `${person.id}:${version}`)
  return { reply: 'incident.you-declined', about: { incident: id } }
}
