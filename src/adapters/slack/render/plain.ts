import type { PlainTextElement } from '@slack/types'

/** Text that can be sent: no control characters but tab and newline, no half of a surrogate pair. */
export const plain = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')

/** The same on one line, for headers, buttons and titles. */
export const oneLine = (text: string): string => plain(text).replace(/\s+/g, ' ').trim()

/** Escapes the three characters that steer Slack's text objects (docs.slack.dev/messaging/formatting-message-text). */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The longest beginning of `text` that costs at most `limit`, never half a character. */
export const beginning = (text: string, limit: number, cost: (character: string) => number): string => {
  let spent = 0
  let end = 0
  for (const character of text) {
    spent += cost(character)
    if (spent > limit) return text.slice(0, end)
    end += character.length
  }
  return text
}

/** What one character costs once it is escaped. */
export const escapedLength = (character: string): number => {
  if (character === '&') return '&amp;'.length
  return character === '<' || character === '>' ? '&lt;'.length : character.length
}

/** Escapes a text and shortens it, with an ellipsis, so that the escaped form has at most `limit` characters. */
export const escapeWithin = (text: string, limit: number): string => {
  const escaped = escapeText(text)
  if (escaped.length <= limit) return escaped
  return `${escapeText(beginning(text, limit - 1, escapedLength)).trimEnd()}…`
}

/** A plain_text object of one line and at most `limit` characters; a dash for no words, which Slack refuses. */
export const plainText = (text: string, limit: number): PlainTextElement => ({
  type: 'plain_text',
  text: escapeWithin(oneLine(text) || '–', limit),
})
