import { z } from 'zod'
import { personId } from '../kernel/person.ts'
import { incidentId } from '../kernel/place.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'

const mailbox = z.strictObject({ address: z.string(), name: z.string().optional() }).transform(({ address, name }) => ({
  address,
  ...(name === undefined ? {} : { name }),
}))

/** Exactly what goes out and what the second person approves; named by the SHA-256 of its canonical JSON. */
export const letter = z.strictObject({
  from: mailbox,
  to: mailbox,
  subject: z.string(),
  text: z.string(),
  html: z.string(),
})
export type Letter = Readonly<z.infer<typeof letter>>

const announcementState = z.enum(['review', 'returned', 'approved', 'sent', 'seen'])

/** A text for the list, from its writing to the list's own copy. Instants are desk time, ms UTC. */
export const announcement = z.strictObject({
  id: z.string(),
  list: z.string(),
  writer: personId,
  incident: incidentId.nullable(),
  /** What the writer wrote, as they wrote it. */
  subject: z.string(),
  body: z.string(),
  letter,
  /** SHA-256 of the letter. */
  digest: z.string(),
  state: announcementState,
  second: personId.nullable(),
  /** The mail's own Message-ID and Date, settled with the approval so that a repeat is the same mail. */
  messageId: z.string(),
  date: z.number().nullable(),
  seenAt: z.number().nullable(),
  version: z.number(),
})
export type Announcement = Readonly<z.infer<typeof announcement>>

/** The id of the n-th announcement of a year. */
export const announcementId = (year: number, n: number): string => `AN-${year}-${String(n).padStart(4, '0')}`

export type Look = Readonly<{ digest: string; person: string; isApprover: boolean; onRoster: boolean; now: number }>

const mayDecide = (it: Announcement, look: Look): Refusal | null => {
  if (it.state !== 'review') return refuse('announcement.settled', { id: it.id, state: it.state })
  if (it.digest !== look.digest) return refuse('announcement.changed', { id: it.id })
  if (it.incident !== null && !look.onRoster) return refuse('announcement.roster', {})
  return null
}

/** The second person approves these very bytes; nobody approves their own. */
export const approve = (it: Announcement, look: Look): Announcement | Refusal => {
  const refusal = mayDecide(it, look)
  if (refusal) return refusal
  if (it.writer === look.person) return refuse('announcement.own', { id: it.id })
  return { ...it, state: 'approved', second: look.person, date: look.now }
}

/** Anyone who may approve, and the writer, may send it back. */
export const sendBack = (it: Announcement, look: Look): Announcement | Refusal => {
  const refusal = mayDecide(it, look)
  if (refusal) return refusal
  if (it.writer === look.person) return { ...it, state: 'returned' }
  if (!look.isApprover) return refuse('announcement.not-yours', { id: it.id })
  return { ...it, state: 'returned', second: look.person }
}

/** Accepted by the submission host; not yet proof that anyone received it. */
export const sent = (it: Announcement): Announcement => (it.state === 'approved' ? { ...it, state: 'sent' } : it)

/** The list's own copy was seen: this is the publication. */
export const seen = (it: Announcement, at: number): Announcement =>
  it.state === 'seen' ? it : { ...it, state: 'seen', seenAt: at }
