import { createHash } from 'node:crypto'
import { simpleParser } from 'mailparser'
import type { Refusal } from '../../kernel/refusal.ts'
import type { Mailbox } from './header.ts'
import { dividedAt, fieldsIn } from './mail-bytes.ts'
import { refusals } from './refused.ts'

/** What the second person approves: these five and nothing else of a mail. */
export type Approvable = Readonly<{ from: Mailbox; to: Mailbox; subject: string; text: string; html: string }>

/** The approved words in one canonical spelling, and the name they go by: SHA-256 in hexadecimal. */
export type ApprovedForm = Readonly<{ json: string; sha256: string; words: Approvable }>

/** A name that says nothing is no name. */
const mailbox = ({ address, name }: Mailbox): Mailbox =>
  name === undefined || name === '' ? { address } : { address, name }

/** Canonical JSON (keys in this order, no spaces) of what is approved, and its digest. */
export const approvedForm = (asked: Approvable): ApprovedForm => {
  const words = {
    from: mailbox(asked.from),
    html: asked.html,
    subject: asked.subject,
    text: asked.text,
    to: mailbox(asked.to),
  }
  const json = JSON.stringify(words)
  return { json, sha256: createHash('sha256').update(json, 'utf8').digest('hex'), words }
}

/** Fields that Cordon's mails have; each at most once, DKIM-Signature in front. */
const known = [
  'dkim-signature',
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
]

const partHead =
  /^Content-Type: text\/(plain|html); charset=utf-8\r\nContent-Transfer-Encoding: (?:7bit|quoted-printable|base64)\r\n\r\n/

/** Names what a mail has that Cordon's do not: a place where words could hide from the five that are compared. */
const strangeness = (bytes: Buffer): string | null => {
  const { head, body } = dividedAt(bytes)
  const names = fieldsIn(head).map((one) => one.name)
  if (!names.every((name) => known.includes(name))) return 'field'
  if (new Set(names).size !== names.length) return 'repeated-field'
  const type = fieldsIn(head).find((one) => one.name === 'content-type')?.raw ?? ''
  const boundary = /^Content-Type: multipart\/alternative;\s+boundary="(cordon-[0-9a-f]{40})"\r\n$/.exec(type)?.[1]
  if (boundary === undefined) return 'content-type'
  const text = body.toString('latin1')
  const pieces = `\r\n${text}`.split(`\r\n--${boundary}`)
  const [before, plain, html, after] = pieces
  if (pieces.length !== 4 || before !== '' || after !== '--\r\n') return 'parts'
  const types = [plain, html].map((piece) => partHead.exec((piece ?? '').replace(/^\r\n/, ''))?.[1])
  return types[0] === 'plain' && types[1] === 'html' ? null : 'part-head'
}

const oneMailbox = (given: { value: readonly { address?: string; name: string }[] } | undefined): Mailbox | null => {
  const [first, ...more] = given?.value ?? []
  if (first?.address === undefined || more.length > 0) return null
  return mailbox({ address: first.address, name: first.name })
}

/**
 * Reads what a mail says out of its bytes, by a parser that did not build it, so that what was approved can be compared
 * with what is about to leave. Refuses any mail of another shape than ours, since words could hide in the rest of it.
 */
export const approvedFormOf = async (bytes: Buffer): Promise<ApprovedForm | Refusal> => {
  const strange = strangeness(bytes)
  if (strange !== null) return refusals.shape(strange)
  const parsed = await simpleParser(bytes, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  })
  const from = oneMailbox(parsed.from)
  const to = Array.isArray(parsed.to) ? null : oneMailbox(parsed.to)
  if (!from || !to || parsed.attachments.length > 0) return refusals.shape('addresses')
  const html = typeof parsed.html === 'string' ? parsed.html : ''
  return approvedForm({ from, to, subject: parsed.subject ?? '', text: parsed.text ?? '', html })
}
