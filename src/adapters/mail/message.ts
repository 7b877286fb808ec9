import { createHash } from 'node:crypto'
import type { Refusal } from '../../kernel/refusal.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { bodyPart, isBodyText } from './body-part.ts'
import type { Mailbox } from './header.ts'
import { dateValue, field, mailboxField, messageIdField, textField } from './header.ts'
import { refusals } from './refused.ts'

/** What a mail says, and what makes it one mail. `date` is ms UTC; texts have LF line breaks. */
export type Message = Readonly<{
  from: Mailbox
  to: Mailbox
  subject: string
  text: string
  html: string
  messageId: string
  date: number
  inReplyTo?: string
  references?: readonly string[]
}>

/** The size above which a list holds a mail unless its owner says otherwise (Mailman's max_message_size), in bytes. */
const listSizeLimit = 40 * 1024

/** The same parts give the same boundary, and no line of 7bit text begins with two dashes. */
const boundaryOf = (parts: readonly string[]): string =>
  `cordon-${createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 40)}`

const fieldsOf = (message: Message, boundary: string): readonly (string | Refusal)[] => [
  mailboxField('From', message.from),
  mailboxField('To', message.to),
  textField('Subject', message.subject),
  field('Date', dateValue(message.date)),
  messageIdField('Message-ID', [message.messageId]),
  ...(message.inReplyTo === undefined ? [] : [messageIdField('In-Reply-To', [message.inReplyTo])]),
  ...(message.references === undefined ? [] : [messageIdField('References', message.references)]),
  field('MIME-Version', '1.0'),
  field('Content-Type', `multipart/alternative; boundary="${boundary}"`),
]

/**
 * Builds the bytes of a mail: multipart/alternative, text first, CRLF throughout, nothing but ASCII. The same message
 * gives the same bytes. No line exceeds 78 octets but one that holds a longer address or Message-ID, and none the 998
 * of RFC 5322, 2.1.1, since those are bounded. Refuses header values that could add a header, addresses that are not one
 * plain address, and control characters in a body.
 */
export const buildMessage = (message: Message): Buffer | Refusal => {
  if (!isBodyText(message.text)) return refusals.body('text')
  if (!isBodyText(message.html)) return refusals.body('html')
  const parts = [bodyPart('text/plain', message.text), bodyPart('text/html', message.html)]
  const boundary = boundaryOf(parts.map((part) => part.body))
  const fields: string[] = []
  for (const one of fieldsOf(message, boundary)) {
    if (isRefusal(one)) return one
    fields.push(one)
  }
  const bodies = parts.flatMap((part) => [`--${boundary}`, ...part.headers, '', part.body])
  return Buffer.from([...fields, '', ...bodies, `--${boundary}--`, ''].join('\r\n'), 'ascii')
}

/** Refuses a mail that a list would hold for its size. `limit` in bytes. */
export const withinSize = (bytes: Buffer, limit: number = listSizeLimit): Refusal | null =>
  bytes.length > limit ? refusals.size(bytes.length, limit) : null
