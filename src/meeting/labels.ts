import { plain, type Span, without } from './notes.ts'

/** The parts of a meeting's notes that have a meaning to Cordon; `other` is a known label that only ends a part. */
export type Section = 'host' | 'recording' | 'attendees' | 'notes' | 'agenda' | 'actions' | 'scribe' | 'date' | 'other'

const names: readonly (readonly [Section, readonly string[]])[] = [
  ['host', ['host', 'hosts', 'meeting host', 'facilitator', 'facilitators', 'chair', 'chairs', 'moderator', 'led by']],
  ['recording', ['recording', 'recordings', 'recording link', 'link to recording', 'meeting recording', 'video']],
  ['attendees', ['attendees', 'attendee', 'attendance', 'participants', 'present', 'in attendance', 'attending']],
  ['notes', ['notes', 'meeting notes', 'minutes', 'meeting minutes', 'discussion', 'discussion notes']],
  ['agenda', ['agenda', 'agenda item', 'agenda items', 'agenda topics', 'proposed agenda', 'meeting agenda']],
  ['agenda', ['topic', 'topics', 'discussion topics', 'proposed topics']],
  ['actions', ['action', 'actions', 'action item', 'action items', 'action points', 'ais', 'to do', 'todo', 'todos']],
  ['actions', ['next steps', 'follow ups', 'followups']],
  ['scribe', ['scribe', 'scribes', 'note taker', 'note takers', 'notetaker', 'notes by', 'minutes by', 'secretary']],
  ['date', ['date', 'meeting date', 'when']],
  ['other', ['regrets', 'apologies', 'absent', 'links', 'resources', 'references', 'parking lot', 'meeting', 'intro']],
]

const sections: ReadonlyMap<string, Section> = new Map(
  names.flatMap(([section, words]) => words.map((word) => [word, section] as const)),
)

const longestLabel = 40

/** The part a label names, whatever its case, colon and marks; null for any other words. */
export const sectionOf = (label: string): Section | null => {
  if (label.length > longestLabel) return null
  const folded = label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  return sections.get(folded) ?? null
}

export type Labelled = Readonly<{ section: Section; rest: readonly Span[] }>

/** Where the words in bold at the beginning of a line end; 0 when it does not begin in bold. */
const boldLength = (spans: readonly Span[]): number => {
  let length = 0
  for (const span of spans) {
    if (!span.bold && (length > 0 || span.text.trim() !== '')) return length
    length += span.text.length
  }
  return length
}

const labelledTo = (spans: readonly Span[], text: string, end: number): Labelled | null => {
  const section = sectionOf(text.slice(0, end))
  if (!section) return null
  const gap = /^[\s:–—-]*/.exec(text.slice(end))?.[0].length ?? 0
  return { section, rest: without(spans, end + gap) }
}

/**
 * Reads a label at the beginning of a line: in bold (with or without a colon), or plain words before a colon.
 * `whole` also takes the line itself for a label, as in a heading.
 */
export const readLabel = (spans: readonly Span[], whole = false): Labelled | null => {
  const text = spans.map((span) => span.text).join('')
  const colon = text.slice(0, longestLabel + 1).indexOf(':')
  const byColon = colon > 0 ? labelledTo(spans, text, colon) : null
  if (byColon) return byColon
  const bold = boldLength(spans)
  const byBold = bold > 0 ? labelledTo(spans, text, bold) : null
  if (byBold) return byBold
  const section = whole ? sectionOf(plain(spans)) : null
  return section ? { section, rest: [] } : null
}
