import type { ImapFlow } from 'imapflow'
import { simpleParser } from 'mailparser'
import { day, minute } from '../../kernel/time.ts'
import type { LookPorts, NotLooked } from './look.ts'
import { foldersOf, look, uidsOf } from './look.ts'
import type { Sighting } from './witness.ts'

/** A mail whose fate is asked. `sentAt` is when it was handed in, ms UTC. */
export type Posted = Readonly<{ listAddress: string; subject: string; sentAt: number }>

/** Looks into the sender's own mailbox for a notice that the list holds a mail. */
export type HoldNotices = Readonly<{
  heldFor(posted: Posted, signal: AbortSignal): Promise<Readonly<{ held: Sighting }> | 'no-notice' | NotLooked>
}>

/** A notice is short; what is larger is none. */
const largestNotice = 64 * 1024

/** How far the mailbox's clock may be behind ours. */
const clockSlack = 5 * minute

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase()

/**
 * Whether a mail is the list's notice about ours. Mailman 3 sends it from LIST-bounces (chains/hold.py), Mailman 2 from
 * LIST-owner or LIST-bounces; it quotes the subject, perhaps over several lines, and never the Message-ID.
 */
export const isNoticeFor = async (raw: Buffer, posted: Pick<Posted, 'listAddress' | 'subject'>): Promise<boolean> => {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, keepDeliveryStatus: true })
  const [name = '', domain = ''] = posted.listAddress.toLowerCase().split('@')
  const from = mail.from?.value.map((one) => one.address?.toLowerCase()) ?? []
  const byList = ['bounces', 'owner'].some((role) => from.includes(`${name}-${role}@${domain}`))
  const named = oneLine(mail.subject ?? '').includes(name)
  return byList && named && oneLine(mail.text ?? '').includes(oneLine(posted.subject))
}

const noticeIn = async (client: ImapFlow, posted: Posted) => {
  const [name = '', domain = ''] = posted.listAddress.split('@')
  // SINCE knows days of the server's own zone, so a day more is asked for.
  const since = Temporal.Instant.fromEpochMilliseconds(posted.sentAt - day)
    .toString()
    .slice(0, 10)
  for (const mailbox of await foldersOf(client)) {
    await client.mailboxOpen(mailbox, { readOnly: true })
    const from = (role: string) => ({ from: `${name}-${role}@${domain}` })
    const uids = await uidsOf(client, { since, or: [from('bounces'), from('owner')] })
    for (const uid of uids) {
      const query = { source: { maxLength: largestNotice }, internalDate: true }
      const [mail] = await client.fetchAll(String(uid), query, { uid: true })
      const at = mail?.internalDate instanceof Date ? mail.internalDate.getTime() : Date.parse(mail?.internalDate ?? '')
      if (mail?.source && at >= posted.sentAt - clockSlack && (await isNoticeFor(mail.source, posted)))
        return { held: { mailbox, uid, at } }
    }
  }
  return 'no-notice'
}

/**
 * Hold notices come to the sender's mailbox, and only from lists that send any: Google Groups sends none, so `no-notice`
 * proves nothing.
 */
export const createHoldNotices = (ports: LookPorts): HoldNotices => ({
  heldFor: (posted, signal) => look(ports, signal, (client) => noticeIn(client, posted)),
})
