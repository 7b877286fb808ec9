import type { Warning } from './agenda.ts'
import { readLabel, type Section, sectionOf } from './labels.ts'
import { type Line, type ListItem, type Note, plain, type Span } from './notes.ts'
import { chipsOf } from './read-item.ts'
import { readMark, statusOf } from './status.ts'

/** What stands under which label in the notes of one meeting, not yet read further. */
export type Parts = Readonly<{
  host: string | null
  recording: string | null
  /** What stands behind a label such as "Date:". */
  date: string | null
  attendees: readonly string[]
  agenda: readonly ListItem[]
  actions: readonly ListItem[]
  /** The first list that stands under no label, and the lists of the notes: where an agenda may be without its label. */
  unlabelled: readonly ListItem[]
  discussed: readonly ListItem[]
  hasAgenda: boolean
  warnings: readonly Warning[]
}>

const longestValue = 200
const longestNames = 4_000
const placeholder = /^(?:tb[da]|n\/?a|none|nobody|unknown)?$/i
const bare = (text: string): string => text.slice(0, longestValue).replace(/[^\p{L}\p{N}/]/gu, '')
const isPlaceholder = (text: string): boolean => placeholder.test(bare(text))

const spoken = (spans: readonly Span[]): string | null => {
  const value = (chipsOf(spans).join(', ') || plain(spans)).slice(0, longestValue)
  return isPlaceholder(value) ? null : value
}

const split = (text: string): readonly string[] =>
  text
    .slice(0, longestNames)
    .split(/[,;|•](?![^()]{0,80}\))|\s+(?:and|&)\s+/)
    .map((name) => name.trim().replace(/^@|^(?:and|&)\s+/, ''))
    .filter((name) => /\p{L}/u.test(name) && !isPlaceholder(name))

/** The people of a line: person chips stand without commas, typed names are parted by them. */
const namesOf = (spans: readonly Span[]): readonly string[] => {
  const chips = chipsOf(spans)
  if (chips.length === 0) return split(plain(spans))
  const typed = spans.map((span) => (span.link?.toLowerCase().startsWith('mailto:') ? ',' : span.text)).join('')
  return [...chips, ...split(typed)]
}

const namesIn = (items: readonly ListItem[]): readonly string[] =>
  items.flatMap((item) => {
    const below = item.inner.flatMap((note) => (note.kind === 'list' ? namesIn(note.items) : []))
    return below.length > 0 ? below : item.lines.flatMap((line) => namesOf(line.spans))
  })

const recordingIn = (spans: readonly Span[], labelled: boolean): string | null => {
  const isRecording = ({ link, text }: Span) =>
    link !== undefined && /^https?:/i.test(link) && (labelled || sectionOf(text) === 'recording')
  return spans.find(isRecording)?.link ?? null
}

const outsideList = (line: number): Warning => ({
  line,
  code: 'not-in-a-list',
  says: 'These words stand in the agenda but in no list; they were left out.',
})
const unread = (line: number, what: string): Warning => ({ line, code: 'unread', says: `A ${what} was not read.` })

const labelledLine = 7

/** Walks the notes of one meeting once and sorts them by label. */
export const gatherParts = (notes: readonly Note[]): Parts => {
  const single: { host: string | null; recording: string | null; date: string | null } = {
    host: null,
    recording: null,
    date: null,
  }
  const attendees: string[] = []
  const lists = { agenda: [], actions: [], unlabelled: [], discussed: [] } satisfies Record<string, ListItem[]>
  const into: Readonly<Record<keyof typeof lists, ListItem[]>> = lists
  const warnings: Warning[] = []
  let section: Section | 'none' = 'none'
  let level = labelledLine
  let hasAgenda = false

  const enter = (to: Section | 'none', at: number) => {
    section = to
    level = at
    if (to === 'agenda') hasAgenda = true
  }

  const keepValue = (key: 'host' | 'date', spans: readonly Span[]) => {
    const value = spoken(spans)
    if (value === null) return
    single[key] ??= value
    enter('none', labelledLine)
  }

  const takeNames = (names: readonly string[]) => {
    attendees.push(...names.slice(0, longestNames))
    if (names.length > 0) enter('none', labelledLine)
  }

  /** Words under the label that is open now; `fresh` when they stand on the label's own line. */
  const takeLine = (line: Line, fresh: boolean) => {
    if (plain(line.spans) === '') return
    if (section !== 'agenda' && section !== 'actions')
      single.recording ??= recordingIn(line.spans, section === 'recording')
    if (section === 'host' || section === 'date') keepValue(section, line.spans)
    else if (section === 'scribe' || section === 'recording') enter('none', labelledLine)
    else if (section === 'attendees') takeNames(namesOf(line.spans))
    else if (section === 'agenda' || section === 'actions') {
      const mark = readMark(plain(line.spans).slice(0, longestValue), 'leading')
      if (isPlaceholder(plain(line.spans))) return
      if (fresh || section === 'actions' || (mark && statusOf(mark.words)))
        into[section].push({ line: line.line, lines: [line], inner: [] })
      else warnings.push(outsideList(line.line))
    }
  }

  const takeText = (lines: readonly Line[]) => {
    for (const line of lines) {
      const label = readLabel(line.spans, lines.length === 1)
      if (!label) {
        takeLine(line, false)
        continue
      }
      single.recording ??= recordingIn(line.spans, label.section === 'recording')
      enter(label.section, labelledLine)
      takeLine({ ...line, spans: label.rest }, true)
    }
  }

  const takeHeading = (note: Extract<Note, { kind: 'heading' }>) => {
    const label = readLabel(note.spans, true)
    single.recording ??= recordingIn(note.spans, label?.section === 'recording')
    if (!label) {
      if (note.level <= level) enter('none', labelledLine)
      return
    }
    enter(label.section, note.level)
    takeLine({ line: note.line, spans: label.rest }, true)
  }

  const takeLoose = (items: readonly ListItem[]) => {
    const loose: ListItem[] = []
    for (const item of items) {
      const [first, ...others] = item.lines
      const label = first ? readLabel(first.spans, others.length === 0 && item.inner.length > 0) : null
      if (!first || !label) {
        loose.push(item)
        continue
      }
      takeText([first, ...others])
      walk(item.inner)
      enter('none', labelledLine)
    }
    if (into.unlabelled.length === 0) into.unlabelled.push(...loose.slice(0, longestNames))
  }

  const takeList = (items: readonly ListItem[]) => {
    if (section === 'agenda' || section === 'actions') for (const item of items) into[section].push(item)
    else if (section === 'notes') for (const item of items) into.discussed.push(item)
    else if (section === 'attendees') takeNames(namesIn(items))
    else if (section === 'none') takeLoose(items)
    else if (section !== 'other') takeText(items[0]?.lines ?? [])
  }

  const walk = (all: readonly Note[]) => {
    for (const note of all) {
      if (note.kind === 'heading') takeHeading(note)
      else if (note.kind === 'text') takeText(note.lines)
      else if (note.kind === 'list') takeList(note.items)
      else if (section === 'agenda' || section === 'actions') warnings.push(unread(note.line, note.what))
    }
  }

  walk(notes)
  return { ...single, attendees, ...into, hasAgenda, warnings }
}
