import { z } from 'zod'
import type { Block, Inline } from '../../../kernel/doc.ts'
import { personId } from '../../../kernel/person.ts'
import { itemsOf, type Row } from '../render/rows.ts'
import { hasWords, paragraphsOf, trimmed } from './paragraphs.ts'

const word = z.string().optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)

const element = z.object({
  type: z.string(),
  text: word,
  url: word,
  user_id: word,
  channel_id: word,
  usergroup_id: word,
  range: word,
  name: word,
  unicode: word,
  fallback: word,
  value: word,
  timestamp: z.int().optional().catch(undefined),
  style: z.object({ bold: flag, italic: flag, strike: flag, code: flag }).optional().catch(undefined),
})
type Element = z.infer<typeof element>

const parts = z.array(z.unknown()).catch([])
const container = z.object({
  type: z.string(),
  elements: parts,
  style: z.unknown().optional(),
  indent: z.int().min(0).max(100).catch(0),
})

const styles = ['bold', 'italic', 'strike', 'code'] as const

const textOf = (text: string, style: Element['style']): readonly Inline[] => {
  if (text === '') return []
  const named = styles.filter((name) => style?.[name] === true)
  return [{ text, ...(named.length > 0 ? { style: named } : {}) }]
}

const emoji = (name: string, unicode: string | undefined): string =>
  unicode && /^[0-9a-f]{2,5}(-[0-9a-f]{2,5}){0,9}$/i.test(unicode)
    ? String.fromCodePoint(...unicode.split('-').map((point) => Number.parseInt(point, 16)))
    : `:${name}:`

/** What an element says where it is no text: mentions of groups and channels stay words, since nobody is reached by them. */
const spoken = (it: Element): string => {
  switch (it.type) {
    case 'user':
      return it.user_id ? `@${it.user_id}` : ''
    case 'channel':
      return it.channel_id ? `#${it.channel_id}` : ''
    case 'usergroup':
      return it.usergroup_id ? `@${it.usergroup_id}` : ''
    case 'broadcast':
      return it.range ? `@${it.range}` : ''
    case 'emoji':
      return it.name ? emoji(it.name, it.unicode) : ''
    default:
      return it.text ?? it.fallback ?? it.value ?? it.url ?? ''
  }
}

const inlinesOf = (given: readonly unknown[]): readonly Inline[] =>
  given.flatMap((one): readonly Inline[] => {
    const read = element.safeParse(one)
    if (!read.success) return []
    const it = read.data
    if (it.type === 'user' && it.user_id && personId.safeParse(it.user_id).success) return [{ person: it.user_id }]
    if (it.type === 'link' && it.url) return [{ link: it.url, text: it.text || it.url.replace(/^mailto:/, '') }]
    if (it.type === 'date' && it.timestamp !== undefined) return [{ instant: it.timestamp * 1000 }]
    return textOf(spoken(it), it.style)
  })

type Container = z.infer<typeof container>

const rowsOf = (list: Container): readonly Row[] =>
  list.elements.flatMap((item): readonly Row[] => {
    const section = container.safeParse(item)
    const text = section.success ? trimmed(inlinesOf(section.data.elements)) : []
    return hasWords(text) ? [{ depth: list.indent, text }] : []
  })

/** Lists that follow each other are one list; a change of style on the outermost step begins another. */
const listsOf = (lists: readonly Container[]): readonly Block[] => {
  const groups: { rows: Row[]; ordered: boolean }[] = []
  for (const list of lists) {
    const ordered = list.style === 'ordered'
    const group = groups.at(-1)
    if (group && (list.indent > 0 || group.ordered === ordered)) group.rows.push(...rowsOf(list))
    else groups.push({ rows: [...rowsOf(list)], ordered })
  }
  return groups
    .filter((group) => group.rows.length > 0)
    .map(({ rows, ordered }) => ({ list: itemsOf(rows), ...(ordered ? { ordered } : {}) }))
}

const blockOf = (it: Container): readonly Block[] => {
  const inlines = inlinesOf(it.elements)
  if (it.type === 'rich_text_preformatted') {
    const code = inlines.map((inline) => ('text' in inline ? inline.text : '')).join('')
    return code.trim() === '' ? [] : [{ code }]
  }
  if (it.type === 'rich_text_quote') return hasWords(inlines) ? [{ quote: trimmed(inlines) }] : []
  return paragraphsOf(inlines)
}

/** The elements of a rich_text block, which is what Slack's own composer sends, as blocks of a Doc. */
export const richTextBlocks = (elements: unknown): readonly Block[] => {
  const containers = parts.parse(elements).flatMap((one) => {
    const read = container.safeParse(one)
    return read.success ? [read.data] : []
  })
  const blocks: Block[] = []
  let lists: Container[] = []
  for (const it of containers) {
    if (it.type === 'rich_text_list') {
      lists.push(it)
      continue
    }
    blocks.push(...listsOf(lists), ...blockOf(it))
    lists = []
  }
  return [...blocks, ...listsOf(lists)]
}
