import { html } from 'hono/html'
import type { Drawn } from './drawn.ts'
import type { Eyes } from './eyes.ts'
import { momentIn } from './instant.ts'
import { drawLink } from './links.ts'

/** A date of a message: `seconds` since 1970 UTC, Slack's format words, and what stands in where they fail. */
export type Moment = Readonly<{ seconds: number; format: string; fallback: string; url?: string }>

type Seen = Readonly<{ at: Temporal.ZonedDateTime; now: Temporal.ZonedDateTime }>
type Word = (seen: Seen) => string

const months = 'January February March April May June July August September October November December'.split(' ')
const days = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
const monthOf = (at: Temporal.ZonedDateTime): string => months[at.month - 1] ?? ''
const dayOf = (at: Temporal.ZonedDateTime): string => days[at.dayOfWeek - 1] ?? ''
const two = (number: number): string => String(number).padStart(2, '0')

const ordinal = (day: number): string => {
  const ending = day > 10 && day < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')
  return `${day}${ending}`
}

/** The year is left out of a date less than six months away. */
const year = ({ at, now }: Seen): string => {
  const half = { months: 6 }
  const compare = Temporal.ZonedDateTime.compare
  const near = compare(at, now.subtract(half)) > 0 && compare(at, now.add(half)) < 0
  return near ? '' : `, ${at.year}`
}

const date: Word = (seen) => `${monthOf(seen.at)} ${ordinal(seen.at.day)}${year(seen)}`
const short: Word = (seen) => `${monthOf(seen.at).slice(0, 3)} ${seen.at.day}${year(seen)}`
const long: Word = (seen) => `${dayOf(seen.at)}, ${date(seen)}`
const divider: Word = ({ at, now }) =>
  `${dayOf(at)}, ${monthOf(at)} ${ordinal(at.day)}${at.year === now.year ? '' : `, ${at.year}`}`

const pretty =
  (otherwise: Word): Word =>
  (seen) => {
    const away = seen.now.toPlainDate().until(seen.at.toPlainDate()).days
    return ['yesterday', 'today', 'tomorrow'][away + 1] ?? otherwise(seen)
  }

const time = (at: Temporal.ZonedDateTime, seconds: string): string =>
  `${at.hour % 12 || 12}:${two(at.minute)}${seconds} ${at.hour < 12 ? 'AM' : 'PM'}`

const spans = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

const ago: Word = ({ at, now }) => {
  const away = Math.floor((now.epochMilliseconds - at.epochMilliseconds) / 1000)
  const [unit, length] = spans.find(([, one]) => Math.abs(away) >= one) ?? []
  if (unit === undefined || length === undefined) return 'just now'
  const count = Math.floor(Math.abs(away) / length)
  const words = `${count} ${unit}${count === 1 ? '' : 's'}`
  return away > 0 ? `${words} ago` : `in ${words}`
}

/** docs.slack.dev/messaging/formatting-message-text#date-formatting, and the rich text date element's for the rest. */
const formatWords: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['date_num', ({ at }) => at.toPlainDate().toString()],
  ['date_slash', ({ at }) => `${two(at.day)}/${two(at.month)}/${at.year}`],
  ['date', date],
  ['date_short', short],
  ['date_long', long],
  ['date_long_full', ({ at }) => `${monthOf(at)} ${at.day}, ${at.year}`],
  ['date_pretty', pretty(date)],
  ['date_short_pretty', pretty(short)],
  ['date_long_pretty', pretty(long)],
  ['day_divider_pretty', pretty(divider)],
  ['time', ({ at }) => time(at, '')],
  ['time_secs', ({ at }) => time(at, `:${two(at.second)}`)],
  ['ago', ago],
])

const formatted = (format: string, seen: Seen): string | undefined => {
  let known = true
  const words = format.replace(/\{(\w+)\}/g, (_all, name: string, offset: number) => {
    const word = formatWords.get(name)?.(seen)
    if (word === undefined) known = false
    // A date that begins its text begins it with a capital, as Slack has it.
    return offset === 0 && word ? `${word.slice(0, 1).toUpperCase()}${word.slice(1)}` : (word ?? '')
  })
  return known ? words : undefined
}

/** A date as the viewer reads it, in their zone; its fallback where a format word or the date is beyond us. */
export const momentWords = (moment: Moment, eyes: Eyes): string => {
  const at = momentIn(moment.seconds, eyes.zone)
  const now = momentIn(eyes.now / 1000, eyes.zone)
  return (at && now && formatted(moment.format, { at, now })) ?? (moment.fallback || moment.format)
}

/** A date in the viewer's zone, with the same in UTC beneath the pointer. */
export const drawMoment = (moment: Moment, eyes: Eyes): Drawn => {
  const words = momentWords(moment, eyes)
  const utc = momentIn(moment.seconds, 'UTC')?.toPlainDateTime().toString({ smallestUnit: 'second' })
  if (utc === undefined) return html`${words}`
  const shown = html`<time datetime="${utc}Z" title="UTC ${utc.replace('T', ' ')}">${words}</time>`
  return moment.url ? drawLink(moment.url, shown) : shown
}
