import { planned } from '../kernel/act.ts'
import type { Caller, Outcome } from '../kernel/door.ts'
import { postMessage } from '../kernel/message.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { allSeries, meetingOn } from './find-meeting.ts'
import type { MeetingPorts } from './ports.ts'
import { isoMinute } from './reminders.ts'

/** Calls off the meeting on a local date: it must be one that is still to come. The channel hears of it. */
export const skipMeeting = async (
  ports: MeetingPorts,
  tx: Tx,
  it: Readonly<{ series: string | null; date: string; caller: Caller }>,
): Promise<Outcome> => {
  const all = await allSeries(ports, tx, it.series)
  if (all.length === 0) return refuse('no-series')
  const [found, ...others] = all.flatMap((series) => {
    const meeting = meetingOn(series, it.date)
    return meeting && meeting.start > it.caller.at ? [{ series, meeting }] : []
  })
  if (!found) return refuse('no-meeting-to-skip')
  if (others.length > 0) return refuse('which-series')
  const { series, meeting } = found
  if (meeting.kind === 'extra') return refuse('extra-meeting')
  const at = it.caller.at
  const by = it.caller.person.id
  await ports.repository.addOverride(tx, { series: series.key, override: { skipped: it.date }, by, at })
  const about = { series: series.key, date: it.date }
  await ports.append(tx, { chain: 'desk', what: 'meeting.skipped', by, at, body: about })
  const refs = { place: { channel: series.channel }, text: 'meeting.skipped', about }
  const key = `skip/${series.key}/${it.date}/${isoMinute(meeting.start)}`
  await ports.plan(tx, planned(postMessage, { key, refs, expires: meeting.start }))
  return { reply: 'meeting.skipped', about }
}
