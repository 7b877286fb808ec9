import { z } from 'zod'
import type { Block, Doc, Inline } from '../../../kernel/doc.ts'
import { instantWords } from '../render/instant.ts'
import { beginning, oneLine } from '../render/plain.ts'
import { unescapeText } from './escapes.ts'
import { mrkdwnBlocks } from './mrkdwn-blocks.ts'
import { mrkdwnInlines } from './mrkdwn-inlines.ts'
import { hasWords, paragraphsOf } from './paragraphs.ts'
import { richTextBlocks } from './rich-text.ts'

const textObject = z.object({ type: z.enum(['mrkdwn', 'plain_text']), text: z.string() })
const list = z.array(z.unknown()).catch([])
const block = z.object({ type: z.string(), elements: list, fields: list, text: z.unknown().optional() })
const message = z.object({ text: z.string().catch(''), blocks: list })

const inlinesOf = (given: unknown): readonly Inline[] => {
  const read = textObject.safeParse(given)
  if (!read.success) return []
  if (read.data.type === 'mrkdwn') return mrkdwnInlines(read.data.text)
  return read.data.text === '' ? [] : [{ text: unescapeText(read.data.text) }]
}

type Field = Extract<Block, { fields: unknown }>['fields'][number]

/** A field as Cordon writes it: the label alone in bold on the first line. Anything else has no label. */
const fieldOf = (given: unknown): readonly Field[] => {
  const [first, second, ...value] = inlinesOf(given)
  if (!first) return []
  const isLabel = 'text' in first && 'style' in first && first.style?.length === 1 && first.style[0] === 'bold'
  if (isLabel && second && 'text' in second && second.text.startsWith('\n')) {
    const [text, after] = [second.text.slice(1), value]
    return [{ label: first.text, value: text === '' ? after : [{ ...second, text }, ...after] }]
  }
  return [{ label: '', value: second ? [first, second, ...value] : [first] }]
}

const sectionBlocks = (it: z.infer<typeof block>): readonly Block[] => {
  const read = textObject.safeParse(it.text)
  const words =
    read.success && read.data.type === 'mrkdwn' ? mrkdwnBlocks(read.data.text) : paragraphsOf(inlinesOf(it.text))
  const fields = it.fields.flatMap(fieldOf)
  return fields.length > 0 ? [...words, { fields }] : words
}

const noteBlocks = (elements: readonly unknown[]): readonly Block[] => {
  const note = elements.flatMap((one, index) => (index === 0 ? inlinesOf(one) : [{ text: ' ' }, ...inlinesOf(one)]))
  return hasWords(note) ? [{ note }] : []
}

const worded: ReadonlySet<string> = new Set(['text', 'alt_text', 'title', 'description', 'label'])

/** All words in a block of a kind that a Doc has no block for, such as a table. */
const wordsIn = (value: unknown, depth: number): readonly string[] => {
  if (typeof value !== 'object' || value === null || depth > 12) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? (worded.has(key) ? [unescapeText(inner)] : []) : wordsIn(inner, depth + 1),
  )
}

const blocksOf = (given: unknown): readonly Block[] => {
  const read = block.safeParse(given)
  if (!read.success) return []
  const it = read.data
  switch (it.type) {
    case 'rich_text':
      return richTextBlocks(it.elements)
    case 'header': {
      const heading = inlinesOf(it.text).map((inline) => ('text' in inline ? inline.text : ''))
      return heading.length > 0 ? [{ heading: heading.join('') }] : []
    }
    case 'section':
      return sectionBlocks(it)
    case 'context':
      return noteBlocks(it.elements)
    default:
      return paragraphsOf([{ text: wordsIn(given, 0).join('\n') }])
  }
}

const spoken = (inlines: readonly Inline[]): string =>
  inlines
    .map((inline) => {
      if ('person' in inline) return `@${inline.name ?? inline.person}`
      return 'instant' in inline ? instantWords(inline.instant) : inline.text
    })
    .join('')

const firstWords = (it: Block): string => {
  if ('heading' in it) return it.heading
  if ('paragraph' in it) return spoken(it.paragraph)
  if ('quote' in it) return spoken(it.quote)
  if ('note' in it) return spoken(it.note)
  if ('list' in it) return spoken(it.list[0]?.text ?? [])
  return 'code' in it ? it.code : ''
}

/** The first line that says something, for lack of a title; 150 characters at most. */
const titleOf = (blocks: readonly Block[]): string => {
  const lines = blocks.flatMap((it) => firstWords(it).split('\n')).map(oneLine)
  const line = lines.find((one) => one !== '') ?? ''
  const short = beginning(line, 149, (character) => character.length)
  return short === line ? line : `${short.trimEnd()}…`
}

/**
 * A message of Slack's (an event, a shortcut's message, a line of history) as a Doc: from its blocks, or from its text
 * where blocks say nothing. Takes anything and never throws; what is no message is an empty Doc. A message has no title:
 * the Doc's is the first line of its words, so whoever posts it in an embargoed matter sets another.
 */
export const parseMessage = (given: unknown): Doc => {
  const read = message.safeParse(given)
  if (!read.success) return { title: '', blocks: [] }
  const fromBlocks = read.data.blocks.flatMap(blocksOf)
  const blocks = fromBlocks.length > 0 ? fromBlocks : mrkdwnBlocks(read.data.text)
  return { title: titleOf(blocks), blocks }
}
