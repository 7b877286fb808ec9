import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Performed } from '../../kernel/act.ts'
import type { Doc } from '../../kernel/doc.ts'
import type { Cleared } from '../../kernel/place.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { type Clock, minute } from '../../kernel/time.ts'
import { type Approvable, approvedForm } from './approved-form.ts'
import type { Mailbox } from './header.ts'
import { createHoldNotices } from './hold-notice.ts'
import { createListPost } from './list-post.ts'
import { buildMessage, withinSize } from './message.ts'
import { render } from './render.ts'
import { signForList } from './sign.ts'
import type { SigningKey } from './signing-key.ts'
import { type Accepted, createSubmit } from './submit.ts'
import { createWitness } from './witness.ts'

/** A list of `cordon.yaml`. */
export type ListAt = Readonly<{
  address: string
  from: Readonly<{ name: string; address: string }>
  listId: string
  subjectPrefix?: string | undefined
  maxKilobytes: number
  witnessMinutes: number
}>

type Server = Readonly<{
  host: string
  port: number
  tls: 'at-once' | 'starttls' | 'none'
  user: string | null
  password: string | null
}>

export type ListMailSettings = Readonly<{
  lists: Readonly<Record<string, ListAt>>
  smtp: Server | null
  /** The mailbox that is subscribed to the lists, on another account than the sender's. */
  witness: Server | null
  /** The sender's own mailbox, where lists send their notices. */
  bounce: Server | null
  dkim: Readonly<{ key: KeyObject; selector: string; domain: string }> | null
  clock: Clock
  isCleared(value: unknown): boolean
}>

const login = ({ user, password }: Server) => (user !== null && password !== null ? { user, password } : null)

const imapOf = (it: Server) => ({ host: it.host, port: it.port, user: it.user ?? '', password: it.password ?? '' })

const tlsOf = { 'at-once': 'implicit', starttls: 'starttls', none: 'off' } as const

/** A name that says nothing is no name. */
const mailbox = ({ name, address }: ListAt['from']): Mailbox => (name === '' ? { address } : { address, name })

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** The lists as Cordon posts to them: what a text becomes, one mail, and what the list's own copy tells. */
export const createListMail = (it: ListMailSettings) => {
  const { clock } = it
  const key: SigningKey | null = it.dkim && {
    privateKey: it.dkim.key,
    publicKey: createPublicKey(it.dkim.key),
    domain: it.dkim.domain,
    selector: it.dkim.selector,
  }
  const host = it.smtp && { host: it.smtp.host, port: it.smtp.port, tls: tlsOf[it.smtp.tls], login: login(it.smtp) }
  const post =
    host &&
    createListPost({
      isCleared: it.isCleared,
      addressOf: (list) => it.lists[list]?.address,
      key,
      submit: createSubmit({ host, clock }),
    })
  const witness = it.witness && createWitness({ account: imapOf(it.witness), clock })
  const notices = it.bounce && createHoldNotices({ account: imapOf(it.bounce), clock })

  return {
    digestOf: (letter: Approvable): string => approvedForm(letter).sha256,

    /** A Message-ID that no other mail has; made once, so that a repeat is known as the same mail. */
    newMessageId: (list: string, id: string): string => {
      const from = it.lists[list]?.from.address ?? 'cordon.invalid'
      return `<${id.toLowerCase()}.${randomBytes(9).toString('hex')}@${domainOf(from)}>`
    },

    /** What a text becomes as a letter to a list; refuses what cannot be a mail, or is over the list's size. */
    compose: (list: string, doc: Doc): Readonly<{ letter: Approvable }> | Readonly<{ wrong: string }> => {
      const at = it.lists[list]
      const words = render(doc)
      if (!at || isRefusal(words)) return { wrong: 'This cannot become a mail: please use plain words in the subject.' }
      const subject = at.subjectPrefix === undefined ? words.subject : `${at.subjectPrefix} ${words.subject}`
      const letter: Approvable = { from: mailbox(at.from), to: { address: at.address }, ...words, subject }
      const bytes = buildMessage({ ...letter, messageId: '<size@cordon.invalid>', date: 0 })
      if (isRefusal(bytes)) return { wrong: 'This cannot become a mail: it has characters that no mail can carry.' }
      if (withinSize(bytes, at.maxKilobytes * 1024) === null) return { letter }
      return {
        wrong: `This is over the ${at.maxKilobytes} KB that the list takes: please shorten it, and link to the rest.`,
      }
    },

    /** One mail to the list named by the clearing. The same letter, id and date (ms UTC) give the same bytes. */
    submit: async (
      cleared: Cleared<Approvable>,
      mail: Readonly<{ messageId: string; date: number; attempt: number; signal: AbortSignal }>,
    ): Promise<Performed<Accepted>> => {
      if (!post) return { held: 'no-mail-account' }
      const built = buildMessage({ ...cleared.rendered, messageId: mail.messageId, date: mail.date })
      if (isRefusal(built)) return { held: built.rule }
      const bytes = key ? await signForList(built, key, mail.date) : built
      if (isRefusal(bytes)) return { held: bytes.rule }
      return post({ cleared, bytes }, mail)
    },

    /** What can be known of a mail that was handed in at `sentAt` (ms UTC). */
    witness: async (
      list: string,
      mail: Readonly<{ messageId: string; subject: string; sentAt: number }>,
      signal: AbortSignal,
    ): Promise<'seen' | 'held' | 'not-seen' | 'unknown'> => {
      const at = it.lists[list]
      if (!at || !witness) return 'unknown'
      const copy = await witness.seen({ messageId: mail.messageId, listId: at.listId }, signal)
      if (typeof copy === 'object') return 'seen' in copy ? 'seen' : 'unknown'
      const notice = await notices?.heldFor({ listAddress: at.address, ...mail }, signal)
      return typeof notice === 'object' && 'held' in notice ? 'held' : 'not-seen'
    },

    /** Milliseconds after which a copy that was not seen is a matter for a person. */
    patience: (list: string): number => (it.lists[list]?.witnessMinutes ?? 30) * minute,
  }
}
