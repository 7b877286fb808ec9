import { planned } from '../kernel/act.ts'
import type { Caller, Outcome } from '../kernel/door.ts'
import type { PersonId } from '../kernel/person.ts'
import type { IncidentId } from '../kernel/place.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { exportLedger, roomLane } from './acts.ts'
import { type Embargo, moved } from './embargo.ts'
import type { Incident } from './incident.ts'
import { endInvitation } from './invite-person.ts'
import { post, refreshOverview, saveEntry, saveIncident } from './keep-incident.ts'
import { namedExport } from './ledger-file.ts'
import { type ClosingReason, closable } from './lifecycle.ts'
import type { Ports } from './ports.ts'

/** The embargo at closing: one that was never broken or published is withdrawn, which keeps the words secret. */
const atClosing = (embargo: Embargo): Embargo | Refusal =>
  embargo.state === 'none' || embargo.state === 'exited' ? embargo : moved(embargo, { move: 'exit', how: 'withdrawn' })

type Closing = Readonly<{ reason: ClosingReason; by: PersonId | 'cordon'; at: number }>

/** Ends what is still open of an incident: its embargo, its invitations. Refuses what the table of states refuses. */
export const endIncident = async (
  ports: Ports,
  tx: Tx,
  incident: Incident,
  { reason, by, at }: Closing,
): Promise<Incident | Refusal> => {
  const may = closable(incident.state, reason)
  if (may !== true) return may
  const embargo = atClosing(incident.embargo)
  if (isRefusal(embargo)) return embargo
  const { id } = incident
  const note = (what: string, body: Record<string, string>) => ports.append(tx, { chain: id, what, by, at, body })
  for (const entry of await ports.incidents.roster(tx, id)) {
    if (entry.state !== 'invited') continue
    await saveEntry(ports, tx, { ...entry, state: 'removed' })
    await note('roster.removed', { person: entry.person, was: 'invited' })
    if (incident.room.state === 'made') await endInvitation(ports, tx, entry)
  }
  if (embargo !== incident.embargo) await note('embargo.exited', { how: 'withdrawn' })
  await note('incident.closed', { reason })
  return saveIncident(ports, tx, { ...incident, state: 'closed', reason, closedAt: at, nextLead: null, embargo })
}

/** The ledger up to and with this decision goes into the room, and only then is the room archived. */
const planExport = async (ports: Ports, tx: Tx, id: IncidentId) => {
  const refs = { incident: id, ...namedExport(await ports.exportLedger(tx, id)) }
  await ports.plan(tx, planned(exportLedger, { key: id, refs, lane: roomLane(id) }))
}

/**
 * Closes an incident for a reason, once its id was typed. Then, each an act of its own in the room's lane: the room is
 * told, the ledger is put into it as a file, the file is verified, the room is archived. Refuses another id than its
 * own, an incident that is closed, and *published* for one that was not.
 */
export const closeIncident = async (
  ports: Ports,
  tx: Tx,
  it: Readonly<{ incident: IncidentId; reason: ClosingReason; typed: string; caller: Caller }>,
): Promise<Outcome> => {
  const { incident: id, reason, caller } = it
  const incident = await ports.incidents.get(tx, id)
  if (!incident) return refuse('incident-closed')
  if (it.typed.toUpperCase() !== id) return refuse('other-id')
  if (incident.room.state !== 'made') return refuse('no-room-yet')
  const ended = await endIncident(ports, tx, incident, { reason, by: caller.person.id, at: caller.at })
  if (isRefusal(ended)) return ended
  await refreshOverview(ports, tx, ended, `v${ended.version}`)
  const about = { incident: id }
  await post(ports, tx, {
    key: `closed:${id}`,
    place: { room: id },
    lane: roomLane(id),
    text: 'incident.closing',
    about,
  })
  await planExport(ports, tx, id)
  return { reply: 'incident.closed', about }
}
