import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plan } from '../../src/meeting/occurrences.ts'
import { dueReminders, offsetName, planLines, remindersOf } from '../../src/meeting/reminders.ts'
import { overridden, series } from '../../src/meeting/series.ts'

const at = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds
const minute = 60_000
const day = 86_400_000
const team = (over: Readonly<Record<string, unknown>> = {}) =>
  series.parse({
    key: 'security-team',
    name: 'Security team',
    first: '2023-01-18T08:00',
    zone: 'America/Los_Angeles',
    everyWeeks: 2,
    minutes: 60,
    channel: 'team',
    zones: ['America/Chicago'],
    ...over,
  })
const due = (
  now: string,
  over: Readonly<{ since?: string; known?: readonly string[]; series?: ReturnType<typeof team> }> = {},
) => {
  const found = dueReminders({
    series: over.series ?? team(),
    since: at(over.since ?? '2023-01-01T00:00Z'),
    now: at(now),
    known: new Set(over.known),
  })
  return { plan: found.plan.map(({ key }) => key), missed: found.missed.map(({ key }) => key) }
}
const first = 'security-team/2023-01-18/2023-01-18T16:00Z/T-24h'
const second = 'security-team/2023-02-01/2023-02-01T16:00Z/T-24h'

describe('a reminder', () => {
  test('is due 24 hours before the start, to the minute', () => {
    expect(due('2023-01-17T15:59:59.999Z')).toEqual({ plan: [], missed: [] })
    expect(due('2023-01-17T16:00Z')).toEqual({ plan: [first], missed: [] })
  })
  test('late inside its window is still sent', () => {
    expect(due('2023-01-18T15:59Z')).toEqual({ plan: [first], missed: [] })
  })
  test('past its window is missed, never sent', () => {
    expect(due('2023-01-18T16:00Z')).toEqual({ plan: [], missed: [first] })
    expect(due('2023-01-31T16:30Z')).toEqual({ plan: [second], missed: [first] })
  })
  test('known before is neither sent nor missed again, even when the clock is set back', () => {
    expect(due('2023-01-17T16:00Z', { known: [first] })).toEqual({ plan: [], missed: [] })
    expect(due('2023-02-20T00:00Z', { known: [first, second] }).missed).not.toContain(first)
  })
  test('of a meeting before Cordon watched the series is nobody’s loss', () => {
    expect(due('2023-02-20T00:00Z', { since: '2023-01-25T00:00Z' }).missed).toEqual([
      second,
      'security-team/2023-02-15/2023-02-15T16:00Z/T-24h',
    ])
  })
  test('whose window passed just before Cordon began to watch is not missed', () => {
    expect(due('2023-01-18T18:00Z', { since: '2023-01-18T17:00Z' })).toEqual({ plan: [], missed: [] })
    expect(due('2023-01-18T18:00Z', { since: '2023-01-18T15:59Z' }).missed).toEqual([first])
  })
  test('after a year of silence only those of the last sixty days are recorded', () => {
    expect(due('2024-02-01T00:00Z').missed.map((key) => key.slice(14, 24))).toEqual([
      '2023-12-06',
      '2023-12-20',
      '2024-01-03',
      '2024-01-17',
      '2024-01-31',
    ])
  })
  test('is across a clock change still 24 hours before the instant of the start', () => {
    expect(due('2024-03-10T14:59Z', { series: team({ first: '2024-03-11T08:00' }) }).plan).toEqual([])
    expect(due('2024-03-10T15:00Z', { series: team({ first: '2024-03-11T08:00' }) }).plan).toHaveLength(1)
  })
  test('of a moved meeting goes out anew for its new start', () => {
    const moved = overridden(team(), [{ moved: '2023-01-18', to: '2023-01-19T08:00' }])
    const key = 'security-team/2023-01-18/2023-01-19T16:00Z/T-24h'
    expect(due('2023-01-18T16:00Z', { series: moved, known: [first] })).toEqual({ plan: [key], missed: [] })
  })
  test('of a skipped meeting is not due', () => {
    const skipped = overridden(team(), [{ skipped: '2023-01-18' }])
    expect(due('2023-01-17T17:00Z', { series: skipped })).toEqual({ plan: [], missed: [] })
  })
  test('makes sense until the next one is due; the last until the start; one at the start until the end', () => {
    const many = team({ reminders: [10, 1440, 0, 4320, 60] })
    const [meeting] = plan(many, at('2023-01-18T00:00Z'), at('2023-01-19T00:00Z'))
    const windows = meeting ? remindersOf(many, meeting).map((it) => [it.name, it.until - it.start]) : []
    expect(windows).toEqual([
      ['T-3d', -1440 * minute],
      ['T-24h', -60 * minute],
      ['T-1h', -10 * minute],
      ['T-10m', 0],
      ['T-0m', 60 * minute],
    ])
  })
})

test.each([
  [1440, 'T-24h'],
  [2880, 'T-2d'],
  [4320, 'T-3d'],
  [60, 'T-1h'],
  [90, 'T-90m'],
  [10, 'T-10m'],
])('an offset of %i minutes is called %s', (minutes, name) => {
  expect(offsetName(minutes)).toBe(name)
})

test('beaten at any times, each reminder is either planned once or missed once', () => {
  const watched = team({ everyWeeks: 1, reminders: [1440, 60, 10] })
  const since = at('2023-01-18T00:00Z')
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 * 24 * 60 }), { minLength: 1, maxLength: 80 }), (minutes) => {
      const known = new Set<string>()
      const counted = new Map<string, number>()
      for (const beat of minutes.toSorted((a, b) => a - b)) {
        const now = since + beat * minute
        const found = dueReminders({ series: watched, since, now, known })
        for (const it of found.plan) expect(it.at <= now && now < it.until).toBe(true)
        for (const { key } of [...found.plan, ...found.missed]) {
          counted.set(key, (counted.get(key) ?? 0) + 1)
          known.add(key)
        }
      }
      const last = since + Math.max(...minutes) * minute
      const wanted = plan(watched, since, last + 2 * day)
        .flatMap((meeting) => remindersOf(watched, meeting))
        .filter((it) => it.at <= last && it.until > since)
      expect([...counted.keys()].toSorted()).toEqual(wanted.map(({ key }) => key).toSorted())
      for (const count of counted.values()) expect(count).toBe(1)
    }),
  )
})

test('the plan names each reminder, its instants and the wall time of each zone', () => {
  const lines = planLines(team({ reminders: [1440, 60] }), at('2023-03-01T00:00Z'), at('2023-03-16T00:00Z'))
  expect(lines).toHaveLength(4)
  expect(lines[0]).toEqual({
    series: 'security-team',
    occurrence: '2023-03-01',
    start: '2023-03-01T16:00:00Z',
    reminder: 'T-24h',
    at: '2023-02-28T16:00:00Z',
    zones: {
      'America/Los_Angeles': '2023-03-01T08:00-08:00',
      'America/Chicago': '2023-03-01T10:00-06:00',
      UTC: '2023-03-01T16:00+00:00',
    },
  })
  expect(lines[3]).toMatchObject({
    reminder: 'T-1h',
    at: '2023-03-15T14:00:00Z',
    zones: { UTC: '2023-03-15T15:00+00:00' },
  })
})
