import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf, localOf } from '../../../../src/playground/page/draw/instant.ts'
import { drawMoment, momentWords } from '../../../../src/playground/page/draw/moment.ts'
import { drawMrkdwn } from '../../../../src/playground/page/draw/text.ts'
import { eyesIn, secondsAt } from './eyes-for-tests.ts'
import { markupOf, tagsNamed, textIn } from './markup.ts'

const newYork = 'America/New_York'
const kolkata = 'Asia/Kolkata'
const words = (instant: string, format: string, zone = 'UTC', now?: string) =>
  momentWords({ seconds: secondsAt(instant), format, fallback: 'fallback' }, eyesIn(zone, now))

describe('a date', () => {
  test.each([
    ['{date_num}', '2014-02-18'],
    ['{date_slash}', '18/02/2014'],
    ['{date}', 'February 18th, 2014'],
    ['{date_short}', 'Feb 18, 2014'],
    ['{date_long}', 'Tuesday, February 18th, 2014'],
    ['{date_long_full}', 'February 18, 2014'],
    ['{date_pretty}', 'February 18th, 2014'],
    ['{date_short_pretty}', 'Feb 18, 2014'],
    ['{date_long_pretty}', 'Tuesday, February 18th, 2014'],
    ['{day_divider_pretty}', 'Tuesday, February 18th, 2014'],
    ['{time}', '6:39 AM'],
    ['{time_secs}', '6:39:42 AM'],
    ['{ago}', '12 years ago'],
    ['on {date_num} at {time}', 'on 2014-02-18 at 6:39 AM'],
  ])('in the format %s reads %s', (format, said) => {
    expect(words('2014-02-18T06:39:42Z', format)).toBe(said)
  })

  test.each([
    ['2026-03-06T00:00:00Z', 'Yesterday'],
    ['2026-03-07T23:59:59Z', 'Today'],
    ['2026-03-08T23:59:59Z', 'Tomorrow'],
    ['2026-03-09T00:00:00Z', 'March 9th'],
    ['2026-03-05T23:59:59Z', 'March 5th'],
  ])('at %s is called %s on 7 March', (instant, said) => {
    expect(words(instant, '{date_pretty}')).toBe(said)
    expect(words(instant, 'it is {date_pretty}')).toBe(
      `it is ${said.replace(/^[YT]/, (letter) => letter.toLowerCase())}`,
    )
  })

  test('less than six months away has no year', () => {
    expect(words('2026-09-07T11:59:59Z', '{date_short}')).toBe('Sep 7')
    expect(words('2026-09-07T12:00:00Z', '{date_short}')).toBe('Sep 7, 2026')
    expect(words('2025-09-07T12:00:00Z', '{date_short}')).toBe('Sep 7, 2025')
  })

  test.each([
    [1, '1st'],
    [2, '2nd'],
    [3, '3rd'],
    [4, '4th'],
    [11, '11th'],
    [12, '12th'],
    [13, '13th'],
    [21, '21st'],
    [22, '22nd'],
    [23, '23rd'],
    [30, '30th'],
  ])('on day %i is the %s', (day, said) => {
    expect(words(`2026-01-${String(day).padStart(2, '0')}T00:00:00Z`, '{date}')).toBe(`January ${said}`)
  })

  test.each([
    ['2026-03-07T12:00:30Z', 'just now'],
    ['2026-03-07T11:59:00Z', '1 minute ago'],
    ['2026-03-07T09:00:00Z', '3 hours ago'],
    ['2026-03-09T12:00:00Z', 'in 2 days'],
    ['2026-01-01T12:00:00Z', '2 months ago'],
  ])('at %s is %s', (instant, said) => {
    expect(words(instant, 'that was {ago}')).toBe(`that was ${said}`)
  })

  test('midnight and noon are twelve', () => {
    expect(words('2026-03-07T00:05:00Z', '{time}')).toBe('12:05 AM')
    expect(words('2026-03-07T12:05:00Z', '{time}')).toBe('12:05 PM')
  })

  test('is the viewer’s own, on both sides of a clock change', () => {
    const before = '2026-03-08T06:59:00Z'
    const after = '2026-03-08T07:01:00Z'
    expect(words(before, '{time}', newYork)).toBe('1:59 AM')
    expect(words(after, '{time}', newYork)).toBe('3:01 AM')
    expect(words(before, '{time}', kolkata)).toBe('12:29 PM')
    expect(words(after, '{time}', kolkata)).toBe('12:31 PM')
  })

  test('is today or tomorrow by the viewer’s midnight, not by ours', () => {
    expect(words('2026-03-07T20:00:00Z', '{date_pretty}', newYork)).toBe('Today')
    expect(words('2026-03-07T20:00:00Z', '{date_pretty}', kolkata)).toBe('Tomorrow')
  })

  test('is tomorrow although the night of a clock change has 23 hours', () => {
    expect(words('2026-03-09T03:30:00Z', '{date_pretty}', newYork, '2026-03-08T04:30:00Z')).toBe('Tomorrow')
    expect(words('2026-03-09T04:30:00Z', '{date_pretty}', newYork, '2026-03-08T05:30:00Z')).toBe('Tomorrow')
  })

  test('in a format with a word that is not known, or beyond the calendar, shows its fallback', () => {
    expect(words('2026-03-07T12:00:00Z', '{date} {constructor}')).toBe('fallback')
    expect(momentWords({ seconds: 1e15, format: '{date}', fallback: 'late' }, eyesIn('UTC'))).toBe('late')
    expect(momentWords({ seconds: Number.NaN, format: '{date}', fallback: '' }, eyesIn('UTC'))).toBe('{date}')
  })

  test('has the instant for machines and the same in UTC beneath the pointer', () => {
    const moment = { seconds: secondsAt('2026-03-08T07:01:00Z'), format: '{time}', fallback: '' }
    expect(markupOf(drawMoment(moment, eyesIn(newYork)))).toBe(
      '<time datetime="2026-03-08T07:01:00Z" title="UTC 2026-03-08 07:01:00">3:01 AM</time>',
    )
  })

  test('of mrkdwn can be a link, though not to a script', () => {
    const token = (url: string) => drawMrkdwn(`<!date^1772953260^{date_num} at {time}^${url}|then>`, eyesIn(kolkata))
    expect(textIn(token('https://example.org'))).toBe('2026-03-08 at 12:31 PM')
    expect(tagsNamed(token('https://example.org'), 'a')).toHaveLength(1)
    expect(tagsNamed(token('javascript:x'), 'a')).toEqual([])
    expect(tagsNamed(token('javascript:x'), 'time')).toHaveLength(1)
  })
})

describe('what a date-and-time field holds', () => {
  test('is read in the viewer’s zone', () => {
    expect(instantOf('2026-07-01T09:00', newYork)).toBe(secondsAt('2026-07-01T13:00:00Z'))
    expect(instantOf('2026-07-01T09:00', kolkata)).toBe(secondsAt('2026-07-01T03:30:00Z'))
  })

  test('in the hour that a clock change leaves out is an hour later, in the one that comes twice the first', () => {
    expect(instantOf('2026-03-08T02:30', newYork)).toBe(secondsAt('2026-03-08T07:30:00Z'))
    expect(instantOf('2026-11-01T01:30', newYork)).toBe(secondsAt('2026-11-01T05:30:00Z'))
  })

  test('is refused when it is no time or the zone is none', () => {
    expect(() => instantOf('soon', newYork)).toThrow(RangeError)
    expect(() => instantOf('', newYork)).toThrow(RangeError)
    expect(() => instantOf('2026-03-08T02:30', 'Nowhere/City')).toThrow(RangeError)
  })

  test('comes back as it was shown, save for the second of two hours alike', () => {
    const from = secondsAt('2000-01-01T00:00:00Z')
    const to = secondsAt('2090-01-01T00:00:00Z')
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), fc.constantFrom(newYork, kolkata, 'UTC'), (seconds, zone) => {
        const back = instantOf(localOf(seconds, zone), zone)
        expect([0, 3600]).toContain(seconds - back)
        expect(localOf(back, zone)).toBe(localOf(seconds, zone))
      }),
    )
  })

  test('is empty beyond the calendar', () => {
    expect(localOf(1e15, 'UTC')).toBe('')
  })
})
