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

/** A day on the calendar of a series' zone, such as 2023-01-18. */
export const localDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'is a date such as 2023-01-18')
  .refine((text) => parses(() => Temporal.PlainDate.from(text, { overflow: 'reject' })), 'is no day of the calendar')

/** Wall time in a series' zone, such as 2023-01-18T08:00; no offset. */
const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'is a local date and time such as 2023-01-18T08:00, without a zone')
  .refine(
    (text) => parses(() => Temporal.PlainDateTime.from(text, { overflow: 'reject' })),
    'is no time of the calendar',
  )

/** The name of a zone as IANA writes it, such as America/Los_Angeles. */
const zoneName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]*$/, 'is a zone such as America/Los_Angeles')
  .refine(
    (zone) => parses(() => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)),
    'is no known zone: see the IANA list, for example America/Los_Angeles',
  )

const everyWeeks = z.number().int().min(1).max(52)
const length = z
  .number()
  .int()
  .min(1)
  .max(24 * 60)

/**
 * What differs from the rule of a series. `skipped` and `moved` are keyed by the local date that the rule gives; `from`
 * begins a new rule on that date, whose own first occurrence is on it or later.
 */
export const override = z.union([
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
    .refine(
      (rule) => rule.first.slice(0, 10) >= rule.from,
      'the first occurrence of a new rule is not before it begins',
    ),
])
export type Override = Readonly<z.infer<typeof override>>

/** A meeting that comes again. Times are wall times of `zone`; lengths and reminders are minutes. */
export const series = z.strictObject({
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is a key such as security-team'),
  name: z.string().trim().min(1).max(80),
  first: localTime,
  zone: zoneName,
  everyWeeks,
  minutes: length,
  /** The channel (a key of the configuration) where its reminders go. */
  channel: z.string().min(1).max(64),
  /** The id of the notes document in Drive. */
  document: z
    .string()
    .regex(/^[\w-]{1,128}$/, 'is the id of a Drive document: what stands behind /d/ in its address')
    .optional(),
  joinLink: z.url({ protocol: /^https$/ }).optional(),
  hosts: z.array(personId).default([]),
  /** Zones that a reminder names beside its own. */
  zones: z.array(zoneName).default([]),
  /** How many minutes before the start each reminder is due. */
  reminders: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(60 * 24 * 30),
    )
    .default([24 * 60]),
  overrides: z.array(override).default([]),
})
export type Series = Readonly<z.infer<typeof series>>

/** The same series with overrides that people added later. */
export const overridden = (it: Series, added: readonly Override[]): Series => ({
  ...it,
  overrides: [...it.overrides, ...added],
})
