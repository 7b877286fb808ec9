import type { PersonId } from './person.ts'
import type { IncidentId } from './place.ts'
import type { References } from './refusal.ts'
import type { Tx } from './tx.ts'

/** One line of who knew or did what, when. `chain` is an incident's id, or the desk's own chain. */
export type LedgerEntry = Readonly<{
  chain: IncidentId | 'desk'
  /** What happened, as noun.verb: `incident.opened`, `act.dead`, `command.refused`. */
  what: string
  by: PersonId | 'cordon' | 'operator'
  /** Desk time, ms UTC. */
  at: number
  body: References
}>

/** Adds an entry to its chain inside the decision's transaction. */
export type Append = (tx: Tx, entry: LedgerEntry) => Promise<void>
