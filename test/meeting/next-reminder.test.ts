import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plan } from '../../src/meeting/occurrences.ts'
import { nextReminder, remindersOf } from '../../src/meeting/reminders.ts'
import { at, team } from './desk.ts'

describe('when the next reminder is due', () => {
  const series = team({ reminders: [1440, 60] })

  test('is the offset before the next meeting, through a clock change', () => {
    expect(nextReminder(series, at('2023-03-14T00:00Z'))).toBe(at('2023-03-14T15:00Z'))
    expect(nextReminder(series, at('2023-03-14T15:00Z'))).toBe(at('2023-03-15T14:00Z'))
  })

  test('is known long before a series begins', () => {
    expect(nextReminder(series, at('2015-01-01T00:00Z'))).toBe(at('2023-01-17T16:00Z'))
  })

  test('leaves out no reminder, whenever one asks', () => {
    const all = plan(series, at('2023-01-01T00:00Z'), at('2025-01-01T00:00Z')).flatMap((it) => remindersOf(series, it))
    fc.assert(
      fc.property(fc.integer({ min: at('2023-01-01T00:00Z'), max: at('2024-11-01T00:00Z') }), (now) => {
        const due = all.map((it) => it.at).filter((instant) => instant > now)
        expect(nextReminder(series, now)).toBe(Math.min(...due))
      }),
    )
  })
})
