import type { IncidentId } from '../kernel/place.ts'
import { isRefusal } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { roomLane } from './acts.ts'
import { moved } from './embargo.ts'
import { post, refreshOverview, saveIncident } from './keep-incident.ts'
import { led } from './lifecycle.ts'
import type { Ports } from './ports.ts'

/**
 * Records a confirmed first publication (the list's own copy was seen): the incident is disclosed, the embargo exits,
 * and the gate opens for it. `at` is desk time, ms UTC. False when it was disclosed or closed before: nothing changes.
 */
export const publishIncident = async (ports: Ports, tx: Tx, id: IncidentId, at: number): Promise<boolean> => {
  const incident = await ports.incidents.get(tx, id)
  const state = incident ? led(incident.state, 'disclosed') : null
  if (!incident || state === null || isRefusal(state)) return false
  const exit = moved(incident.embargo, { move: 'exit', how: 'published' })
  const embargo = isRefusal(exit) ? incident.embargo : exit
  const kept = await saveIncident(ports, tx, { ...incident, state, embargo })
  const note = (what: string, body: Record<string, string>) =>
    ports.append(tx, { chain: id, what, by: 'cordon', at, body })
  if (embargo !== incident.embargo) await note('embargo.exited', { how: 'published' })
  await note('incident.disclosed', {})
  await refreshOverview(ports, tx, kept, `v${kept.version}`)
  const about = { incident: id }
  const place = { room: id }
  await post(ports, tx, { key: `disclosed:${id}`, place, lane: roomLane(id), text: 'incident.disclosed', about })
  return true
}
