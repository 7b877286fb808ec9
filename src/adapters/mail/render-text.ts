import type { Block, Inline, Item } from '../../kernel/doc.ts'
import { clean, instantText, personName, safeLink } from './render-inline.ts'

const inlineText = (inline: Inline): string => {
  if ('instant' in inline) return instantText(inline)
  if ('person' in inline) return personName(inline)
  const text = clean(inline.text)
  if ('link' in inline) {
    const link = safeLink(inline.link)
    return link === null || link === text ? text : `${text} <${link}>`
  }
  // Struck words must not read as if they still held.
  return inline.style?.includes('strike') ? `~~${text}~~` : text
}

const inlines = (parts: readonly Inline[]): string => parts.map(inlineText).join('')

const indented = (text: string, first: string): string => text.replace(/\n/g, `\n${' '.repeat(first.length)}`)

const listText = (items: readonly Item[], ordered: boolean): string =>
  items
    .map((item, index) => {
      const mark = ordered ? `${index + 1}. ` : '- '
      const inner = item.items === undefined ? '' : `\n${listText(item.items, ordered)}`
      return `${mark}${indented(`${inlines(item.text)}${inner}`, mark)}`
    })
    .join('\n')

/** A fence longer than any the code itself holds. */
const fenceFor = (code: string): string => {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((match) => match[0].length))
  return '`'.repeat(longest + 1)
}

const blockText = (block: Block): string | null => {
  if ('heading' in block) {
    const heading = clean(block.heading)
    return `${heading}\n${'-'.repeat(Math.min(heading.length, 72))}`
  }
  if ('paragraph' in block) return inlines(block.paragraph)
  if ('note' in block) return inlines(block.note)
  if ('list' in block) return listText(block.list, block.ordered === true)
  if ('quote' in block) return `> ${inlines(block.quote).replace(/\n/g, '\n> ')}`
  if ('fields' in block) return block.fields.map((one) => `${clean(one.label)}: ${inlines(one.value)}`).join('\n')
  if ('code' in block) {
    const code = clean(block.code).replace(/\n$/, '')
    return `${fenceFor(code)}\n${code}\n${fenceFor(code)}`
  }
  return null
}

/** The blocks as plain text, an empty line between two of them; lines are as long as they are (the MIME wraps them). */
export const textOf = (blocks: readonly Block[]): string =>
  `${blocks
    .map(blockText)
    .filter((text) => text !== null)
    .join('\n\n')}\n`
