import { html } from 'hono/html'
import { fieldsOf, listOf, textOf } from '../../slack/fields.ts'
import type { Fields } from '../../slack/model.ts'
import type { Drawn } from './drawn.ts'
import type { Eyes } from './eyes.ts'
import { drawPieces, inStyle, type Piece, type Style } from './pieces.ts'

const styles: readonly Style[] = ['code', 'strike', 'underline', 'italic', 'bold', 'highlight']

const readers: ReadonlyMap<string, (element: Fields) => Piece> = new Map<string, (element: Fields) => Piece>([
  ['text', (element) => ({ kind: 'text', text: textOf(element.text) })],
  ['user', (element) => ({ kind: 'user', id: textOf(element.user_id) })],
  ['channel', (element) => ({ kind: 'channel', id: textOf(element.channel_id) })],
  ['broadcast', (element) => ({ kind: 'call', words: `@${textOf(element.range)}` })],
  ['usergroup', () => ({ kind: 'call', words: '@group' })],
  ['emoji', (element) => ({ kind: 'emoji', name: textOf(element.name), unicode: textOf(element.unicode) })],
  ['color', (element) => ({ kind: 'color', value: textOf(element.value) })],
  [
    'link',
    (element) => ({ kind: 'link', url: textOf(element.url), text: textOf(element.text) || textOf(element.url) }),
  ],
  [
    'date',
    (element) => {
      const moment = { format: textOf(element.format), fallback: textOf(element.fallback), url: textOf(element.url) }
      return { kind: 'date', moment: { ...moment, seconds: Number(element.timestamp) } }
    },
  ],
])

const pieceOf = (element: Fields): Piece => {
  const style = fieldsOf(element.style)
  const plain = readers.get(textOf(element.type))?.(element) ?? { kind: 'text', text: textOf(element.text) }
  return styles
    .filter((one) => style[one] === true || (one === 'highlight' && style.client_highlight === true))
    .reduce<Piece>((piece, one) => inStyle(one, [piece]), plain)
}

const drawInline = (element: Fields, eyes: Eyes): Drawn => drawPieces(listOf(element.elements).map(pieceOf), eyes)

const count = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.floor(value) : 0)
/** Slack's clients go eight deep. */
const indentOf = (list: Fields): number => Math.min(count(list.indent), 8)

/** One list, with the deeper ones that follow it inside its last item. `outer` is the indent it stands in already. */
const drawList = (list: Fields, deeper: readonly Fields[], { eyes, outer }: { eyes: Eyes; outer: number }): Drawn => {
  const items = listOf(list.elements)
  const indent = indentOf(list)
  const inside = drawLists(deeper, { eyes, outer: indent + 1 })
  const drawn = items.map(
    (item, index) => html`<li dir="auto">${drawInline(item, eyes)}${index === items.length - 1 ? inside : ''}</li>`,
  )
  const orphans = items.length === 0 ? inside : ''
  const look = `bk-list bk-depth-${indent % 3} bk-in-${Math.max(indent - outer, 0)}`
  if (list.style !== 'ordered') return html`<ul class="${look}">${drawn}</ul>${orphans}`
  return html`<ol class="${look}" start="${count(list.offset) + 1}">${drawn}</ol>${orphans}`
}

/** Slack gives lists side by side with their indents; here the deeper ones are put into the list before them. */
const drawLists = (lists: readonly Fields[], within: { eyes: Eyes; outer: number }): Drawn => {
  const drawn: Drawn[] = []
  for (let at = 0; at < lists.length; ) {
    const [first = {}, ...rest] = lists.slice(at)
    const next = rest.findIndex((list) => indentOf(list) <= indentOf(first))
    const end = next < 0 ? rest.length : next
    drawn.push(drawList(first, rest.slice(0, end), within))
    at += end + 1
  }
  return html`${drawn}`
}

const drawElement = (element: Fields, eyes: Eyes): Drawn => {
  const inside = drawInline(element, eyes)
  if (element.type === 'rich_text_quote') return html`<blockquote dir="auto">${inside}</blockquote>`
  if (element.type === 'rich_text_preformatted') return html`<pre dir="auto"><code>${inside}</code></pre>`
  if (element.type === 'rich_text_section') return html`<p dir="auto">${inside}</p>`
  return html`<p class="bk-unknown">A part of type “${textOf(element.type)}”</p>`
}

/** A rich_text block's elements, to stand in a `div`. */
export const drawRichText = (elements: readonly Fields[], eyes: Eyes): Drawn => {
  const drawn: Drawn[] = []
  for (let at = 0; at < elements.length; ) {
    const end = elements.findIndex((element, index) => index >= at && element.type !== 'rich_text_list')
    const lists = elements.slice(at, end < 0 ? elements.length : end)
    const [element] = elements.slice(at)
    drawn.push(lists.length > 0 ? drawLists(lists, { eyes, outer: 0 }) : drawElement(element ?? {}, eyes))
    at += Math.max(lists.length, 1)
  }
  return html`${drawn}`
}
