import { z } from 'zod'
import { type ActRow, type Attempt, actKind, type Found, type LookAgain, performer, planned } from '../kernel/act.ts'
import { postMessage } from '../kernel/message.ts'
import { minute, second } from '../kernel/time.ts'
import type { Tx } from '../kernel/tx.ts'
import { type Announcement, seen, sent } from './announcement.ts'
import { checkStanding } from './check-standing.ts'
import type { AnnouncementPorts } from './ports.ts'

const poll = 5 * second

const refs = z.strictObject({ id: z.string(), digest: z.string() })

/** One mail to the list. */
export const mailAnnouncement = actKind({
  kind: 'announcement.mail',
  refs,
  /** The code of the host's answer to the final dot. */
  result: z.strictObject({ accepted: z.number() }),
})

/** Waiting for the list's own copy. */
const witnessAnnouncement = actKind({
  kind: 'announcement.witness',
  refs: z.strictObject({ id: z.string(), since: z.number() }),
  result: z.strictObject({ at: z.number() }),
})

const approved = (it: Announcement | null, digest: string): it is Announcement =>
  it !== null && it.digest === digest && (it.state === 'approved' || it.state === 'sent')

/** What was approved may wait here for long: who wrote and who approved it must still be those who may. */
const lost = (ports: AnnouncementPorts, tx: Tx, { incident, writer, second: other }: Announcement) =>
  checkStanding(ports, tx, { incident, people: other === null ? [writer] : [writer, other] })

const mail = async (ports: AnnouncementPorts, { id, digest }: z.infer<typeof refs>, { attempt, signal }: Attempt) => {
  const { it, objection } = await ports.read(async (tx) => {
    const found = await ports.announcements.get(tx, id)
    return { it: found, objection: found && (await lost(ports, tx, found)) }
  })
  if (!approved(it, digest) || it.date === null) return { superseded: 'not-approved' }
  if (objection) return { held: objection.rule }
  const why = it.incident === null ? undefined : { approved: { incident: it.incident, digest } }
  const cleared = await ports.clear({ list: it.list }, ports.parse(it.subject, it.body), it.letter, why)
  if ('held' in cleared) return { held: cleared.held }
  return ports.post.submit(cleared, { messageId: it.messageId, date: it.date, attempt, signal })
}

/** A mail is never repeated by itself: only the list's own copy says that it went. */
const witnessed = (ports: AnnouncementPorts, it: Announcement, signal: AbortSignal) =>
  ports.post.witness(it.list, { messageId: it.messageId, subject: it.letter.subject, sentAt: it.date ?? 0 }, signal)

const findMail = async (
  ports: AnnouncementPorts,
  id: string,
  signal: AbortSignal,
): Promise<Found<{ accepted: number }> | LookAgain> => {
  const it = await ports.read((tx) => ports.announcements.get(tx, id))
  if (!it) return 'unknown'
  const copy = await witnessed(ports, it, signal)
  if (copy === 'seen' || copy === 'held') return { done: { accepted: 250 } }
  // The list may be slower than our restart: only a copy that does not come in time is a matter for a person.
  if (ports.clock.now() - (it.date ?? 0) > ports.post.patience(it.list)) return 'unknown'
  return { lookAt: ports.clock.line() + poll, reason: 'not-seen-yet' }
}

const tellChannel = async (ports: AnnouncementPorts, tx: Tx, it: Announcement) => {
  if (ports.channel === null) return
  await ports.plan(
    tx,
    planned(postMessage, {
      key: `${it.id}:channel`,
      refs: { place: { channel: ports.channel }, text: 'announcement.channel', about: { id: it.id } },
    }),
  )
}

const settleMail = async (ports: AnnouncementPorts, tx: Tx, id: string) => {
  const it = await ports.announcements.get(tx, id)
  if (!it) return
  await ports.announcements.save(tx, sent(it))
  const at = ports.clock.now()
  await ports.append(tx, {
    chain: it.incident ?? 'desk',
    what: 'announcement.sent',
    by: 'cordon',
    at,
    body: { id, digest: it.digest },
  })
  await ports.plan(tx, planned(witnessAnnouncement, { key: id, refs: { id, since: ports.clock.line() } }))
}

const watch = async (
  ports: AnnouncementPorts,
  { id, since }: Readonly<{ id: string; since: number }>,
  { signal }: Attempt,
) => {
  const it = await ports.read((tx) => ports.announcements.get(tx, id))
  if (!it) return { superseded: 'gone' }
  const copy = await witnessed(ports, it, signal)
  const line = ports.clock.line()
  if (copy === 'seen') return { done: { at: ports.clock.now() } }
  if (copy === 'held') return { held: 'held-by-the-list' }
  if (line - since > ports.post.patience(it.list)) return { held: 'not-seen' }
  return { retryAt: line + Math.min(poll + (line - since) / 4, 5 * minute), reason: 'not-seen-yet' }
}

const settleWatch = async (ports: AnnouncementPorts, tx: Tx, id: string, at: number) => {
  const it = await ports.announcements.get(tx, id)
  if (!it) return
  await ports.announcements.save(tx, seen(it, at))
  await ports.append(tx, {
    chain: it.incident ?? 'desk',
    what: 'announcement.seen',
    by: 'cordon',
    at,
    body: { id, digest: it.digest },
  })
  if (it.incident !== null) await ports.published(tx, it.incident, at)
  await tellChannel(ports, tx, it)
  await ports.plan(
    tx,
    planned(postMessage, {
      key: `${id}:seen:${it.writer}`,
      refs: { place: { person: it.writer }, text: 'announcement.decided', about: { id } },
    }),
  )
}

/** Performers of the announcement's acts. */
export const announcementPerformers = (ports: AnnouncementPorts): readonly ActRow[] => [
  performer(mailAnnouncement, {
    perform: (it, attempt) => mail(ports, it, attempt),
    find: ({ id }, { signal }) => findMail(ports, id, signal),
    settled: (tx, { id }) => settleMail(ports, tx, id),
    unknown: 'hold',
  }),
  performer(witnessAnnouncement, {
    perform: (it, attempt) => watch(ports, it, attempt),
    find: async () => 'absent',
    settled: (tx, { id }, { at }) => settleWatch(ports, tx, id, at),
    unknown: { repeat: 'looking into a mailbox changes nothing' },
  }),
]
