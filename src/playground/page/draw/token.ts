import { unescapeText } from '../../slack/text.ts'
import type { Piece } from './pieces.ts'

const text = (words: string): Piece => ({ kind: 'text', text: unescapeText(words) })

/** `!date^1392734382^{date} at {time}^https://example.org|fallback`, without what stands after the bar. */
const dateOf = (target: string, fallback: string): Piece => {
  const [, seconds = '', format = '', url] = target.split('^')
  if (!/^-?\d{1,15}$/.test(seconds) || format === '') return text(fallback)
  const moment = { seconds: Number(seconds), format: unescapeText(format), fallback: unescapeText(fallback) }
  return { kind: 'date', moment: url ? { ...moment, url: unescapeText(url) } : moment }
}

const commandOf = (target: string, label: string | undefined): Piece => {
  if (target.startsWith('!date^')) return dateOf(target, label ?? '')
  if (/^!(here|channel|everyone)$/.test(target)) return { kind: 'call', words: `@${target.slice(1)}` }
  if (target.startsWith('!subteam^')) return { kind: 'call', words: unescapeText(label || '@group') }
  return text(label ?? `<${target}>`)
}

/**
 * What stands between angle brackets (docs.slack.dev/messaging/formatting-message-text#advanced). A channel's label is
 * passed over: whether the viewer may read its name is for their eyes to say.
 */
export const pieceOfToken = (inside: string): Piece => {
  const bar = inside.indexOf('|')
  const target = bar < 0 ? inside : inside.slice(0, bar)
  const label = bar < 0 ? undefined : inside.slice(bar + 1)
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1) }
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1) }
  if (target.startsWith('!')) return commandOf(target, label)
  if (target === '') return text(`<${inside}>`)
  const url = unescapeText(target)
  return { kind: 'link', url, text: label ? unescapeText(label) : url.replace(/^mailto:/, '') }
}
