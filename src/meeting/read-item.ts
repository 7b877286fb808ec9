import type { ActionItem, AgendaItem, NamedLink, Warning } from './agenda.ts'
import { chooseDate, type DateHints, findDates } from './find-dates.ts'
import { joined, type Line, type ListItem, type Note, plain, type Span } from './notes.ts'
import { type ItemStatus, readCheckbox, readMark, type StatusWord, statusOf } from './status.ts'

/** The longest title and point, in characters; the rest of such a line is left in the document. */
const longest = 1_000

type Read<T> = Readonly<{ item: T; warnings: readonly Warning[] }>
type Words = Readonly<{ line: number; text: string; spans: readonly Span[] }>

const wordsOf = (lines: readonly Line[]): readonly Words[] =>
  joined(lines).flatMap(({ line, spans }) => {
    const text = plain(spans).slice(0, longest)
    return text === '' ? [] : [{ line, text, spans }]
  })

/** Everything below an item, as one line each, in order of reading. */
const below = (notes: readonly Note[]): readonly Words[] =>
  notes.flatMap((note) => {
    if (note.kind === 'list') return note.items.flatMap((item) => [...wordsOf(item.lines), ...below(item.inner)])
    if (note.kind === 'text') return wordsOf(note.lines)
    return note.kind === 'heading' ? wordsOf([{ line: note.line, spans: note.spans }]) : []
  })

const linksOf = (spans: readonly Span[]): readonly NamedLink[] => {
  const links = new Map<string, string>()
  for (const { link, text } of spans)
    if (link && !link.toLowerCase().startsWith('mailto:')) links.set(link, (links.get(link) ?? '') + text)
  return [...links].map(([url, text]) => ({ text: plain([{ text }]).slice(0, longest), url }))
}

/** The people whom a line names by a person chip. */
export const chipsOf = (spans: readonly Span[]): readonly string[] =>
  spans.flatMap(({ link, text }) => (link?.toLowerCase().startsWith('mailto:') ? [plain([{ text }])] : []))

/** The attendee meant by a whole name, or by a first name that only one of them has. */
const attendeeOf = (name: string, attendees: readonly string[]): string | null => {
  const folded = name.toLowerCase().replace(/^@/, '').trim()
  const whole = attendees.find((each) => each.toLowerCase() === folded)
  if (whole) return whole
  const byFirst = attendees.filter((each) => each.toLowerCase().split(' ')[0] === folded)
  return byFirst.length === 1 ? (byFirst[0] ?? null) : null
}

type Title = Readonly<{ text: string; status: ItemStatus | null; owner: string | null; warnings: readonly Warning[] }>

const unknownStatus = (line: number, words: string): Warning => ({
  line,
  code: 'status-unknown',
  says: `"${words}" is no status that is known; the item counts as open and keeps the word.`,
})
const misspelt = (line: number, words: string, status: ItemStatus): Warning => ({
  line,
  code: 'status-misspelt',
  says: `"${words}" was read as ${status}.`,
})

/** Takes statuses and owners in brackets off both ends of a title; other words in brackets stay where they are. */
const readTitle = (written: string, line: number, attendees: readonly string[]): Title => {
  let { text, status, owner }: { text: string; status: ItemStatus | null; owner: string | null } = {
    text: written,
    status: null,
    owner: null,
  }
  const warnings: Warning[] = []
  for (const where of ['leading', 'trailing', 'leading', 'trailing'] as const) {
    const mark = readMark(text, where)
    if (!mark || (mark.rest === '' && !statusOf(mark.words))) continue
    const found: StatusWord | null = status === null ? statusOf(mark.words) : null
    const named = /^(?:owner|lead|by)\s*:\s*(.+)$/i.exec(mark.words)?.[1] ?? attendeeOf(mark.words, attendees)
    if (found) {
      status = found.status
      if (found.misspelt) warnings.push(misspelt(line, mark.words, found.status))
    } else if (named && owner === null) owner = named
    else {
      const likely = status === null && mark.words.split(/\s+/).length <= (where === 'leading' ? 3 : 1)
      if (likely && warnings.length === 0) warnings.push(unknownStatus(line, mark.words))
      continue
    }
    text = mark.rest
  }
  return { text: text.replace(/^[\s:–—-]{1,20}|\s{1,20}$/g, ''), status, owner, warnings }
}

const ownerIn = (words: readonly Words[]): string | null => {
  for (const { text } of words) {
    const named = /^(?:owners?|lead|assigned to)\s*:\s*(.{1,80})$/i.exec(text)?.[1]
    if (named) return named
  }
  return null
}

const mentioned = (text: string): string | null => /(?:^|\s)@([\p{L}\p{N}._-]{2,40})/u.exec(text)?.[1] ?? null

/** Takes the owner's name off the end of a title, and off its beginning where the rest still reads alone. */
const withoutOwner = (title: string, owner: string | null): string => {
  if (!owner || title === owner) return title
  if (title.endsWith(owner)) return title.slice(0, -owner.length).replace(/[\s@|:–—-]{1,20}$/, '')
  const rest = title.startsWith(owner) ? title.slice(owner.length) : ''
  return /^\s*[:–—-]|^\s+(?!to\b|will\b|and\b|&|,)\p{L}/iu.test(rest) ? rest.replace(/^[\s:–—-]{1,20}/, '') : title
}

const namesWork = /\b(?:needs? to|still (?:to|needs?|open)|to be done|remains? to|outstanding|to-?do\b)/i

const leftUndone = (status: ItemStatus, words: readonly Words[]): readonly Warning[] => {
  const work = status === 'done' ? words.find(({ text }) => namesWork.test(text)) : undefined
  if (!work) return []
  return [{ line: work.line, code: 'done-names-work', says: 'The item is marked done but still names work to do.' }]
}

/** Reads a first-level list item; null when it holds no words. `attendees` help to know a person in brackets. */
export const readItem = (given: ListItem, attendees: readonly string[]): Read<AgendaItem> | null => {
  const [head, ...points] = [...wordsOf(given.lines), ...below(given.inner)]
  if (!head) return null
  const { ticked, rest } = readCheckbox(head.text)
  const title = readTitle(rest, head.line, attendees)
  const owner = chipsOf(head.spans)[0] ?? title.owner ?? mentioned(title.text) ?? ownerIn(points)
  const status = title.status ?? (ticked ? 'done' : 'open')
  const text = withoutOwner(title.text, owner)
  if (text === '') return null
  const item = {
    title: text,
    status,
    owner,
    links: linksOf([head, ...points].flatMap(({ spans }) => spans)),
    line: head.line,
    points: points.map((point) => readCheckbox(point.text).rest).filter((point) => point !== ''),
  }
  return { item, warnings: [...title.warnings, ...leftUndone(status, [head, ...points])] }
}

/** "Amber to ask …", "Amber: ask …": who, when an attendee's name stands there. */
const promised = (title: string, attendees: readonly string[]): string | null => {
  const name = /^(.{2,60}?)(?:\s+(?:to|will)\s|\s*[:–—]\s|\s+-\s)/.exec(title)?.[1]
  return name ? attendeeOf(name, attendees) : null
}

const dueIn = (title: string, hints: DateHints): string | null => {
  const behind = /\b(?:by|due|until|before)\b/i.exec(title)
  const [date] = behind ? findDates(title.slice(behind.index)) : []
  return date ? chooseDate(date, hints) : null
}

/** Reads an action item; null when it holds no words. A date without a year is the one nearest to `hints.near`. */
export const readAction = (
  given: ListItem,
  attendees: readonly string[],
  hints: DateHints,
): Read<ActionItem> | null => {
  const read = readItem(given, attendees)
  if (!read) return null
  const { title, status, links, line } = read.item
  const owner = read.item.owner ?? promised(title, attendees)
  return { item: { title, status, owner, due: dueIn(title, hints), links, line }, warnings: read.warnings }
}
