import { day } from '../kernel/time.ts'

/** When the team discloses by choice. Days are ISO (Monday is 1); hours are UTC, `until` not included. */
export type DatePolicy = Readonly<{
  longestDays: number
  slot: Readonly<{ days: readonly number[]; from: number; until: number }>
}>

export type DateWarning = 'past' | 'beyond-longest' | 'outside-slot'

const utc = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC')

/**
 * What is to be said of a disclosure date (ms UTC). Nothing here refuses: a person decides, but not unknowingly.
 * `openedAt` and `now` are desk time, ms UTC.
 */
export const dateWarnings = (
  date: number,
  it: Readonly<{ openedAt: number; now: number; policy: DatePolicy }>,
): readonly DateWarning[] => {
  const { dayOfWeek, hour } = utc(date)
  const { slot, longestDays } = it.policy
  const inSlot = slot.days.includes(dayOfWeek) && hour >= slot.from && hour < slot.until
  return [
    ...(date <= it.now ? (['past'] as const) : []),
    ...(date > it.openedAt + longestDays * day ? (['beyond-longest'] as const) : []),
    ...(inSlot ? [] : (['outside-slot'] as const)),
  ]
}

/** An instant (ms UTC) in plain words, for buttons and questions, where Slack shows no reader's own time. */
export const plainTime = (at: number): string => {
  const it = utc(at)
  const date = it.toPlainDate().toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  return `${date.replace(',', '')} ${it.toPlainTime().toString({ smallestUnit: 'minute' })} UTC`
}
