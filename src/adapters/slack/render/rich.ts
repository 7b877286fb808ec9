import type { RichTextBlock, RichTextBlockElement, RichTextElement, RichTextList, RichTextSection } from '@slack/types'
import type { Inline } from '../../../kernel/doc.ts'
import { dateFormat, instantWords, secondsOf } from './instant.ts'
import { limits } from './limits.ts'
import type { Row } from './rows.ts'
import type { Cost } from './split.ts'

/** In a rich_text block nothing is parsed: words stay words, and a mention exists only where one is built here. */
const element = (inline: Inline): RichTextElement => {
  if ('link' in inline) return { type: 'link', url: inline.link, text: inline.text }
  if ('person' in inline) return { type: 'user', user_id: inline.person }
  if ('instant' in inline) {
    const fallback = instantWords(inline.instant, inline.zones)
    return { type: 'date', timestamp: secondsOf(inline.instant) ?? 0, format: dateFormat, fallback }
  }
  const { text, style } = inline
  if (!style || style.length === 0) return { type: 'text', text }
  return { type: 'text', text, style: Object.fromEntries(style.map((name) => [name, true])) }
}

const section = (inlines: readonly Inline[]): RichTextSection => ({
  type: 'rich_text_section',
  elements: inlines.map(element),
})

const block = (...elements: RichTextBlockElement[]): RichTextBlock => ({ type: 'rich_text', elements })

/** Settled inlines as a paragraph. */
export const richParagraph = (inlines: readonly Inline[]): RichTextBlock => block(section(inlines))

/** Settled inlines as a quote. */
export const richQuote = (inlines: readonly Inline[]): RichTextBlock =>
  block({ type: 'rich_text_quote', elements: inlines.map(element) })

/** Code, word for word. */
export const richCode = (code: string): RichTextBlock =>
  block({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: code }] })

/** Slack's `offset` counts the numbers before the first; documented, missing in `@slack/types` 3.2. */
type NumberedList = RichTextList & { offset?: number }

/**
 * Lines of a list, of which `before` lines of depth 0 stood in blocks before. Lists inside a numbered one have bullets;
 * Slack indents eight steps at most.
 */
export const richList = (rows: readonly Row[], ordered: boolean, before: number): RichTextBlock => {
  const lists: NumberedList[] = []
  let numbered = before
  let last = -1
  for (const { depth, text } of rows) {
    const list = lists.at(-1)
    if (list && depth === last) list.elements.push(section(text))
    else lists.push(listAt(depth, section(text), ordered && depth === 0 ? numbered : null))
    if (depth === 0) numbered += 1
    last = depth
  }
  return block(...lists)
}

const listAt = (depth: number, first: RichTextSection, number: number | null): NumberedList => ({
  type: 'rich_text_list',
  style: number === null ? 'bullet' : 'ordered',
  indent: Math.min(depth, limits.indent),
  ...(number ? { offset: number } : {}),
  elements: [first],
})

/** What inlines cost in rich text. */
export const richCost: Cost = {
  character: (character) => character.length,
  whole: (inline) => {
    if ('link' in inline) return inline.link.length + inline.text.length
    if ('person' in inline) return inline.person.length
    if ('instant' in inline) return dateFormat.length + instantWords(inline.instant, inline.zones).length
    return inline.text.length
  },
}
