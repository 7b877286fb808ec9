import { z } from 'zod'

/**
 * What the one who moves the clock asks of a Cordon in the playground. `ahead` is how many milliseconds desk time is ahead
 * of line time (behind it when negative).
 */
export const asked = z.discriminatedUnion('ask', [
  /** Start with this desk time; answered once Cordon takes things in. */
  z.strictObject({ n: z.number(), ask: z.literal('start'), ahead: z.number() }),
  /** Move the clock and beat; answered when all that the beat led to is done, as far as it can be done now. */
  z.strictObject({ n: z.number(), ask: z.literal('beat'), ahead: z.number() }),
  /** When is something new to be done (desk time, ms UTC)? */
  z.strictObject({ n: z.number(), ask: z.literal('next') }),
])
export type Asked = Readonly<z.infer<typeof asked>>

/** The answer to the question of the same number; `next` only to one that asked for it. */
export const answered = z.strictObject({ n: z.number(), next: z.number().nullable() })
export type Answered = Readonly<z.infer<typeof answered>>
