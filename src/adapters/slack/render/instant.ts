/** Slack's own words for a date, in the reader's zone and language (docs.slack.dev/messaging/formatting-message-text). */
export const dateFormat = '{date_long_pretty} at {time}'

/** The last second that has ten digits (20 November 2286); Slack takes no more. */
const lastSecond = 9_999_999_999

/** Whole seconds since 1970 UTC of an instant (ms UTC), or null where Slack has no date for it. */
export const secondsOf = (instant: number): number | null => {
  const seconds = Math.floor(instant / 1000)
  return Number.isSafeInteger(seconds) && seconds >= 0 && seconds <= lastSecond ? seconds : null
}

type Reading = Readonly<{ day: string; time: string }>

/** Formats are dear to make and there are only as many as zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (zone: string): Intl.DateTimeFormat | null => {
  const known = formats.get(zone)
  if (known) return known
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    })
    formats.set(zone, format)
    return format
  } catch {
    return null
  }
}

/** The wall clock of one zone, or null for a zone that the system does not know. */
const reading = (instant: number, zone: string): Reading | null => {
  const format = formatOf(zone)
  if (!format) return null
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  const name = parts.get('timeZoneName')?.replace(/^GMT(?=[+-])/, 'UTC')
  return {
    day: `${parts.get('weekday')} ${parts.get('day')} ${parts.get('month')} ${parts.get('year')}`,
    time: `${Number(parts.get('hour'))}:${parts.get('minute')} ${name}`,
  }
}

/**
 * An instant (ms UTC) in plain words, for headers, buttons, titles and fallbacks: the wall clock of each of `zones`
 * (IANA; one that the system does not know is left out) and of UTC, such as
 * `Wed 2 Dec 2026 8:00 PST / 10:00 CST / 16:00 UTC`. The day is said again where it is another one.
 */
export const instantWords = (instant: number, zones: readonly string[] = []): string => {
  if (secondsOf(instant) === null) return 'an unknown time'
  const said: string[] = []
  let day = ''
  for (const zone of [...new Set(zones.slice(0, 6)).difference(new Set(['UTC'])), 'UTC']) {
    const here = reading(instant, zone)
    if (!here) continue
    const words = here.day === day ? here.time : `${here.day} ${here.time}`
    if (!said.some((earlier) => earlier.endsWith(words))) said.push(words)
    day = here.day
  }
  return said.join(' / ')
}
