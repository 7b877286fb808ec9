import { type Occurrence, plan } from './occurrences.ts'
import type { Series } from './series.ts'

/**
 * One reminder of one meeting. It is due at `at` and makes sense until `until` (both ms UTC): until the series' next
 * reminder of the meeting is due, or the meeting begins; one that is due at the beginning, until the meeting ends.
 */
export type Reminder = Readonly<{
  /** Series, local date, effective start and offset: a meeting moved to another start is reminded of anew. */
  key: string
  series: string
  date: string
  start: number
  /** How long before the start, as people say it: T-24h. */
  name: string
  at: number
  until: number
}>

const minute = 60_000

/** The name of an offset in minutes: T-3d, T-24h, T-10m. A single day is said in hours. */
export const offsetName = (minutes: number): string => {
  if (minutes >= 2 * 24 * 60 && minutes % (24 * 60) === 0) return `T-${minutes / (24 * 60)}d`
  return minutes > 0 && minutes % 60 === 0 ? `T-${minutes / 60}h` : `T-${minutes}m`
}

/** An instant (ms UTC) to the minute, such as 2023-01-18T16:00Z. */
export const isoMinute = (instant: number): string =>
  Temporal.Instant.fromEpochMilliseconds(instant).toString({ smallestUnit: 'minute' })

/** The reminders of a meeting, the first due first. */
export const remindersOf = (series: Series, meeting: Occurrence): readonly Reminder[] => {
  const offsets = [...new Set(series.reminders)].toSorted((a, b) => b - a)
  return offsets.map((offset, index) => {
    const later = offsets[index + 1]
    const at = meeting.start - offset * minute
    const name = offsetName(offset)
    const key = `${series.key}/${meeting.date}/${isoMinute(meeting.start)}/${name}`
    const until = later !== undefined ? meeting.start - later * minute : offset > 0 ? meeting.start : meeting.end
    return { key, series: series.key, date: meeting.date, start: meeting.start, name, at, until }
  })
}

const day = 24 * 60 * minute
/** Reminders of meetings longer ago than this are forgotten, not recorded as missed one by one. */
const remembered = 60 * day

/** The reminders that may be due or missed at `now`: of meetings since `since` (both ms UTC), sixty days back at most. */
export const candidates = (series: Series, since: number, now: number): readonly Reminder[] => {
  const furthest = Math.max(0, ...series.reminders) * minute
  const from = Math.max(since, now - remembered)
  return plan(series, from - day, now + furthest + 1)
    .flatMap((meeting) => remindersOf(series, meeting))
    .filter(({ at, until }) => at <= now && until > from)
}

export type Due = Readonly<{ plan: readonly Reminder[]; missed: readonly Reminder[] }>

/**
 * What is to be done at `now`: reminders whose window is open are planned once, those whose window passed unsent are
 * missed and never sent. `since` is when Cordon began to watch the series (both ms UTC); `known` holds the keys of
 * reminders planned or recorded as missed before. Neither a restart nor a clock set back makes one twice.
 */
export const dueReminders = (
  it: Readonly<{ series: Series; since: number; now: number; known: ReadonlySet<string> }>,
): Due => {
  const open = candidates(it.series, it.since, it.now).filter(({ key }) => !it.known.has(key))
  return { plan: open.filter(({ until }) => it.now < until), missed: open.filter(({ until }) => until <= it.now) }
}

/** How long a message that was handed over before its window closed may take to be known as posted. */
const lateness = 10 * minute

/**
 * The reminders whose window passed at `now` long enough ago that a message of theirs would be known by now. One that
 * was planned and has none was never sent: Cordon or Slack was away until it was too late. `since` and `now` are ms UTC.
 */
export const lapsedReminders = (series: Series, since: number, now: number): readonly Reminder[] =>
  candidates(series, since, now).filter(({ until }) => until + lateness <= now)

const lookedAhead = [70, 800, 8_000] as const

/** When the next reminder of a series is due, after `now` (both ms UTC); null when none is within twenty years. */
export const nextReminder = (series: Series, now: number): number | null => {
  const furthest = Math.max(0, ...series.reminders) * minute
  for (const days of lookedAhead) {
    const later = plan(series, now, now + furthest + days * day)
      .flatMap((meeting) => remindersOf(series, meeting))
      .map(({ at }) => at)
      .filter((at) => at > now)
    if (later.length > 0) return Math.min(...later)
  }
  return null
}

/** One line of `meeting plan`: instants in UTC, and the meeting's wall time in each zone that the series names. */
export type PlanLine = Readonly<{
  series: string
  occurrence: string
  start: string
  reminder: string
  at: string
  zones: Readonly<Record<string, string>>
}>

const isoSecond = (instant: number): string =>
  Temporal.Instant.fromEpochMilliseconds(instant).toString({ smallestUnit: 'second' })

const wallTime = (instant: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: 'minute' })

/** Every reminder of the meetings that start at or after `from` and before `to` (ms UTC), in order of the meetings. */
export const planLines = (series: Series, from: number, to: number): readonly PlanLine[] =>
  plan(series, from, to).flatMap((meeting) => {
    const names = [...new Set([meeting.zone, ...series.zones, 'UTC'])]
    const zones = Object.fromEntries(names.map((zone) => [zone, wallTime(meeting.start, zone)]))
    return remindersOf(series, meeting).map(({ name, at }) => ({
      series: series.key,
      occurrence: meeting.date,
      start: isoSecond(meeting.start),
      reminder: name,
      at: isoSecond(at),
      zones,
    }))
  })
