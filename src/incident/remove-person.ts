import { planned } from '../kernel/act.ts'
import type { Caller, Outcome } from '../kernel/door.ts'
import type { PersonId } from '../kernel/person.ts'
import { isRefusal, refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { letOut, personLane } from './acts.ts'
import { endInvitation } from './invite-person.ts'
import { refreshOverview, saveEntry, saveIncident } from './keep-incident.ts'
import type { Ports } from './ports.ts'
import { entryMoved, type RosterEntry } from './roster.ts'

/** Has the room let a person out, in the order of their comings and goings. */
export const planLetOut = (ports: Ports, tx: Tx, { incident, person, version }: RosterEntry): Promise<void> => {
  const key = `${incident}:${person}:${version}`
  return ports.plan(tx, planned(letOut, { key, refs: { incident, person }, lane: personLane(incident, person) }))
}

/**
 * Takes a person off the roster of the caller's room: an open invitation is withdrawn, somebody inside is let out.
 * Refuses the incident lead, who has to hand over first, and whoever is not on it.
 */
export const removePerson = async (
  ports: Ports,
  tx: Tx,
  { person, caller }: Readonly<{ person: PersonId; caller: Caller }>,
): Promise<Outcome> => {
  const id = caller.incident
  const incident = id === undefined ? null : await ports.incidents.get(tx, id)
  if (!incident || incident.state === 'closed') return refuse('incident-closed')
  if (incident.lead === person) return refuse('lead-stays', { person })
  const before = await ports.incidents.entry(tx, incident.id, person)
  const to = entryMoved(before?.state ?? null, 'remove', person)
  if (!before || isRefusal(to)) return refuse('not-on-roster', { person })
  const entry = await saveEntry(ports, tx, { ...before, state: to })
  const by = caller.person.id
  const body = { person, was: before.state }
  await ports.append(tx, { chain: incident.id, what: 'roster.removed', by, at: caller.at, body })
  if (before.state === 'invited') await endInvitation(ports, tx, before)
  else await planLetOut(ports, tx, entry)
  const next = incident.nextLead === person
  const kept = next ? await saveIncident(ports, tx, { ...incident, nextLead: null }) : incident
  await refreshOverview(ports, tx, kept, `${person}:${entry.version}`)
  return { reply: 'incident.removed', about: { incident: incident.id, person } }
}
