import { planned } from '../kernel/act.ts'
import { postMessage } from '../kernel/message.ts'
import { hour } from '../kernel/time.ts'
import type { Tx } from '../kernel/tx.ts'
import { allSeries, findSeries } from './find-meeting.ts'
import type { MeetingPorts } from './ports.ts'
import { hostsOf, prepareReminder } from './prepare-reminder.ts'
import { candidates, type Due, dueReminders, lapsedReminders, nextReminder, type Reminder } from './reminders.ts'
import type { Series } from './series.ts'

type Found = Readonly<{ series: Series; since: number | null; due: Due }>

const look = async (
  ports: MeetingPorts,
  tx: Tx,
  { key, now }: Readonly<{ key: string; now: number }>,
): Promise<Found | null> => {
  const series = await findSeries(ports, tx, key)
  if (!series) return null
  const since = await ports.repository.watchedSince(tx, key)
  const keys = candidates(series, since ?? now, now).map((reminder) => reminder.key)
  const known = await ports.repository.knownReminders(tx, keys)
  const due = dueReminders({ series, since: since ?? now, now, known: new Set(known.keys()) })
  const lapsed = lapsedReminders(series, since ?? now, now).filter(({ key: each }) => known.get(each) === 'planned')
  const posted = await Promise.all(lapsed.map((reminder) => ports.isPosted(tx, reminder.key)))
  return { series, since, due: { ...due, missed: [...due.missed, ...lapsed.filter((_, at) => !posted[at])] } }
}

const bodyOf = (it: Reminder) => ({ reminder: it.key, series: it.series, date: it.date, start: it.start })

const planOne = async (ports: MeetingPorts, tx: Tx, { it, now }: Readonly<{ it: Reminder; now: number }>) => {
  if (!(await ports.repository.keepReminder(tx, { reminder: it, state: 'planned', at: now }))) return
  const { key, name, series, date, start, until } = it
  const refs = { reminder: key, name, series, date, start, until }
  await ports.plan(tx, planned(prepareReminder, { key, refs, expires: until }))
  await ports.append(tx, { chain: 'desk', what: 'meeting.reminder-planned', by: 'cordon', at: now, body: bodyOf(it) })
}

/** A host reads of a missed reminder for a day; later it helps nobody. */
const missedFor = 24 * hour

const missOne = async (
  ports: MeetingPorts,
  tx: Tx,
  { it, series, now }: Readonly<{ it: Reminder; series: Series; now: number }>,
) => {
  if (!(await ports.repository.keepReminder(tx, { reminder: it, state: 'missed', at: now }))) return
  await ports.append(tx, { chain: 'desk', what: 'meeting.reminder-missed', by: 'cordon', at: now, body: bodyOf(it) })
  const about = { series: it.series, date: it.date, name: it.name }
  for (const person of hostsOf(series, ports)) {
    const refs = { place: { person }, text: 'meeting.missed', about }
    const key = `${it.key}/meeting.missed/${person}`
    await ports.plan(tx, planned(postMessage, { key, refs, expires: now + missedFor }))
  }
}

/**
 * One beat: plans each reminder that is due at `now` (desk time, ms UTC) and records those whose window passed. Looks
 * first and writes only when there is something to write, deciding again inside the transaction.
 */
export const planReminders = async (ports: MeetingPorts, now: number): Promise<void> => {
  for (const { key } of ports.series) {
    const before = await ports.read((tx) => look(ports, tx, { key, now }))
    if (!before) continue
    const idle = before.since !== null && before.due.plan.length === 0 && before.due.missed.length === 0
    if (idle) continue
    await ports.transact(async (tx) => {
      const found = await look(ports, tx, { key, now })
      if (!found) return
      if (found.since === null) await ports.repository.watch(tx, key, now)
      for (const it of found.due.plan) await planOne(ports, tx, { it, now })
      for (const it of found.due.missed) await missOne(ports, tx, { it, series: found.series, now })
    })
  }
}

/** When the next reminder of any series is due, after `now` (both ms UTC); null when none is. */
export const nextBeat = async (ports: MeetingPorts, now: number): Promise<number | null> => {
  const series = await ports.read((tx) => allSeries(ports, tx, null))
  const times = series.map((it) => nextReminder(it, now)).filter((at) => at !== null)
  return times.length === 0 ? null : Math.min(...times)
}
