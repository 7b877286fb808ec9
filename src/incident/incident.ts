import { z } from 'zod'
import { personId } from '../kernel/person.ts'
import { type IncidentId, incidentId } from '../kernel/place.ts'
import { embargo, isSecret } from './embargo.ts'
import { closingReasons, states } from './lifecycle.ts'

export const severities = ['critical', 'high', 'medium', 'low', 'unknown'] as const
export type Severity = (typeof severities)[number]

const name = z.string().min(1).max(80)
const channel = z.string().min(1)

/** The private channel. `tries` counts the names that were already somebody else's. */
const room = z.discriminatedUnion('state', [
  z.object({ state: z.literal('claimed'), name, tries: z.number().int() }),
  z.object({ state: z.literal('refused'), name, tries: z.number().int() }),
  z.object({ state: z.literal('made'), name, tries: z.number().int(), channel }),
  z.object({ state: z.literal('archived'), name, tries: z.number().int(), channel }),
])

const instant = z.number().int()

/** An embargoed case. Instants are ms UTC of desk time. Only `summary` holds words of people, and it is secret. */
export const incident = z.object({
  id: incidentId,
  summary: z.string().min(1),
  severity: z.enum(severities),
  state: z.enum(states),
  reason: z.enum(closingReasons).nullable(),
  embargo,
  room,
  openedBy: personId,
  openedAt: instant,
  closedAt: instant.nullable(),
  lead: personId,
  /** Who is to hold it once they have accepted the terms; until then the lead stays who it is. */
  nextLead: personId.nullable(),
  /** Counts every change; a save with an older one is refused. */
  version: z.number().int(),
})
export type Incident = Readonly<z.infer<typeof incident>>

/** The id of the n-th incident of a year (UTC), such as KF-2026-0007. */
export const idOf = (prefix: string, year: number, number: number): IncidentId =>
  incidentId.parse(`${prefix}-${year}-${String(number).padStart(4, '0')}`)

/** How many letters make a room's name one that nobody guesses or has taken. */
export const nameLetters = 6

/** A room's name: opaque, the id and random letters only. */
export const roomName = (id: IncidentId, letters: string): string => `inc-${id.toLowerCase()}-${letters}`

/** The year (UTC) of an instant in ms UTC. */
export const yearOf = (at: number): number => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').year

/** What the gate guards of an incident. */
export type Secret = Readonly<{
  id: IncidentId
  title: string
  cve: string | null
  ghsa: string | null
  room: Readonly<{ name: string; id: string | null }>
  component: string | null
  marked: readonly string[]
  links: readonly string[]
  state: 'embargoed' | 'disclosed'
}>

/** An incident as the gate knows it: guarded from its opening until it was published, leaked or exploited. */
export const secretOf = (it: Incident): Secret => ({
  id: it.id,
  title: it.summary,
  cve: null,
  ghsa: null,
  room: { name: it.room.name, id: 'channel' in it.room ? it.room.channel : null },
  component: null,
  marked: [],
  links: [],
  state: isSecret(it.embargo) ? 'embargoed' : 'disclosed',
})
