/** A run of words in the notes. `link` is http, https or mailto (a person); nothing else is kept as a link. */
export type Span = Readonly<{ text: string; bold?: true; link?: string }>

/** One line of words. `line` counts from 1 in the notes as exported; `soft` when only a soft break parts it from the last. */
export type Line = Readonly<{ line: number; spans: readonly Span[]; soft?: true }>

export type ListItem = Readonly<{ line: number; lines: readonly Line[]; inner: readonly Note[] }>

/** What notes consist of; quotes are opened up, and what has no place in an agenda is only named. */
export type Note =
  | Readonly<{ kind: 'heading'; level: number; line: number; spans: readonly Span[] }>
  | Readonly<{ kind: 'text'; lines: readonly Line[] }>
  | Readonly<{ kind: 'list'; items: readonly ListItem[] }>
  | Readonly<{ kind: 'unread'; line: number; what: 'table' | 'code' }>

export type Notes = Readonly<{
  notes: readonly Note[]
  /** The first line that was cut off because the notes are too long, if any. */
  cutAt?: number
}>

/** The words of some spans, white space folded. */
export const plain = (spans: readonly Span[]): string =>
  spans
    .map((span) => span.text)
    .join('')
    .replace(/[\s\p{Cf}]+/gu, ' ')
    .trim()

/** The spans without their first `count` characters. */
export const without = (spans: readonly Span[], count: number): readonly Span[] => {
  let left = count
  return spans.flatMap((span) => {
    const text = span.text.slice(left)
    left = Math.max(0, left - span.text.length)
    return text === '' ? [] : [{ ...span, text }]
  })
}

/** Joins lines that only a soft break parts; a hard break begins a new line. */
export const joined = (lines: readonly Line[]): readonly Line[] => {
  const out: { line: number; spans: Span[] }[] = []
  for (const { line, spans, soft } of lines) {
    const last = soft ? out.at(-1) : undefined
    if (last) for (const span of [{ text: ' ' }, ...spans]) last.spans.push(span)
    else out.push({ line, spans: [...spans] })
  }
  return out
}
