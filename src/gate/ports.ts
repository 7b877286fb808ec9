import type { IncidentId, Place } from '../kernel/place.ts'
import type { Secret, SecretClass } from './secret.ts'

/** Whose words a text was about to carry where; the words themselves are not repeated. */
export type HitNote = Readonly<{
  place: Place
  hits: readonly Readonly<{ incident: IncidentId; class: SecretClass }>[]
}>

export type GatePorts = Readonly<{
  /** Every incident whose words are, or were, secret. */
  secrets(): Promise<readonly Secret[]>
  /** The incidents whose secrets may go there: a room's own, those of a person on the roster, none elsewhere. */
  audience(place: Place): Promise<ReadonlySet<IncidentId>>
  /** Tells the incident leads. */
  hit(note: HitNote): Promise<void>
  /** Names what goes out, as the approval named it; null for what can never have been approved. */
  digest(rendered: unknown): string | null
}>
