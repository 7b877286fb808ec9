import { z } from 'zod'
import { personId } from './person.ts'

/** An incident's id, such as KF-2026-0007: opaque, the team and logs may show it, list and public may not. */
export const incidentId = z.string().regex(/^[A-Z]{2,8}-\d{4}-\d{4,6}$/)
export type IncidentId = z.infer<typeof incidentId>

const key = z.string().min(1).max(64)

/** Where a text goes: always a name, never a channel id or an address; the adapter resolves it from the store. */
export const place = z.union([
  z.strictObject({ room: incidentId }),
  z.strictObject({ person: personId }),
  z.strictObject({ reporter: key }),
  z.strictObject({ channel: key }),
  z.strictObject({ list: key }),
  z.strictObject({ team: z.literal(true) }),
  z.strictObject({ distributors: z.literal(true) }),
  z.strictObject({ public: z.literal(true) }),
])
export type Place = Readonly<z.infer<typeof place>>

declare const cleared: unique symbol

/** A text checked by the gate for one place. Made only by `gate/clear.ts`, frozen, never stored. */
export type Cleared<R = unknown> = Readonly<{ place: Place; rendered: R; [cleared]: true }>

/** Why the gate let a text not go: a code, never the words. */
export type NotCleared = Readonly<{ held: string }>
