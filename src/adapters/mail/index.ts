import { type KeyObject, randomBytes } from 'node:crypto'
import type { Performed } from '../../kernel/act.ts'
import type { Doc } from '../../kernel/doc.ts'
import type { Cleared } from '../../kernel/place.ts'
import { isRefusal, type Refusal } from '../../kernel/refusal.ts'
import { type Clock, minute } from '../../kernel/time.ts'
import { type Approvable, approvedForm } from './approved-form.ts'
import { composeForList } from './compose.ts'
import type { Mailbox } from './header.ts'
import { createHoldNotices } from './hold-notice.ts'
import { createListPost } from './list-post.ts'
import { render } from './render.ts'
import { readSigningKey, type SigningKey } from './signing-key.ts'
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

const newMessageId = (list: ListAt | undefined, id: string): string =>
  `<${id.toLowerCase()}.${randomBytes(9).toString('hex')}@${domainOf(list?.from.address ?? 'cordon.invalid')}>`

/** The key in the form that signing needs; throws for one that the configuration should have refused. */
const signingKeyOf = (dkim: ListMailSettings['dkim']): SigningKey | null => {
  if (!dkim) return null
  const pem = dkim.key.export({ type: 'pkcs8', format: 'pem' }).toString()
  const key = readSigningKey({ pem, domain: dkim.domain, selector: dkim.selector })
  if (isRefusal(key)) throw new Error('DKIM_KEY, DKIM_SELECTOR or DKIM_DOMAIN cannot sign')
  return key
}

/** What a refusal of the mail means to the one who wrote it. */
const wrongOf = ({ rule }: Refusal, { maxKilobytes }: ListAt): string => {
  if (rule === 'mail-size')
    return `This is over the ${maxKilobytes} KB that the list takes: please shorten it, and link to the rest.`
  if (rule === 'mail-signature')
    return 'This could not be signed, so it would not leave: the operator should look at DKIM_DOMAIN and the list’s from.'
  return 'This cannot become a mail: it has characters that no mail can carry.'
}

/** The lists as Cordon posts to them: what a text becomes, one mail, and what the list's own copy tells. */
export const createListMail = (it: ListMailSettings) => {
  const { clock } = it
  const key = signingKeyOf(it.dkim)
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
    newMessageId: (list: string, id: string): string => newMessageId(it.lists[list], id),

    /**
     * What a text becomes as a letter to a list; refuses what cannot be a mail, cannot be signed, or is over the list's
     * size with its signature: better now than after it was approved.
     */
    compose: async (
      list: string,
      doc: Doc,
    ): Promise<Readonly<{ letter: Approvable }> | Readonly<{ wrong: string }>> => {
      const at = it.lists[list]
      const words = render(doc)
      if (!at || isRefusal(words)) return { wrong: 'This cannot become a mail: please use plain words in the subject.' }
      const subject = at.subjectPrefix === undefined ? words.subject : `${at.subjectPrefix} ${words.subject}`
      const letter: Approvable = { from: mailbox(at.from), to: { address: at.address }, ...words, subject }
      const trial = { ...letter, messageId: newMessageId(at, 'AN-0000-0000'), date: clock.now() }
      const mail = await composeForList(trial, { key, limit: at.maxKilobytes * 1024 })
      return isRefusal(mail) ? { wrong: wrongOf(mail, at) } : { letter }
    },

    /** One mail to the list named by the clearing. The same letter, id and date (ms UTC) give the same bytes. */
    submit: async (
      cleared: Cleared<Approvable>,
      mail: Readonly<{ messageId: string; date: number; attempt: number; signal: AbortSignal }>,
    ): Promise<Performed<Accepted>> => {
      if (!post) return { held: 'no-mail-account' }
      const list = 'list' in cleared.place ? it.lists[cleared.place.list] : undefined
      if (!list) return { held: 'not-a-list' }
      const limit = list.maxKilobytes * 1024
      const made = await composeForList(
        { ...cleared.rendered, messageId: mail.messageId, date: mail.date },
        { key, limit },
      )
      return isRefusal(made) ? { held: made.rule } : post({ cleared, bytes: made.bytes }, mail)
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
