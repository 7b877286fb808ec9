import type { Inline } from '../../kernel/doc.ts'

/** Text as both bodies can carry it: LF line breaks, no other control character but tabs, no half surrogate. */
export const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .toWellFormed()
    .replace(/[^\P{Cc}\n\t]/gu, '\ufffd')

/** How a person is written where their name is not known; an id never leaves. */
const unnamed = 'a team member'

export const personName = (inline: Extract<Inline, { person: string }>): string => clean(inline.name ?? unnamed)

/** The address of a link when a mail may carry it: http, https or mailto, and no blanks or brackets inside. */
export const safeLink = (link: string): string | null =>
  /^(?:https?:\/\/|mailto:)[^\s<>"\p{Cc}]+$/iu.test(link) && URL.canParse(link) ? link : null

const inZone = (at: Temporal.Instant, zone: string, day: boolean): string => {
  const local = at.toZonedDateTimeISO(zone)
  const name = local.toLocaleString('en-US', { timeZoneName: 'short' }).split(' ').at(-1)
  const minutes = String(local.minute).padStart(2, '0')
  const date = local.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  return `${day ? `${date.replace(',', '')} ` : ''}${local.hour}:${minutes} ${name}`
}

/**
 * An instant in each of its zones and in UTC: `Wed 2 Dec 2026 8:00 PST / 10:00 CST / 16:00 UTC`. The day is repeated
 * where it is another one there. Milliseconds UTC.
 */
export const instantText = (inline: Extract<Inline, { instant: number }>): string => {
  const at = Temporal.Instant.fromEpochMilliseconds(inline.instant)
  const zones = [...(inline.zones ?? []).filter((zone) => zone !== 'UTC'), 'UTC']
  const dayIn = (zone: string): string => at.toZonedDateTimeISO(zone).toPlainDate().toString()
  return zones
    .map((zone, index) => inZone(at, zone, index === 0 || dayIn(zone) !== dayIn(zones[index - 1] ?? zone)))
    .join(' / ')
}
