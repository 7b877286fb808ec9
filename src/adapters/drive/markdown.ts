import MarkdownIt from 'markdown-it'
import type { Line, ListItem, Note, Notes, Span } from '../../meeting/notes.ts'

/** The longest notes that are read, in UTF-8 bytes after pictures are taken out. */
export const longestNotes = 512 * 1024

const parser = new MarkdownIt('default', { html: false, linkify: true })
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })

type Token = ReturnType<typeof parser.parse>[number]

/** Takes out pictures that stand in the text as base64; every line keeps its number. */
const withoutPictures = (markdown: string): string =>
  markdown
    .replace(/<data:[^<>\s]*>/gi, '<#>')
    .replace(/\(data:[^()\s]*\)/gi, '(#)')
    .replace(/!\[[^[\]\n]{0,200}\]\[image\d{1,5}\]/g, '')

const cut = (text: string): Readonly<{ text: string; cutAt?: number }> => {
  if (Buffer.byteLength(text) <= longestNotes) return { text }
  const head = Buffer.from(text).subarray(0, longestNotes).toString()
  const kept = head.slice(0, Math.max(head.lastIndexOf('\n'), 0))
  return { text: kept, cutAt: kept === '' ? 1 : kept.split('\n').length + 1 }
}

/**
 * An export as it is kept: without pictures, without what a database refuses (NUL, lone surrogates), and not much longer
 * than what is read of it, so that `parseMarkdown` still sees that it was cut.
 */
export const storable = (markdown: string): string =>
  Buffer.from(withoutPictures(markdown).replaceAll('\0', ''))
    .subarray(0, longestNotes + 1_024)
    .toString()

const safeLink = (href: string | number | null): string | undefined =>
  typeof href === 'string' && /^(https?:\/\/|mailto:)/i.test(href) ? href : undefined

/** The lines of an inline token; `first` is the number of its first line. */
const linesOf = (inline: Token, first: number): readonly Line[] => {
  const lines: { line: number; spans: Span[]; soft?: true }[] = [{ line: first, spans: [] }]
  let bold = 0
  let link: string | undefined
  for (const token of inline.children ?? []) {
    if (token.type === 'strong_open') bold += 1
    else if (token.type === 'strong_close') bold -= 1
    else if (token.type === 'link_open') link = safeLink(token.attrGet('href'))
    else if (token.type === 'link_close') link = undefined
    else if (token.type === 'softbreak') lines.push({ line: first + lines.length, spans: [], soft: true })
    else if (token.type === 'hardbreak') lines.push({ line: first + lines.length, spans: [] })
    else if (token.type !== 'image' && token.content !== '')
      lines.at(-1)?.spans.push({
        text: token.content,
        ...(bold > 0 ? { bold: true as const } : {}),
        ...(link === undefined ? {} : { link }),
      })
  }
  return lines.filter((line) => line.spans.length > 0)
}

/** A heading's anchor, as Drive writes it behind the words: `{#apr-7,-2026}`. */
const withoutAnchor = (spans: readonly Span[]): readonly Span[] => {
  const last = spans.at(-1)
  if (!last) return spans
  const anchor = last.text.lastIndexOf('{#')
  if (anchor < 0 || !last.text.trimEnd().endsWith('}')) return spans
  const text = last.text.slice(0, anchor).trimEnd()
  return text === '' ? spans.slice(0, -1) : [...spans.slice(0, -1), { ...last, text }]
}

/** Walks the flat tokens once, following their nesting; markdown-it ends nesting at 100. */
const reader = (tokens: readonly Token[]) => {
  let at = 0
  let line = 1

  const skipTo = (closing: string, level: number) => {
    while (at < tokens.length && !(tokens[at]?.type === closing && tokens[at]?.level === level)) at += 1
    at += 1
  }

  const item = (): ListItem => {
    const first = line
    const [head, ...rest] = notes('list_item_close')
    if (head?.kind === 'text') return { line: first, lines: head.lines, inner: rest }
    return { line: first, lines: [], inner: head ? [head, ...rest] : rest }
  }

  const items = (closing: string): readonly ListItem[] => {
    const found: ListItem[] = []
    for (;;) {
      const token = tokens[at]
      at += 1
      if (!token || token.type === closing) return found
      line = token.map ? token.map[0] + 1 : line
      if (token.type === 'list_item_open') found.push(item())
    }
  }

  const note = (token: Token): readonly Note[] => {
    switch (token.type) {
      case 'heading_open': {
        const level = Number(token.tag.slice(1))
        const inline = tokens[at]
        skipTo('heading_close', token.level)
        const spans = inline ? linesOf(inline, line).flatMap((each) => each.spans) : []
        return [{ kind: 'heading', level, line, spans: withoutAnchor(spans) }]
      }
      case 'inline': {
        const lines = linesOf(token, line)
        return lines.length === 0 ? [] : [{ kind: 'text', lines }]
      }
      case 'bullet_list_open':
        return [{ kind: 'list', items: items('bullet_list_close') }]
      case 'ordered_list_open':
        return [{ kind: 'list', items: items('ordered_list_close') }]
      case 'blockquote_open':
        return notes('blockquote_close')
      case 'fence':
      case 'code_block':
        return [{ kind: 'unread', line, what: 'code' }]
      case 'table_open': {
        const unread = { kind: 'unread', line, what: 'table' } as const
        skipTo('table_close', token.level)
        return [unread]
      }
      default:
        return []
    }
  }

  const notes = (closing: string | null): readonly Note[] => {
    const found: Note[] = []
    for (;;) {
      const token = tokens[at]
      at += 1
      if (!token || token.type === closing) return found
      line = token.map ? token.map[0] + 1 : line
      for (const each of note(token)) found.push(each)
    }
  }

  return notes
}

/**
 * Reads notes as Drive exports them (CommonMark with tables, links found in plain text) into the model that the agenda
 * reader works on. Hostile text is only text: no HTML, no picture, no link but http, https and mailto. What exceeds
 * 512 KB is cut at a line and the first lost line is named.
 */
export const parseMarkdown = (markdown: string): Notes => {
  const { text, cutAt } = cut(withoutPictures(markdown))
  const notes = reader(parser.parse(text, {}))(null)
  return cutAt === undefined ? { notes } : { notes, cutAt }
}
