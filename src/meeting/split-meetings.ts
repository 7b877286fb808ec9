import type { Warning } from './agenda.ts'
import { chooseDate, type DateHints, findDates, type WrittenDate, writesDayFirst } from './find-dates.ts'
import { type Line, type Note, plain } from './notes.ts'

/** The notes of one meeting: what stands under its date. */
export type Entry = Readonly<{ date: string; line: number; notes: readonly Note[] }>
export type Split = Readonly<{ entries: readonly Entry[]; warnings: readonly Warning[] }>

/** `today` (an ISO date) is near which a date without a year is looked for; see DateHints for the others. */
export type SplitHints = Omit<DateHints, 'near' | 'dayFirst'> & Readonly<{ today?: string }>

type Head = Readonly<{ index: number; level: number; line: number; date: WrittenDate; text: string }>

/** A heading's first date is its meeting's, unless the words before it speak of another meeting. */
const elsewhere = /\b(?:next|previous|last|follow|since|until|by|before|after|due|from)\b/i
const furthestDate = 120

const dated = (text: string): WrittenDate | null => {
  const [first] = findDates(text.slice(0, furthestDate * 2))
  if (!first || first.at > furthestDate || elsewhere.test(text.slice(0, first.at))) return null
  return first
}

/** As many meetings of a file are told apart: a weekly one for almost forty years, in whatever a stranger may write. */
const mostMeetings = 2_000

/** Without headings, a line of its own that is in bold or only a date begins a meeting. */
const lineLevel = 7
const loneDate = ([line, ...others]: readonly Line[]): string | null => {
  if (!line || others.length > 0) return null
  const text = plain(line.spans)
  const bold = line.spans.every((span) => span.bold || span.text.trim() === '')
  return text.length <= 60 && (bold || /^\W*[\p{L}]*\W*[\d\s\p{L}.,/-]{6,24}$/u.test(text)) ? text : null
}

const headOf = (note: Note, index: number): Head | null => {
  const [text, level, line] =
    note.kind === 'heading'
      ? [plain(note.spans), note.level, note.line]
      : [note.kind === 'text' ? loneDate(note.lines) : null, lineLevel, note.kind === 'text' ? note.lines[0]?.line : 0]
  const date = text ? dated(text) : null
  return date && text ? { index, level, line: line ?? 0, date, text } : null
}

/** The level on which most meetings begin; the higher heading wins a tie, lines count only without headings. */
const levelOf = (heads: readonly Head[]): number => {
  const counts = new Map<number, number>()
  for (const { level } of heads) counts.set(level, (counts.get(level) ?? 0) + 1)
  const headings = [...counts].filter(([level]) => level < lineLevel)
  const [best] = headings.toSorted(([a, m], [b, n]) => n - m || a - b)
  return best?.[0] ?? lineLevel
}

const ambiguous = (head: Head, chosen: string, hints: DateHints): readonly Warning[] => {
  if (!('readings' in head.date) || head.date.readings.length < 2) return []
  if (chosen === hints.wanted || hints.meets?.(chosen) || hints.dayFirst !== undefined) return []
  return [{ line: head.line, code: 'ambiguous-date', says: `The date was read as ${chosen}; it may mean another day.` }]
}

/** A date without a year stands between others that have one: the nearest above, else the nearest below, else today. */
const nearOf = (heads: readonly Head[], at: number, above: string | undefined, today: string | undefined) => {
  if (above !== undefined) return above
  for (const head of heads.slice(at + 1, at + 50)) if ('readings' in head.date) return head.date.readings[0]
  return today
}

/** Parts a file of notes at its dated headings, whichever level they have; each meeting ends where the next begins. */
export const splitMeetings = (notes: readonly Note[], given: SplitHints): Split => {
  const all = notes.flatMap((note, index) => headOf(note, index) ?? [])
  const level = levelOf(all)
  const heads = all.filter((head) => head.level === level).slice(0, mostMeetings)
  const { today, ...hints } = given
  const dayFirst = heads.some((head) => writesDayFirst(head.text)) ? { dayFirst: true } : {}
  const entries: Entry[] = []
  const warnings: Warning[] = []
  const seen = new Set<string>()
  for (const [at, head] of heads.entries()) {
    const near = nearOf(heads, at, entries.at(-1)?.date, today)
    const all = { ...hints, ...dayFirst, ...(near === undefined ? {} : { near }) }
    const date = chooseDate(head.date, all)
    if (date === null) {
      warnings.push({ line: head.line, code: 'no-date', says: 'The date has no year and none could be found.' })
      continue
    }
    warnings.push(...ambiguous(head, date, all))
    if (seen.has(date)) warnings.push({ line: head.line, code: 'date-twice', says: `${date} stands here twice.` })
    seen.add(date)
    const next = heads[at + 1]?.index ?? notes.length
    const above = notes.slice(head.index + 1, next)
    const end = above.findIndex((note) => note.kind === 'heading' && note.level < level && level < lineLevel)
    entries.push({ date, line: head.line, notes: end < 0 ? above : above.slice(0, end) })
  }
  return { entries, warnings }
}
