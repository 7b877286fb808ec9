/**
 * The instant, in seconds since 1970 UTC, that `local` (`2026-03-08T02:30`) is in `zone` (IANA). An hour that a clock
 * change leaves out is taken as much later, one that comes twice as the first. Throws RangeError where `local` is no
 * date and time, or `zone` no zone.
 */
export const instantOf = (local: string, zone: string): number => {
  const at = Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' })
  return Math.floor(at.epochMilliseconds / 1000)
}

/** The moment in `zone` (IANA), or undefined where the calendar does not reach `seconds` since 1970 UTC. */
export const momentIn = (seconds: number, zone: string): Temporal.ZonedDateTime | undefined =>
  Math.abs(seconds) < 8.64e12
    ? Temporal.Instant.fromEpochMilliseconds(Math.floor(seconds * 1000)).toZonedDateTimeISO(zone)
    : undefined

/** As a `datetime-local` field shows `seconds` since 1970 UTC in `zone`; seconds only where there are some. */
export const localOf = (seconds: number, zone: string): string => {
  const at = momentIn(seconds, zone)
  if (!at) return ''
  return at.toPlainDateTime().toString({ smallestUnit: at.second === 0 ? 'minute' : 'second' })
}
