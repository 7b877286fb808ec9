import type { MrkdwnElement } from '@slack/types'
import type { Inline } from '../../../kernel/doc.ts'
import { dateFormat, instantWords, secondsOf } from './instant.ts'
import { room } from './limits.ts'
import { escapedLength, escapeText } from './plain.ts'
import type { Cost } from './split.ts'

const marks = { code: '`', bold: '*', italic: '_', strike: '~' } as const
const order = ['code', 'strike', 'italic', 'bold'] as const

/** A line break would end the token. */
const token = (link: string, text: string): string => `<${escapeText(link)}|${escapeText(text.replace(/\s+/g, ' '))}>`

/** Marks only what they cannot break: one line without marks of its own, no space at either end. */
const styled = (inline: Readonly<{ text: string; style?: readonly (keyof typeof marks)[] }>): string => {
  const text = escapeText(inline.text)
  if (!/^[^\s*_~`](?:[^*_~`\n]*[^\s*_~`])?$/.test(inline.text)) return text
  return order.reduce(
    (said, style) => (inline.style?.includes(style) ? `${marks[style]}${said}${marks[style]}` : said),
    text,
  )
}

const one = (inline: Inline): string => {
  if ('link' in inline) {
    const said = token(inline.link, inline.text)
    return said.length <= room.linkToken ? said : escapeText(inline.text)
  }
  if ('person' in inline) return `<@${inline.person}>`
  if ('instant' in inline) {
    return `<!date^${secondsOf(inline.instant)}^${dateFormat}|${instantWords(inline.instant, inline.zones)}>`
  }
  return styled(inline)
}

/** Settled inlines as mrkdwn. What people wrote is escaped, so only Cordon's own mentions, dates and links are parsed. */
export const mrkdwn = (inlines: readonly Inline[]): string => inlines.map(one).join('')

/** A mrkdwn object; `verbatim` keeps Slack from looking for links and names in the words. */
export const mrkdwnObject = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true })

/** What inlines cost in mrkdwn. */
export const mrkdwnCost: Cost = { character: escapedLength, whole: (inline) => one(inline).length }
