import type { Block, Inline, Item } from '../../kernel/doc.ts'
import { clean, instantText, personName, safeLink } from './render-inline.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => clean(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
const lines = (text: string): string => escaped(text).replace(/\n/g, '<br>\n')

const tags = { bold: 'strong', italic: 'em', strike: 's', code: 'code' } as const

const inlineHtml = (inline: Inline): string => {
  if ('instant' in inline) return escaped(instantText(inline))
  if ('person' in inline) return escaped(personName(inline))
  if ('link' in inline) {
    const link = safeLink(inline.link)
    return link === null ? lines(inline.text) : `<a href="${escaped(link)}">${lines(inline.text)}</a>`
  }
  return (inline.style ?? []).reduce((html, style) => `<${tags[style]}>${html}</${tags[style]}>`, lines(inline.text))
}

const inlines = (parts: readonly Inline[]): string => parts.map(inlineHtml).join('')

const listHtml = (items: readonly Item[], ordered: boolean): string => {
  const tag = ordered ? 'ol' : 'ul'
  const rows = items.map((item) => {
    const inner = item.items === undefined ? '' : `\n${listHtml(item.items, ordered)}\n`
    return `<li>${inlines(item.text)}${inner}</li>`
  })
  return [`<${tag}>`, ...rows, `</${tag}>`].join('\n')
}

const blockHtml = (block: Block): string | null => {
  if ('heading' in block) return `<h2>${escaped(block.heading)}</h2>`
  if ('paragraph' in block) return `<p>${inlines(block.paragraph)}</p>`
  if ('note' in block) return `<p><small>${inlines(block.note)}</small></p>`
  if ('list' in block) return listHtml(block.list, block.ordered === true)
  if ('quote' in block) return `<blockquote>${inlines(block.quote)}</blockquote>`
  if ('code' in block) return `<pre><code>${escaped(block.code.replace(/\n$/, ''))}</code></pre>`
  if ('fields' in block)
    return `<p>${block.fields.map((one) => `<strong>${escaped(one.label)}:</strong> ${inlines(one.value)}`).join('<br>\n')}</p>`
  return null
}

/** The blocks as one HTML page that loads nothing: no images, styles or scripts; links are http, https or mailto. */
export const htmlOf = (title: string, blocks: readonly Block[]): string =>
  [
    '<!DOCTYPE html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body>`,
    ...blocks.map(blockHtml).filter((html) => html !== null),
    '</body></html>',
    '',
  ].join('\n')
