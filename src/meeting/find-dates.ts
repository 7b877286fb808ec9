/** A date as written: each reading of it that the calendar allows; without a year, only month and day. */
export type WrittenDate =
  | Readonly<{ at: number; readings: readonly string[] }>
  | Readonly<{ at: number; month: number; day: number }>

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const dayNumber = '(\\d{1,2})(?:st|nd|rd|th)?\\.?'
const yearNumber = '((?:19|20)\\d{2})'

const monthOf = (name: string): number => months.findIndex((month) => name.toLowerCase().startsWith(month)) + 1

/** The ISO form of a day, or null where the calendar has none. */
const isoDay = (year: number, month: number, day: number): string | null => {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}

const days = (...given: readonly (string | null)[]): readonly string[] => [
  ...new Set(given.filter((day) => day !== null)),
]
const pad = (at: number, ...given: readonly (string | null)[]): WrittenDate => ({ at, readings: days(...given) })
const yearless = (at: number, month: number, day: number): WrittenDate =>
  isoDay(2024, month, day) === null ? { at, readings: [] } : { at, month, day }

type Reading = Readonly<{ form: RegExp; read(parts: readonly string[], at: number): WrittenDate }>

const n = (part: string | undefined): number => Number(part ?? Number.NaN)
const optional = (part: string | undefined): boolean => part !== undefined && part !== ''

/** The ways in which dates are written in real notes; the first that fits at a place counts. */
const forms: readonly Reading[] = [
  {
    form: new RegExp(`\\b${yearNumber}[-/.](\\d{1,2})[-/.](\\d{1,2})\\b`, 'gi'),
    read: ([y, m, d], at) => pad(at, isoDay(n(y), n(m), n(d))),
  },
  {
    form: new RegExp(`\\b${yearNumber}(\\d{2})(\\d{2})\\b`, 'g'),
    read: ([y, m, d], at) => pad(at, isoDay(n(y), n(m), n(d))),
  },
  {
    form: new RegExp(`\\b${dayNumber}(?: of)?[ -]${monthName}(?:,?[ -]${yearNumber})?\\b`, 'gi'),
    read: ([d, m, y], at) =>
      optional(y) ? pad(at, isoDay(n(y), monthOf(m ?? ''), n(d))) : yearless(at, monthOf(m ?? ''), n(d)),
  },
  {
    form: new RegExp(`\\b${monthName} ${dayNumber}(?:,? ${yearNumber})?(?!\\d)`, 'gi'),
    read: ([m, d, y], at) =>
      optional(y) ? pad(at, isoDay(n(y), monthOf(m ?? ''), n(d))) : yearless(at, monthOf(m ?? ''), n(d)),
  },
  {
    form: new RegExp(`\\b(\\d{1,2})[/.](\\d{1,2})[/.]${yearNumber}\\b`, 'g'),
    read: ([a, b, y], at) => pad(at, isoDay(n(y), n(a), n(b)), isoDay(n(y), n(b), n(a))),
  },
  { form: /(?<![\d/.])(\d{1,2})\/(\d{1,2})(?![\d/.]*\d)/g, read: ([m, d], at) => yearless(at, n(m), n(d)) },
]

const readable = (date: WrittenDate): boolean => !('readings' in date) || date.readings.length > 0

/** Every date in a line of words, in order. `12/11/2016` keeps both its readings, month first. */
export const findDates = (text: string): readonly WrittenDate[] => {
  const taken: [number, number][] = []
  const found: WrittenDate[] = []
  for (const { form, read } of forms)
    for (const match of text.matchAll(form)) {
      const from = match.index
      const to = from + match[0].length
      if (taken.some(([start, end]) => from < end && start < to)) continue
      const date = read(match.slice(1), from)
      if (!readable(date)) continue
      taken.push([from, to])
      found.push(date)
    }
  return found.toSorted((a, b) => a.at - b.at)
}

/** What helps to choose between readings. */
export type DateHints = Readonly<{
  /** The date that is asked for. */
  wanted?: string
  /** Whether the series meets on this date. */
  meets?: (date: string) => boolean
  /** Whether other dates of these notes put the day first. */
  dayFirst?: boolean
  /** A date near which one without a year is taken to be. */
  near?: string
}>

const distance = (a: string, b: string): number =>
  Math.abs(Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b)).days)

const readingsOf = (date: WrittenDate, near: string | undefined): readonly string[] => {
  if ('readings' in date) return date.readings
  if (near === undefined) return []
  const year = Number(near.slice(0, 4))
  return [year, year - 1, year + 1]
    .map((each) => isoDay(each, date.month, date.day))
    .filter((day) => day !== null)
    .toSorted((a, b) => distance(a, near) - distance(b, near))
}

/**
 * One reading of a written date: the one asked for, else one on which the series meets, else by the habit of the notes,
 * else month first; a date without a year is the one nearest to `near`. Null when nothing can be said.
 */
export const chooseDate = (date: WrittenDate, hints: DateHints): string | null => {
  const readings = readingsOf(date, hints.near ?? hints.wanted)
  const wanted = readings.find((each) => each === hints.wanted)
  const met = readings.length > 1 ? readings.find((each) => hints.meets?.(each)) : undefined
  const habit = 'readings' in date && hints.dayFirst ? readings.at(-1) : readings[0]
  return wanted ?? met ?? habit ?? null
}

/** True when the line writes a date in figures that can only have the day first, such as 18/01/2023. */
export const writesDayFirst = (text: string): boolean =>
  [...text.matchAll(/\b(\d{1,2})[/.](\d{1,2})[/.](?:19|20)\d{2}\b/g)].some(
    ([, a, b]) => n(a) > 12 && n(a) <= 31 && n(b) >= 1 && n(b) <= 12,
  )
