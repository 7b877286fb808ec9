import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseDate, type DateHints, findDates, writesDayFirst } from '../../src/meeting/find-dates.ts'

const dates = (text: string, hints: DateHints = {}) => findDates(text).map((date) => chooseDate(date, hints))

describe('a date in notes', () => {
  test.each([
    ['18 January 2023', '2023-01-18'],
    ['Wednesday, 18th of January 2023', '2023-01-18'],
    ['18. Jan 2023', '2023-01-18'],
    ['18-Jan-2023', '2023-01-18'],
    ['Jan 18, 2023 | Security team', '2023-01-18'],
    ['January 18th 2023', '2023-01-18'],
    ['Sept. 6, 2023', '2023-09-06'],
    ['may 3 2023', '2023-05-03'],
    ['2023-01-18', '2023-01-18'],
    ['2023/1/8', '2023-01-08'],
    ['2023.01.18', '2023-01-18'],
    ['20221214', '2022-12-14'],
    ['12/13/2016', '2016-12-13'],
    ['13/12/2016', '2016-12-13'],
    ['13.12.2016', '2016-12-13'],
    ['29 February 2024', '2024-02-29'],
  ])('%j is %s', (text, date) => {
    expect(dates(text)).toEqual([date])
  })

  test.each([
    '',
    'release 1.7.2',
    '30 February 2024',
    '2023-13-01',
    '99/99/2023',
    'version 20231345',
    '1/2/3',
    'maybe 5',
    'March on',
  ])('%j is none', (text) => {
    expect(dates(text, { near: '2024-01-01' })).toEqual([])
  })

  test('several stand in the order of the line, each once', () => {
    expect(dates('moved from Jan 18, 2023 to 2023-01-25')).toEqual(['2023-01-18', '2023-01-25'])
  })

  test('without a year is the one nearest to the date beside it', () => {
    expect(dates('10/17', { near: '2016-10-31' })).toEqual(['2016-10-17'])
    expect(dates('Dec 28', { near: '2017-01-04' })).toEqual(['2016-12-28'])
    expect(dates('July 26th', { near: '2016-07-30' })).toEqual(['2016-07-26'])
    expect(dates('3 January', { near: '2016-12-20' })).toEqual(['2017-01-03'])
    expect(dates('10/17', { near: '2016-10-31', wanted: '2019-10-17' })).toEqual(['2016-10-17'])
    expect(dates('10/17', { wanted: '2019-10-17' })).toEqual(['2019-10-17'])
    expect(dates('10/17')).toEqual([null])
    expect(dates('29 February', { near: '2024-03-05' })).toEqual(['2024-02-29'])
  })

  test('that may be read twice is the one asked for, else one of the series, else by the habit of the notes', () => {
    expect(dates('12/11/2016')).toEqual(['2016-12-11'])
    expect(dates('12/11/2016', { dayFirst: true })).toEqual(['2016-11-12'])
    expect(dates('12/11/2016', { meets: (day) => day === '2016-11-12' })).toEqual(['2016-11-12'])
    expect(dates('12/11/2016', { meets: (day) => day === '2016-12-11', wanted: '2016-11-12' })).toEqual(['2016-11-12'])
  })
})

test('only figures that cannot be a month show that the day stands first', () => {
  expect(['18/01/2023', '18.1.2023', '01/18/2023', '11/12/2023', '18/18/2023'].map(writesDayFirst)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('every day of the calendar is read back in each of its forms', () => {
  const day = fc.integer({ min: 0, max: 36_000 }).map((days) => Temporal.PlainDate.from('1990-01-01').add({ days }))
  const months = 'January February March April May June July August September October November December'.split(' ')
  fc.assert(
    fc.property(day, fc.nat(5), (date, form) => {
      const month = months[date.month - 1] ?? ''
      const written = [
        `${date}`,
        `${date}`.replaceAll('-', ''),
        `${date.day} ${month} ${date.year}`,
        `${month} ${date.day}, ${date.year}`,
        `${month.slice(0, 3)} ${date.day} ${date.year}`,
        `${date}`.replaceAll('-', '/'),
      ][form]
      expect(dates(`Meeting, ${written} |`)).toEqual([`${date}`])
    }),
  )
})

test('any words give dates of the calendar or none', () => {
  const piece = fc.constantFrom('1', '12', '31', '2023', '/', '-', '.', ' ', 'Jan', 'st', ',', 'of', '٣')
  const words = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(fc.oneof(words, fc.string()), (text) => {
      for (const date of dates(text, { near: '2024-01-01' }))
        if (date !== null) expect(Temporal.PlainDate.from(date).toString()).toBe(date)
    }),
  )
})
