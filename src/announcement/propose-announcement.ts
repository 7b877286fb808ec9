import { planned } from '../kernel/act.ts'
import type { Outcome } from '../kernel/door.ts'
import { postMessage } from '../kernel/message.ts'
import type { PersonId } from '../kernel/person.ts'
import type { IncidentId } from '../kernel/place.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { type Announcement, announcementId } from './announcement.ts'
import { checkStanding } from './check-standing.ts'
import type { AnnouncementPorts } from './ports.ts'

type Proposal = Readonly<{
  writer: PersonId
  incident: IncidentId | null
  list: string
  subject: string
  body: string
  /** What these words become as a mail. */
  composed: Awaited<ReturnType<AnnouncementPorts['post']['compose']>>
  at: number
}>

const yearOf = (at: number): number => new Temporal.Instant(BigInt(at) * 1_000_000n).toZonedDateTimeISO('UTC').year

/** Those who may be the second person: approvers other than the writer, of an incident only those on its roster. */
const seconds = async (ports: AnnouncementPorts, tx: Tx, it: Proposal): Promise<readonly PersonId[]> => {
  const others = ports.approvers.filter((person) => person !== it.writer)
  if (it.incident === null) return others
  const { incident } = it
  const inside = await Promise.all(others.map((person) => ports.onRoster(tx, incident, person)))
  return others.filter((_, at) => inside[at])
}

/** Stores the letter that would go out and asks the second person; nothing leaves to the list yet. */
export const proposeAnnouncement = async (ports: AnnouncementPorts, tx: Tx, it: Proposal): Promise<Outcome> => {
  const objection = await checkStanding(ports, tx, { incident: it.incident, people: [it.writer] })
  if (objection) return objection
  const { composed } = it
  if ('wrong' in composed) return { errors: { body: composed.wrong } }
  const asked = await seconds(ports, tx, it)
  if (asked.length === 0) return refuse('announcement.nobody', { incident: it.incident ?? '' })
  const id = announcementId(yearOf(it.at), await ports.announcements.nextNumber(tx, yearOf(it.at)))
  const { letter } = composed
  const digest = ports.post.digestOf(letter)
  const made: Announcement = {
    id,
    list: it.list,
    writer: it.writer,
    incident: it.incident,
    subject: it.subject,
    body: it.body,
    letter,
    digest,
    state: 'review',
    second: null,
    messageId: ports.post.newMessageId(it.list, id),
    date: null,
    seenAt: null,
    version: 1,
  }
  await ports.announcements.insert(tx, made)
  await ports.append(tx, {
    chain: it.incident ?? 'desk',
    what: 'announcement.proposed',
    by: it.writer,
    at: it.at,
    body: { id, digest, list: it.list },
  })
  for (const person of asked)
    await ports.plan(
      tx,
      planned(postMessage, {
        key: `${id}:review:${person}`,
        refs: { place: { person }, text: 'announcement.review', about: { id, reader: person } },
      }),
    )
  return { reply: 'announcement.preview', about: { id } }
}
