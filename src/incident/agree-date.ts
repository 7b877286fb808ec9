import type { Caller, Outcome } from '../kernel/door.ts'
import type { IncidentId } from '../kernel/place.ts'
import { isRefusal, refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { moved } from './embargo.ts'
import { refreshOverview, saveIncident } from './keep-incident.ts'
import type { Ports } from './ports.ts'

/** `revision` is the embargo's as the presser saw it; `date` (ms UTC) is what the form was given, null for a press. */
type Agreement = Readonly<{ incident: IncidentId; revision: number; date: number | null; caller: Caller }>

/**
 * Makes a proposed embargo active with its disclosure date. A press without a date that is still to come opens the
 * form that asks for one. Refuses a button made before the embargo last moved, an embargo that is not proposed, and a
 * date that has passed.
 */
export const agreeDate = async (ports: Ports, tx: Tx, it: Agreement): Promise<Outcome> => {
  const { caller } = it
  const incident = await ports.incidents.get(tx, it.incident)
  if (!incident || incident.state === 'closed') return refuse('incident-closed')
  if (incident.embargo.revision !== it.revision) return refuse('stale-button')
  const proposed = incident.embargo.state === 'proposed' ? incident.embargo.date : null
  const date = it.date ?? proposed
  const embargo = moved(incident.embargo, { move: 'agree', date: date ?? caller.at })
  if (isRefusal(embargo)) return embargo
  if (it.date !== null && it.date <= caller.at) return refuse('date-past')
  if (date === null || date <= caller.at)
    return { open: 'incident.agree', about: { incident: incident.id, revision: it.revision } }
  const kept = await saveIncident(ports, tx, { ...incident, embargo })
  const entry = { chain: incident.id, what: 'embargo.agreed', by: caller.person.id, at: caller.at, body: { date } }
  await ports.append(tx, entry)
  await refreshOverview(ports, tx, kept, `v${kept.version}`)
  return { reply: 'incident.agreed', about: { incident: incident.id } }
}
