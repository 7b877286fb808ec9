import type { FetchMessageObject, ImapFlow } from 'imapflow'
import type { LookPorts, NotLooked } from './look.ts'
import { foldersOf, look, uidsOf } from './look.ts'
import { fieldsIn } from './mail-bytes.ts'

/** Where the list's own copy lies. `at` is when the mailbox took it in, ms UTC (INTERNALDATE). */
export type Sighting = Readonly<{ mailbox: string; uid: number; at: number }>

/** A copy the list gave out. */
export type Copy = Readonly<{ messageId: string }> & Sighting

/** How far each folder has been read. UIDVALIDITY is text, since it may exceed what JSON keeps exactly elsewhere. */
export type Cursor = Readonly<Record<string, Readonly<{ uidValidity: string; uid: number }>>>

export type Witness = Readonly<{
  /** Whether the list's own copy of this mail lies in Inbox, All Mail or Spam. `listId` without angle brackets. */
  seen(
    asked: Readonly<{ messageId: string; listId: string }>,
    signal: AbortSignal,
  ): Promise<Readonly<{ seen: Sighting }> | 'not-seen' | NotLooked>
  /** The copies of a list that came since the cursor, and the cursor to go on from. Start with `{}`. */
  poll(
    asked: Readonly<{ cursor: Cursor; listId: string }>,
    signal: AbortSignal,
  ): Promise<Readonly<{ copies: readonly Copy[]; cursor: Cursor }> | NotLooked>
}>

/** The identifier of a List-Id value: what stands in its last angle brackets (RFC 2919, 3), lower-cased. */
const identifier = (value: string): string =>
  (/<([^<>]*)>\s*$/.exec(value.replace(/\r\n(?=[ \t])/g, ''))?.[1] ?? '').trim().toLowerCase()

const copyIn = (mailbox: string, listId: string, mail: FetchMessageObject): Copy | null => {
  const fields = fieldsIn(mail.headers ?? Buffer.alloc(0))
  const values = (name: string) => fields.filter((one) => one.name === name).map((one) => one.value)
  const [messageId, ...otherIds] = values('message-id')
  const [list, ...otherLists] = values('list-id')
  if (messageId === undefined || list === undefined || otherIds.length + otherLists.length > 0) return null
  if (identifier(list) !== listId.toLowerCase()) return null
  const at = mail.internalDate
  const taken = at instanceof Date ? at.getTime() : Date.parse(at ?? '')
  return { messageId: messageId.trim(), mailbox, uid: mail.uid, at: taken }
}

/** The copies among some mails. Only headers are fetched; what the server found is checked here again, exactly. */
const copiesOf = async (
  client: ImapFlow,
  asked: Readonly<{ mailbox: string; listId: string; uids: readonly number[] }>,
): Promise<readonly Copy[]> => {
  if (asked.uids.length === 0) return []
  const query = { uid: true, internalDate: true, headers: ['message-id', 'list-id'] }
  const mails = await client.fetchAll(asked.uids.join(','), query, { uid: true })
  return mails
    .map((mail) => copyIn(asked.mailbox, asked.listId, mail))
    .filter((copy) => copy !== null)
    .sort((a, b) => a.uid - b.uid)
}

const seenIn = async (client: ImapFlow, asked: Readonly<{ messageId: string; listId: string }>) => {
  for (const mailbox of await foldersOf(client)) {
    await client.mailboxOpen(mailbox, { readOnly: true })
    const uids = await uidsOf(client, { header: { 'message-id': asked.messageId } })
    const copies = await copiesOf(client, { mailbox, listId: asked.listId, uids })
    const copy = copies.find((one) => one.messageId === asked.messageId)
    if (copy) return { seen: { mailbox, uid: copy.uid, at: copy.at } }
  }
  return 'not-seen'
}

const newIn = async (client: ImapFlow, asked: Readonly<{ cursor: Cursor; listId: string }>) => {
  const copies: Copy[] = []
  const cursor: Record<string, Readonly<{ uidValidity: string; uid: number }>> = { ...asked.cursor }
  for (const mailbox of await foldersOf(client)) {
    const { uidValidity, uidNext } = await client.mailboxOpen(mailbox, { readOnly: true })
    const before = asked.cursor[mailbox]
    const from = before?.uidValidity === uidValidity.toString() ? before.uid + 1 : 1
    // What comes in while we look has a UID of at least UIDNEXT and waits for the next poll.
    const last = uidNext - 1
    if (last >= from) {
      const uids = await uidsOf(client, { uid: `${from}:${last}`, header: { 'list-id': asked.listId } })
      copies.push(...(await copiesOf(client, { mailbox, listId: asked.listId, uids })))
    }
    cursor[mailbox] = { uidValidity: uidValidity.toString(), uid: Math.max(last, from - 1) }
  }
  return { copies, cursor }
}

/**
 * Proof of delivery: a mailbox on another account than the sender's, subscribed to the list. Only a copy that bears our
 * Message-ID *and* the list's own List-Id counts, so a Sent copy, a Bcc or a forwarded mail never does. It proves that
 * the list gave the mail out, not that everyone got it; `not-seen` proves nothing.
 */
export const createWitness = (ports: LookPorts): Witness => ({
  seen: (asked, signal) => look(ports, signal, (client) => seenIn(client, asked)),
  poll: (asked, signal) => look(ports, signal, (client) => newIn(client, asked)),
})
