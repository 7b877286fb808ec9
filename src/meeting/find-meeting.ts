import type { Tx } from '../kernel/tx.ts'
import { nextOccurrence, type Occurrence, plan } from './occurrences.ts'
import type { MeetingPorts } from './ports.ts'
import { overridden, type Series } from './series.ts'

type Known = Pick<MeetingPorts, 'series' | 'repository'>

/** A series of the configuration with the overrides that people added; null when the configuration no longer has it. */
export const findSeries = async ({ series, repository }: Known, tx: Tx, key: string): Promise<Series | null> => {
  const found = series.find((it) => it.key === key)
  return found ? overridden(found, await repository.overrides(tx, key)) : null
}

/** All series with what people changed, or the one of this key. */
export const allSeries = async (ports: Known, tx: Tx, key: string | null): Promise<readonly Series[]> => {
  const found = await Promise.all(
    ports.series.filter((it) => key === null || it.key === key).map((it) => findSeries(ports, tx, it.key)),
  )
  return found.filter((it) => it !== null)
}

/** The meeting of this name (local date) and start (ms UTC), if it still takes place then. */
export const meetingAt = (series: Series, date: string, start: number): Occurrence | null =>
  plan(series, start, start + 1).find((it) => it.date === date) ?? null

const twoDays = 2 * 86_400_000

/** The meeting that the rule or an extra puts on this local date, wherever it was moved; null when there is none. */
export const meetingOn = (series: Series, date: string): Occurrence | null => {
  const noon = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: series.zone, plainTime: '12:00' })
  const around = plan(series, noon.epochMilliseconds - twoDays, noon.epochMilliseconds + twoDays)
  const moved = series.overrides.findLast((it) => 'moved' in it && it.moved === date)
  const far = moved && 'to' in moved ? Temporal.PlainDateTime.from(moved.to).toZonedDateTime(series.zone) : null
  const elsewhere = far ? plan(series, far.epochMilliseconds - twoDays, far.epochMilliseconds + twoDays) : []
  return [...around, ...elsewhere].find((it) => it.date === date) ?? null
}

/** The series that meets next at `now` (ms UTC) and its meeting; null when none of them meets again. */
export const soonest = (
  series: readonly Series[],
  now: number,
): Readonly<{ series: Series; meeting: Occurrence }> | null => {
  const all = series.flatMap((it) => {
    const meeting = nextOccurrence(it, now)
    return meeting ? [{ series: it, meeting }] : []
  })
  return all.toSorted((a, b) => a.meeting.start - b.meeting.start)[0] ?? null
}
