import { type Inline, type Item, words } from '../../kernel/doc.ts'
import type { AgendaItem } from '../agenda.ts'

/** How many items and hints a text shows at most; the rest stays in the notes. */
export const mostItems = 30
const longestTitle = 300

/** A line of the notes, shortened to what a message has room for. */
export const cut = (text: string): string => (text.length > longestTitle ? `${text.slice(0, longestTitle - 1)}…` : text)

/** A title whose links stand where their words are; links of the points below stand behind it, three at most. */
const titleWords = (item: AgendaItem): readonly Inline[] => {
  const out: Inline[] = []
  const behind: Inline[] = []
  let rest = cut(item.title)
  for (const { text, url } of item.links) {
    const at = text === '' ? -1 : rest.indexOf(text)
    if (at < 0) {
      behind.push({ link: url, text: cut(text === '' ? url : text) })
      continue
    }
    if (at > 0) out.push({ text: rest.slice(0, at) })
    out.push({ link: url, text })
    rest = rest.slice(at + text.length)
  }
  const owner = item.owner === null ? '' : ` (${cut(item.owner)})`
  const tail = rest + owner
  return [...out, ...(tail === '' ? [] : words(tail)), ...behind.slice(0, 3).flatMap((link) => words(' ', link))]
}

const statusWords = (item: AgendaItem): readonly Inline[] =>
  item.status === 'open' ? [] : words({ text: item.status, style: ['italic'] }, ' ')

/** An agenda item as it is shown, with this many of the points below it. */
export const itemOf = (item: AgendaItem, points: number): Item => {
  const below = item.points.slice(0, points).map((point) => ({ text: words(cut(point)) }))
  return { text: [...statusWords(item), ...titleWords(item)], ...(below.length === 0 ? {} : { items: below }) }
}
