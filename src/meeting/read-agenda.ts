import type { Agenda, Warning } from './agenda.ts'
import { chooseDate, type DateHints, findDates } from './find-dates.ts'
import { gatherParts, type Parts } from './gather-parts.ts'
import type { ListItem, Notes } from './notes.ts'
import { readAction, readItem } from './read-item.ts'
import { type Entry, splitMeetings } from './split-meetings.ts'

/** Which meeting is wanted, and what is known beside the notes. Dates are local dates such as 2023-01-18. */
export type AgendaHints = Readonly<{
  /** The meeting asked for; without it, the next one after `today`, else the newest. */
  wanted?: string
  today?: string
  /** Whether the series meets on a date; decides between readings of 12/11/2016. */
  meets?: (date: string) => boolean
  /** The file's name: it may hold the date that the notes lack. */
  name?: string
}>

const nothing: Omit<Agenda, 'dates' | 'warnings'> = {
  date: null,
  host: null,
  recording: null,
  attendees: [],
  items: [],
  actions: [],
}

const pick = (entries: readonly Entry[], { wanted, today }: AgendaHints): Entry | undefined => {
  if (wanted !== undefined) return entries.find((entry) => entry.date === wanted)
  const inOrder = entries.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  const next = today === undefined ? undefined : inOrder.find((entry) => entry.date >= today)
  const newest = inOrder.at(-1)?.date
  return next ?? entries.find((entry) => entry.date === newest)
}

const dateIn = (text: string | null, hints: DateHints): string | null => {
  const [first] = text === null ? [] : findDates(text.slice(0, 200))
  return first ? chooseDate(first, hints) : null
}

/** The list that is the agenda: the one under its label, else the first under no label, else what the notes hold. */
const agendaOf = (parts: Parts): Readonly<{ items: readonly ListItem[]; guessed: boolean }> => {
  if (parts.hasAgenda) return { items: parts.agenda, guessed: false }
  const [items] = [parts.unlabelled, parts.discussed].filter((list) => list.length > 0)
  return { items: items ?? [], guessed: items !== undefined }
}

const read = <T>(
  given: readonly ListItem[],
  as: (item: ListItem) => Readonly<{ item: T; warnings: readonly Warning[] }> | null,
): Readonly<{ items: readonly T[]; warnings: readonly Warning[] }> => {
  const all = given.flatMap((item) => as(item) ?? [])
  return { items: all.map(({ item }) => item), warnings: all.flatMap(({ warnings }) => warnings) }
}

const readParts = (parts: Parts, date: string | null, line: number): Omit<Agenda, 'dates'> => {
  const { host, recording, attendees } = parts
  const { items: found, guessed } = agendaOf(parts)
  const agenda = read(found, (item) => readItem(item, attendees))
  const near = date === null ? {} : { near: date }
  const actions = read(parts.actions, (item) => readAction(item, attendees, near))
  const warnings: Warning[] = [...parts.warnings, ...agenda.warnings, ...actions.warnings]
  if (agenda.items.length === 0) warnings.push({ line, code: 'no-agenda', says: 'No agenda was found.' })
  else if (guessed) {
    const says = 'No part is labelled as the agenda; this list was taken for it.'
    warnings.push({ line: agenda.items[0]?.line ?? line, code: 'agenda-guessed', says })
  }
  return { date, host, recording, attendees, items: agenda.items, actions: actions.items, warnings }
}

const inOrder = (warnings: readonly Warning[]): readonly Warning[] => warnings.toSorted((a, b) => a.line - b.line)

/**
 * Reads one meeting of a team's notes: host, recording, attendees, agenda and action items. Never throws: what cannot be
 * read is a warning with its line, beside what could. A meeting asked for that the notes do not hold gives no items and
 * the warning `unknown-date`.
 */
export const readAgenda = (notes: Notes, hints: AgendaHints = {}): Agenda => {
  const { name, today, wanted, meets } = hints
  const known = { ...(wanted === undefined ? {} : { wanted }), ...(meets === undefined ? {} : { meets }) }
  const { entries, warnings } = splitMeetings(notes.notes, { ...known, ...(today === undefined ? {} : { today }) })
  const cut: readonly Warning[] =
    notes.cutAt === undefined
      ? []
      : [{ line: notes.cutAt, code: 'too-long', says: 'The notes are longer than can be read; the rest was left out.' }]
  const dates = [...new Set(entries.map((entry) => entry.date))]
  const unknown = (held: readonly string[]): Agenda => ({
    ...nothing,
    dates: held,
    warnings: inOrder([...warnings, ...cut, { line: 1, code: 'unknown-date', says: `The notes hold no ${wanted}.` }]),
  })
  const entry = pick(entries, hints)
  if (entry) {
    const agenda = readParts(gatherParts(entry.notes), entry.date, entry.line)
    return { ...agenda, dates, warnings: inOrder([...warnings, ...cut, ...agenda.warnings]) }
  }
  if (entries.length > 0) return unknown(dates)
  const parts = gatherParts(notes.notes)
  const near = today === undefined ? known : { ...known, near: today }
  const date = dateIn(parts.date, near) ?? dateIn(name ?? null, near)
  if (date !== null && wanted !== undefined && date !== wanted) return unknown([date])
  const undated: readonly Warning[] = date === null ? [{ line: 1, code: 'no-date', says: 'No date was found.' }] : []
  const agenda = readParts(parts, date, 1)
  const all = inOrder([...warnings, ...cut, ...undated, ...agenda.warnings])
  return { ...agenda, dates: date === null ? [] : [date], warnings: all }
}
