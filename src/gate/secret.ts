import { z } from 'zod'
import type { IncidentId } from '../kernel/place.ts'

const words = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null)
const several = z
  .array(z.string())
  .nullish()
  .transform((values) => (values ?? []).map((value) => value.trim()).filter((value) => value !== ''))
  .readonly()

/**
 * What is secret of one incident until its embargo's exit. What an incident does not have (yet) may be null, empty or
 * missing. The component is known to the gate and never fires alone.
 */
export const secret = z.object({
  id: z.string().trim().min(1),
  title: words,
  cve: words,
  ghsa: words,
  /** The private channel: its name and its Slack id. */
  room: z
    .object({ name: words, id: words })
    .nullish()
    .transform((room) => room ?? { name: null, id: null }),
  component: words,
  /** Words that a person marked as secret, single ones too. */
  marked: several,
  /** Addresses of private documents, forks and advisories. */
  links: several,
  state: z.enum(['embargoed', 'disclosed']),
})
export type Secret = Readonly<z.infer<typeof secret>>

/** What kind of secret a text names. */
export type SecretClass = 'id' | 'cve' | 'ghsa' | 'room-name' | 'room-id' | 'title' | 'title-words' | 'marked' | 'link'

/** A place in a text that names a secret: UTF-16 offsets into the text as it was given, `end` exclusive. */
export type Hit = Readonly<{ class: SecretClass; incident: IncidentId; start: number; end: number }>
