import { planned } from '../kernel/act.ts'
import type { Outcome } from '../kernel/door.ts'
import { postMessage } from '../kernel/message.ts'
import type { PersonId } from '../kernel/person.ts'
import { isRefusal, refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { type Announcement, approve, type Look, sendBack } from './announcement.ts'
import { checkStanding } from './check-standing.ts'
import type { AnnouncementPorts } from './ports.ts'
import { mailAnnouncement } from './relay-announcement.ts'

type Decision = Readonly<{ id: string; digest: string; person: PersonId; at: number; verdict: 'approve' | 'send-back' }>

/** An approval needs the writer as much as the second person: both may have left since the text was written. */
const approvable = async (ports: AnnouncementPorts, tx: Tx, found: Announcement, look: Look) => {
  const { incident, writer } = found
  return (await checkStanding(ports, tx, { incident, people: [writer, look.person] })) ?? approve(found, look)
}

/** The second person's answer to exactly these bytes. An approval plans the one mail. */
export const decideAnnouncement = async (ports: AnnouncementPorts, tx: Tx, it: Decision): Promise<Outcome> => {
  const found = await ports.announcements.get(tx, it.id)
  if (!found) return refuse('stale-button')
  const onRoster = found.incident === null || (await ports.onRoster(tx, found.incident, it.person))
  const look = {
    digest: it.digest,
    person: it.person,
    isApprover: ports.approvers.includes(it.person),
    onRoster,
    now: it.at,
  }
  const next = it.verdict === 'approve' ? await approvable(ports, tx, found, look) : sendBack(found, look)
  if (isRefusal(next)) return next
  await ports.announcements.save(tx, next)
  await ports.append(tx, {
    chain: next.incident ?? 'desk',
    what: it.verdict === 'approve' ? 'announcement.approved' : 'announcement.returned',
    by: it.person,
    at: it.at,
    body: { id: next.id, digest: next.digest },
  })
  if (it.verdict === 'approve')
    await ports.plan(tx, planned(mailAnnouncement, { key: next.id, refs: { id: next.id, digest: next.digest } }))
  // Who takes back their own text has this as the answer already.
  if (it.person !== next.writer)
    await ports.plan(
      tx,
      planned(postMessage, {
        key: `${next.id}:${next.state}:${next.writer}`,
        refs: { place: { person: next.writer }, text: 'announcement.decided', about: { id: next.id } },
      }),
    )
  return { reply: 'announcement.answered', about: { id: next.id } }
}
