import { z } from 'zod'

/** What the sender is told: bodies of slash commands as Slack writes them, and how many are on their way at once. */
export const job = z.strictObject({
  url: z.string(),
  secret: z.string(),
  atOnce: z.number().int().positive(),
  bodies: z.array(z.string()),
})
export type Job = Readonly<z.infer<typeof job>>

/** What the sender says: milliseconds for all, and for each. */
export const sent = z.strictObject({ ms: z.number(), took: z.array(z.number()) })
export type Sent = Readonly<z.infer<typeof sent>>
