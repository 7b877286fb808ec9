import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextOccurrence, occurrenceBefore, plan } from '../../src/meeting/occurrences.ts'
import { series } from '../../src/meeting/series.ts'

const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds
const iso = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'minute' })
const team = (over: Readonly<Record<string, unknown>> = {}) =>
  series.parse({
    key: 'security-team',
    name: 'Security team',
    first: '2023-01-18T08:00',
    zone: 'America/Los_Angeles',
    everyWeeks: 2,
    minutes: 60,
    channel: 'team',
    ...over,
  })
const starts = (over: Readonly<Record<string, unknown>>, from: string, to: string) =>
  plan(team(over), at(from), at(to)).map((it) => iso(it.start))

/** Wall time as Intl tells it: a second opinion beside Temporal. */
const wall = (ms: number, zone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(ms)

describe('the occurrences of a series', () => {
  test('begin with the first and come every two weeks at the same wall time through both clock changes of 2023', () => {
    expect(starts({}, '2023-01-01T00:00Z', '2023-04-15T00:00Z')).toEqual([
      '2023-01-18T16:00Z',
      '2023-02-01T16:00Z',
      '2023-02-15T16:00Z',
      '2023-03-01T16:00Z',
      '2023-03-15T15:00Z',
      '2023-03-29T15:00Z',
      '2023-04-12T15:00Z',
    ])
  })

  test('are 8:00 in Los Angeles on alternate Wednesdays 200 times, as Intl tells the time', () => {
    const all = plan(team(), at('2023-01-01T00:00Z'), at('2030-12-31T00:00Z')).slice(0, 200)
    expect(all).toHaveLength(200)
    for (const [k, it] of all.entries()) {
      const day = new Date(Date.UTC(2023, 0, 18 + 14 * k)).toISOString().slice(0, 10)
      expect(it.date).toBe(day)
      expect(wall(it.start, 'America/Los_Angeles')).toBe(`${day} 08:00`)
    }
  })

  test('are at 16:00 instead of 17:00 in Berlin 14 times of 200, when clocks change on different days', () => {
    const all = plan(team(), at('2023-01-01T00:00Z'), at('2030-12-31T00:00Z')).slice(0, 200)
    expect(all.filter((it) => wall(it.start, 'Europe/Berlin').endsWith('16:00'))).toHaveLength(14)
    expect(all.filter((it) => wall(it.start, 'Europe/Berlin').endsWith('17:00'))).toHaveLength(186)
  })

  test('keep their fortnight over the year with 53 weeks', () => {
    expect(starts({}, '2026-12-29T00:00Z', '2027-01-31T00:00Z')).toEqual([
      '2026-12-30T16:00Z',
      '2027-01-13T16:00Z',
      '2027-01-27T16:00Z',
    ])
  })

  test('move forward in the gap of spring, and are at their own time again afterwards', () => {
    const early = { first: '2024-02-25T02:30', everyWeeks: 2 }
    expect(starts(early, '2024-03-01T00:00Z', '2024-04-01T00:00Z')).toEqual(['2024-03-10T10:30Z', '2024-03-24T09:30Z'])
    expect(wall(at('2024-03-10T10:30Z'), 'America/Los_Angeles')).toBe('2024-03-10 03:30')
  })

  test('are in the first of a repeated hour', () => {
    const late = { first: '2024-10-20T01:30', everyWeeks: 2 }
    expect(starts(late, '2024-11-01T00:00Z', '2024-11-10T00:00Z')).toEqual(['2024-11-03T08:30Z'])
  })

  test('include the one that starts at `from` and leave out the one that starts at `to`', () => {
    expect(starts({}, '2023-02-01T16:00Z', '2023-02-15T16:00Z')).toEqual(['2023-02-01T16:00Z'])
    expect(starts({}, '2023-02-15T16:00Z', '2023-02-01T16:00Z')).toEqual([])
  })

  test('never begin before the first, wherever the search begins', () => {
    expect(starts({}, '2001-01-01T00:00Z', '2023-01-18T16:01Z')).toEqual(['2023-01-18T16:00Z'])
  })

  test('are found on the day of the zone, however far it is from UTC', () => {
    const far = { zone: 'Pacific/Kiritimati', first: '2023-01-18T08:00', everyWeeks: 1 }
    expect(starts(far, '2023-01-17T18:00Z', '2023-01-17T18:01Z')).toEqual(['2023-01-17T18:00Z'])
    const west = { zone: 'Pacific/Pago_Pago', first: '2023-01-18T20:00', everyWeeks: 1 }
    expect(starts(west, '2023-01-19T07:00Z', '2023-01-19T07:01Z')).toEqual(['2023-01-19T07:00Z'])
  })
})

describe('the next and the last meeting', () => {
  test('a meeting under way is the next one until it ends', () => {
    expect(nextOccurrence(team(), at('2023-02-01T16:59Z'))?.date).toBe('2023-02-01')
    expect(nextOccurrence(team(), at('2023-02-01T17:00Z'))?.date).toBe('2023-02-15')
  })

  test('long before the first meeting the first is the next', () => {
    expect(nextOccurrence(team(), at('2012-01-01T00:00Z'))?.date).toBe('2023-01-18')
  })

  test('nothing comes before the first', () => {
    expect(occurrenceBefore(team(), at('2023-01-18T16:00Z'))).toBeNull()
    expect(occurrenceBefore(team(), at('2023-02-01T16:00Z'))?.date).toBe('2023-01-18')
  })
})

const zones = [
  'America/Los_Angeles',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Santiago',
  'Africa/Casablanca',
  'UTC',
]

test('for every zone, hour and rhythm, occurrence k is on first date + k·N weeks, at the wall time or later by a gap', {
  timeout: 30_000,
}, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 24 * 60 - 1 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 4_000 }),
      (zone, minuteOfDay, everyWeeks, day) => {
        const first = Temporal.PlainDate.from('2019-01-01')
          .add({ days: day })
          .toPlainDateTime({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 })
        const it = team({ zone, everyWeeks, first: first.toString({ smallestUnit: 'minute' }) })
        const from = first.toZonedDateTime('UTC').epochMilliseconds - 2 * 86_400_000
        const all = plan(it, from, from + 500 * 86_400_000)
        expect(all.length).toBeGreaterThanOrEqual(Math.floor(490 / (7 * everyWeeks)))
        for (const [k, each] of all.entries()) {
          const wanted = first.add({ days: k * everyWeeks * 7 })
          const shown = wall(each.start, zone)
          const late = Temporal.PlainDateTime.from(shown.replace(' ', 'T')).since(wanted).total('minutes')
          expect(each.date).toBe(wanted.toPlainDate().toString())
          expect([0, 30, 60]).toContain(late)
        }
      },
    ),
    { numRuns: 25 },
  )
})
