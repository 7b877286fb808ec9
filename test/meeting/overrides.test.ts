import { describe, expect, test } from 'vitest'
import { parseOverride, series } from '../../src/meeting/index.ts'
import { plan } from '../../src/meeting/occurrences.ts'

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

describe('overrides', () => {
  test('a skipped date has no meeting and the fortnight goes on', () => {
    expect(starts({ overrides: [{ skipped: '2023-02-01' }] }, '2023-01-18T00:00Z', '2023-02-16T00:00Z')).toEqual([
      '2023-01-18T16:00Z',
      '2023-02-15T16:00Z',
    ])
  })

  test('a moved meeting keeps its date as its name and has the new start', () => {
    const over = { overrides: [{ moved: '2023-02-01', to: '2023-02-03T09:30' }] }
    expect(plan(team(over), at('2023-01-30T00:00Z'), at('2023-02-10T00:00Z'))).toEqual([
      {
        series: 'security-team',
        date: '2023-02-01',
        start: at('2023-02-03T17:30Z'),
        end: at('2023-02-03T18:30Z'),
        zone: 'America/Los_Angeles',
        kind: 'moved',
      },
    ])
  })

  test('a meeting moved far away is found where it went and not where it was', () => {
    const over = { overrides: [{ moved: '2023-02-01', to: '2023-05-31T08:00' }] }
    expect(starts(over, '2023-01-31T00:00Z', '2023-02-02T00:00Z')).toEqual([])
    expect(starts(over, '2023-05-31T00:00Z', '2023-06-01T00:00Z')).toEqual(['2023-05-31T15:00Z'])
  })

  test('a date that the rule does not give cannot be moved or skipped', () => {
    const over = { overrides: [{ moved: '2023-02-02', to: '2023-02-03T08:00' }, { skipped: '2023-02-03' }] }
    expect(starts(over, '2023-01-30T00:00Z', '2023-02-10T00:00Z')).toEqual(['2023-02-01T16:00Z'])
  })

  test('the later of two moves counts, and a skip counts more than a move', () => {
    const twice = [
      { moved: '2023-02-01', to: '2023-02-03T08:00' },
      { moved: '2023-02-01', to: '2023-02-02T08:00' },
    ]
    expect(starts({ overrides: twice }, '2023-01-30T00:00Z', '2023-02-10T00:00Z')).toEqual(['2023-02-02T16:00Z'])
    expect(
      starts({ overrides: [{ skipped: '2023-02-01' }, ...twice] }, '2023-01-30T00:00Z', '2023-02-10T00:00Z'),
    ).toEqual([])
  })

  test('an extra meeting stands beside the others, but not twice at one instant', () => {
    const over = { overrides: [{ extra: '2023-01-25T12:00' }, { extra: '2023-02-01T08:00' }] }
    expect(starts(over, '2023-01-18T00:00Z', '2023-02-02T00:00Z')).toEqual([
      '2023-01-18T16:00Z',
      '2023-01-25T20:00Z',
      '2023-02-01T16:00Z',
    ])
  })

  test('from a date a new rule replaces weekday, time, zone and parity, and later ones inherit', () => {
    const overrides = [
      { from: '2023-05-01', first: '2023-05-04T10:00', zone: 'Europe/Berlin', everyWeeks: 1 },
      { from: '2023-03-01', first: '2023-03-09T09:00' },
    ]
    expect(starts({ overrides }, '2023-02-10T00:00Z', '2023-05-15T00:00Z')).toEqual([
      '2023-02-15T16:00Z',
      '2023-03-09T17:00Z',
      '2023-03-23T16:00Z',
      '2023-04-06T16:00Z',
      '2023-04-20T16:00Z',
      '2023-05-04T08:00Z',
      '2023-05-11T08:00Z',
    ])
  })

  test.each([
    { skipped: '2023-02-30' },
    { moved: '2023-02-01', to: '2023-02-01' },
    { from: '2023-05-01', first: '2023-04-30T08:00' },
    { from: '2023-05-01', first: '2023-05-04T10:00', zone: 'Mars/Olympus' },
    { skipped: '2023-02-01', moved: '2023-02-01' },
  ])('%j is refused', (given) => {
    expect(() => parseOverride(given)).toThrow()
  })
})
