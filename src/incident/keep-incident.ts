import { planned } from '../kernel/act.ts'
import { editMessage, postMessage } from '../kernel/message.ts'
import type { IncidentId, Place } from '../kernel/place.ts'
import { isRefusal, type References, type Refusal } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { roomLane } from './acts.ts'
import type { Incident } from './incident.ts'
import type { Ports } from './ports.ts'
import type { RosterEntry } from './roster.ts'

/** Two decisions met in one transaction that should have been kept apart; nothing of this one is written. */
class StaleWrite extends Error {
  override readonly name = 'StaleWrite'
}

/** Saves an incident; returns it with its new version. */
export const saveIncident = async (ports: Ports, tx: Tx, incident: Incident): Promise<Incident> => {
  if (!(await ports.incidents.save(tx, incident))) throw new StaleWrite(incident.id)
  return { ...incident, version: incident.version + 1 }
}

/** Saves a roster entry; returns it with its new version. */
export const saveEntry = async (ports: Ports, tx: Tx, entry: RosterEntry): Promise<RosterEntry> => {
  if (!(await ports.incidents.saveEntry(tx, entry))) throw new StaleWrite(entry.incident)
  return { ...entry, version: entry.version + 1 }
}

type Post = Readonly<{ key: string; place: Place; text: string; about: References; lane?: string }>

/** Has a text posted under a key. */
export const post = ({ plan }: Ports, tx: Tx, { key, lane, ...refs }: Post): Promise<void> =>
  plan(tx, planned(postMessage, { key, refs, ...(lane === undefined ? {} : { lane }) }))

/** Has a message that was posted under `message` written anew; in the lane of its posting, so that it comes after. */
export const edit = (
  { plan }: Ports,
  tx: Tx,
  { key, lane, ...refs }: Post & Readonly<{ message: string }>,
): Promise<void> => plan(tx, planned(editMessage, { key, refs, ...(lane === undefined ? {} : { lane }) }))

/** The keys of the messages an incident keeps editing. */
export const overviewKey = (id: IncidentId): string => `overview:${id}`
export const openingKey = (id: IncidentId): string => `opening:${id}`

/** Has the overview in the room written anew. `cause` names the change, so that each change has one act. */
export const refreshOverview = async (ports: Ports, tx: Tx, { id, room }: Incident, cause: string): Promise<void> => {
  if (room.state !== 'made') return
  const message = overviewKey(id)
  const said = { text: 'incident.overview', about: { incident: id }, place: { room: id } }
  await edit(ports, tx, { ...said, key: `${message}:${cause}`, message, lane: roomLane(id) })
}

/** The first refusal among several decisions, so that all are taken before anything is written. */
export const firstRefusal = (decisions: readonly unknown[]): Refusal | null => decisions.find(isRefusal) ?? null
