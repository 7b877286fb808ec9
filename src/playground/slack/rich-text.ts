import type { Fields } from './model.ts'
import { unescapeText } from './text.ts'

/** The elements of a rich_text_section for one piece of Slack text. */
export function richElements(wire: string): Fields[] {
  const elements: Fields[] = []
  for (const piece of wire.split(/(<[^<>]*>)/)) {
    if (piece === '') continue
    elements.push(piece.startsWith('<') && piece.endsWith('>') ? richToken(piece.slice(1, -1)) : plain(piece))
  }
  return elements
}

/** The rich_text block that Slack adds to a message that was written as text. */
export function richBlock(wire: string, blockId: string): Fields & { type: string; block_id: string } {
  return {
    type: 'rich_text',
    block_id: blockId,
    elements: [{ type: 'rich_text_section', elements: richElements(wire) }],
  }
}

function plain(wire: string): Fields {
  return { type: 'text', text: unescapeText(wire) }
}

function richToken(inside: string): Fields {
  const [target = '', label] = inside.split('|')
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1) }
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1) }
  if (target.startsWith('!date')) return plain(label ?? '')
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) }
  return { type: 'link', url: unescapeText(target), ...(label ? { text: unescapeText(label) } : {}) }
}
