import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantWords, secondsOf } from '../../../../src/adapters/slack/render/instant.ts'

const pacific = 'America/Los_Angeles'
const central = 'America/Chicago'

test('an instant is said in each zone and in UTC, with the name that the zone has on that day', () => {
  expect(instantWords(Date.UTC(2026, 11, 2, 16), [pacific, central])).toBe(
    'Wed 2 Dec 2026 8:00 PST / 10:00 CST / 16:00 UTC',
  )
  expect(instantWords(Date.UTC(2026, 6, 1, 15, 5), [pacific])).toBe('Wed 1 Jul 2026 8:05 PDT / 15:05 UTC')
})

test('the day is said again where it is another one', () => {
  expect(instantWords(Date.UTC(2026, 11, 3, 4), [pacific, central])).toBe(
    'Wed 2 Dec 2026 20:00 PST / 22:00 CST / Thu 3 Dec 2026 4:00 UTC',
  )
})

test('a zone without a name of its own is said by its distance from UTC', () => {
  expect(instantWords(Date.UTC(2026, 11, 2, 16), ['Asia/Kolkata'])).toBe('Wed 2 Dec 2026 21:30 UTC+5:30 / 16:00 UTC')
})

test('UTC comes last and once, and a zone that nobody knows is left out', () => {
  expect(instantWords(0, ['UTC', 'Nowhere/Here', 'UTC'])).toBe('Thu 1 Jan 1970 0:00 UTC')
})

test('what is no date of Slack’s is said as unknown and has no seconds', () => {
  for (const odd of [Number.NaN, -1, Number.POSITIVE_INFINITY, 10_000_000_000_000]) {
    expect(secondsOf(odd)).toBeNull()
    expect(instantWords(odd)).toBe('an unknown time')
  }
})

test('seconds are those of the instant, whatever its milliseconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), fc.integer({ min: 0, max: 999 }), (seconds, ms) => {
      expect(secondsOf(seconds * 1000 + ms)).toBe(seconds)
    }),
  )
})
