import { createHash } from 'node:crypto'
import { addressesIn, field, headerOf, putTogether, takeApart } from './raw-mail.ts'

/** A list as its owner sets it up. `listId` is the identifier of RFC 2919, without angle brackets. */
export type ListSettings = Readonly<{
  address: string
  listId: string
  /** Who gets the copies. */
  members: readonly string[]
  /** Whose mail goes out at once; anyone else's is held. */
  posters: readonly string[]
  /** Put before the subject, as many lists do. */
  subjectPrefix?: string
  /** Bytes above which a mail is held; 40 KB unless said, as Mailman's max_message_size. */
  limit?: number
}>

export type Held = Readonly<{ messageId: string; raw: Buffer; reason: string }>

/** What a list does with one mail that was posted to it. */
export type Fate =
  | Readonly<{ distribute: Buffer; to: readonly string[] }>
  | Readonly<{ hold: string; notice: Buffer; to: string }>
  | Readonly<{ discard: string }>

const localPart = (address: string): string => address.slice(0, address.lastIndexOf('@'))
const domain = (address: string): string => address.slice(address.lastIndexOf('@') + 1)
const beside = (list: ListSettings, role: string): string =>
  `${localPart(list.address)}-${role}@${domain(list.address)}`

/**
 * The list's copy: the same Message-ID and body, its own List-* fields (RFC 2369, RFC 2919) in the place of any that
 * came, Precedence: list; the author's DKIM-Signature stays, as Mailman 3 leaves it.
 */
export const copyFor = (list: ListSettings, raw: Buffer): Buffer => {
  const mail = takeApart(raw)
  const kept = mail.fields.filter((one) => !/^(list-|precedence$|errors-to$|x-beenthere$)/.test(one.name))
  const prefixed = kept.map((one) => {
    const prefix = list.subjectPrefix
    if (one.name !== 'subject' || prefix === undefined || one.value.includes(prefix.trim())) return one
    return field('Subject', `${prefix}${one.value}`)
  })
  const request = beside(list, 'request')
  const own = [
    field('List-Id', `<${list.listId}>`),
    field('List-Post', `<mailto:${list.address}>`),
    field('List-Help', `<mailto:${request}?subject=help>`),
    field('List-Owner', `<mailto:${beside(list, 'owner')}>`),
    field('List-Subscribe', `<mailto:${beside(list, 'join')}>`),
    field('List-Unsubscribe', `<mailto:${beside(list, 'leave')}>`),
    field('Precedence', 'list'),
    field('X-BeenThere', list.address),
  ]
  return putTogether({ fields: [...prefixed, ...own], body: mail.body })
}

const noticeOf = (
  list: ListSettings,
  about: Readonly<{ sender: string; subject: string; reason: string; messageId: string; date: string }>,
): Buffer => {
  const digest = createHash('sha256').update(`held ${list.address} ${about.messageId}`).digest('hex').slice(0, 24)
  const fields = [
    field('Subject', `Your message to ${list.address} awaits moderator approval`),
    field('From', beside(list, 'bounces')),
    field('To', about.sender),
    field('Message-ID', `<${digest}@${domain(list.address)}>`),
    field('Date', about.date),
    field('Precedence', 'bulk'),
    field('Auto-Submitted', 'auto-replied'),
    field('MIME-Version', '1.0'),
    field('Content-Type', 'text/plain; charset=utf-8'),
    field('Content-Transfer-Encoding', 'base64'),
    field('List-Id', `<${list.listId}>`),
  ]
  const text = [
    `A mail from you to ${list.address} with the subject`,
    '',
    `    ${about.subject}`,
    '',
    'waits until a moderator of the list has looked at it. Why:',
    '',
    `    ${about.reason}`,
    '',
  ].join('\r\n')
  const lines =
    Buffer.from(text, 'utf8')
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  return putTogether({ fields, body: Buffer.from(`${lines.join('\r\n')}\r\n`, 'ascii') })
}

/**
 * Decides what becomes of a mail, by Mailman 3's rules (chains/hold.py, email/message.py): a mail that already went
 * through the list is dropped; a stranger's, or one too large, is held, and its author is told from LIST-bounces.
 * `subject` is the decoded subject, `date` an RFC 5322 date for the notice.
 */
export const fateOf = (
  list: ListSettings,
  post: Readonly<{ raw: Buffer; subject: string; date: string; accepted?: true }>,
): Fate => {
  const mail = takeApart(post.raw)
  const seenBefore = mail.fields.some((one) => one.name === 'x-beenthere' && one.value === list.address)
  if (seenBefore) return { discard: 'the mail already went through this list' }
  const sender = addressesIn(headerOf(mail, 'from') ?? '')[0]
  if (sender === undefined) return { discard: 'the mail names no author' }
  const stranger = !list.posters.some((poster) => poster.toLowerCase() === sender)
  const large = post.raw.length > (list.limit ?? 40 * 1024)
  if (post.accepted || !(stranger || large)) return { distribute: copyFor(list, post.raw), to: list.members }
  const reason = stranger ? 'The author may not post to this list.' : 'The mail is larger than the list allows.'
  const messageId = headerOf(mail, 'message-id') ?? ''
  const notice = noticeOf(list, { sender, subject: post.subject, reason, messageId, date: post.date })
  return { hold: reason, notice, to: sender }
}
