import { z } from 'zod'
import { personId } from '../kernel/person.ts'

const parses = (read: () => unknown): boolean => {
  try {
    read()
    return true
  } catch {
    return false
  }
}

/** A Slack user id, as a person writes it into a file. */
export const slackUser = z
  .string()
  .refine((text) => personId.safeParse(text).success, 'is not the id of a Slack user, such as U0123ABCD')

/** A name by which other parts of the file refer to this one. */
export const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is not a key, such as security-team')

/** A day on the calendar of the zone it stands beside, such as 2023-01-18. */
export const localDate = z
  .string()
  .refine(
    (text) => /^\d{4}-\d\d-\d\d$/.test(text) && parses(() => Temporal.PlainDate.from(text, { overflow: 'reject' })),
    'is not a date, such as 2023-01-18',
  )

const localTime = z
  .string()
  .refine(
    (text) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) &&
      parses(() => Temporal.PlainDateTime.from(text, { overflow: 'reject' })),
    'is not a local date and time without a zone, such as 2023-01-18T08:00',
  )

/** A zone by its IANA name. */
export const zoneName = z
  .string()
  .refine(
    (zone) =>
      /^[A-Za-z]/.test(zone) && parses(() => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)),
    'is not a zone of the IANA list, such as America/Los_Angeles',
  )

const everyWeeks = z.number().int().min(1).max(52)
const length = z.number().int().min(1).max(1440)

const override = z.union(
  [
    z.strictObject({ skipped: localDate }),
    z.strictObject({ moved: localDate, to: localTime }),
    z.strictObject({ extra: localTime }),
    z
      .strictObject({
        from: localDate,
        first: localTime,
        zone: zoneName.optional(),
        everyWeeks: everyWeeks.optional(),
        minutes: length.optional(),
      })
      .refine((rule) => rule.first.slice(0, 10) >= rule.from, 'has a first occurrence before the new rule begins'),
  ],
  'is none of {skipped}, {moved, to}, {extra} and {from, first, zone, everyWeeks, minutes}',
)

/** A meeting that comes again. Times are wall times of `zone`; lengths and reminders are minutes. */
export const series = z.strictObject({
  key,
  name: z.string().trim().min(1).max(80),
  first: localTime,
  zone: zoneName,
  everyWeeks,
  minutes: length,
  channel: key,
  document: z
    .string()
    .regex(/^[\w-]{1,128}$/, 'is not the id of a Drive document (what stands behind /d/ in its address)')
    .optional(),
  joinLink: z.url({ protocol: /^https$/, error: 'is not an https address' }).optional(),
  hosts: z.array(slackUser).default([]),
  zones: z.array(zoneName).default([]),
  reminders: z.array(z.number().int().min(0).max(43_200)).default([1440]),
  overrides: z.array(override).default([]),
})
