import { encodeWord, foldLines, quoteString } from 'nodemailer/lib/mime-funcs'
import type { Refusal } from '../../kernel/refusal.ts'
import { refusals } from './refused.ts'

/** A name and an address, as From and To show them. */
export type Mailbox = Readonly<{ address: string; name?: string }>

const control = /\p{Cc}/u

/** Whether a text may become a header's value: no CR, LF, NUL nor any other control character, no half surrogate. */
export const isHeaderText = (text: string): boolean => !control.test(text) && text.isWellFormed()

/**
 * One plain address: a dot-atom, an at sign and a domain name (RFC 5321, 4.1.2; RFC 5321, 4.5.3.1 for the lengths).
 * Quoted local parts, comments, groups and anything outside ASCII are refused rather than repaired.
 */
export const isAddress = (text: string): boolean =>
  text.length <= 254 &&
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,64})*@/i.test(text) &&
  /^[^@]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(text)

/** A Message-ID in angle brackets (RFC 5322, 3.6.4), short enough to stand on one line. */
const isMessageId = (text: string): boolean =>
  text.length <= 250 && /^<[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9.-]+>$/i.test(text)

/** Text that means itself: printable ASCII that no reader could take for an encoded word, with ordinary spaces. */
const isPlain = (text: string): boolean =>
  /^[!-~]+(?: [!-~]+)*$/.test(text) && !text.includes('=?') && text.split(' ').every((word) => word.length <= 60)

/** A value of words: itself when it is plain, else encoded words of RFC 2047. */
const wordsValue = (text: string): string => (text === '' || isPlain(text) ? text : encodeWord(text, 'Q', 52))

/** One field, folded at 76 characters, without its final line break. */
export const field = (name: string, value: string): string => foldLines(`${name}: ${value}`, 76)

/** A field of free text, such as Subject. */
export const textField = (name: string, text: string): string | Refusal =>
  isHeaderText(text) ? field(name, wordsValue(text)) : refusals.header(name)

/** A field of one mailbox, such as From. */
export const mailboxField = (name: string, box: Mailbox): string | Refusal => {
  if (!isAddress(box.address)) return refusals.address(name)
  if (box.name === undefined || box.name === '') return field(name, `<${box.address}>`)
  if (!isHeaderText(box.name)) return refusals.header(name)
  const shown = isPlain(box.name) ? quoteString(box.name) : wordsValue(box.name)
  return field(name, `${shown} <${box.address}>`)
}

/** A field of Message-IDs, one a line where they do not fit. */
export const messageIdField = (name: string, ids: readonly string[]): string | Refusal =>
  ids.length > 0 && ids.every(isMessageId) ? field(name, ids.join(' ')) : refusals.messageId(name)

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An instant (ms UTC) as RFC 5322, 3.3 writes it, in UTC: `Wed, 18 Jan 2023 16:00:00 +0000`. */
export const dateValue = (at: number): string => {
  const utc = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC')
  const time = utc.toPlainTime().toString({ smallestUnit: 'second' })
  return `${weekdays[utc.dayOfWeek - 1]}, ${utc.day} ${months[utc.month - 1]} ${utc.year} ${time} +0000`
}
