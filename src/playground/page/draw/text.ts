import { html } from 'hono/html'
import { textOf } from '../../slack/fields.ts'
import type { Fields } from '../../slack/model.ts'
import type { Drawn } from './drawn.ts'
import type { Eyes } from './eyes.ts'
import { type Habits, parseLines, parsePlain } from './mrkdwn.ts'
import { type Passage, parseMrkdwn } from './passages.ts'
import { drawPieces, type Piece, pieceWords } from './pieces.ts'

const drawPassage = ({ kind, pieces }: Passage, eyes: Eyes): Drawn => {
  const inside = drawPieces(pieces, eyes)
  if (kind === 'code') return html`<pre dir="auto"><code>${inside}</code></pre>`
  return kind === 'quote' ? html`<blockquote dir="auto">${inside}</blockquote>` : html`<p dir="auto">${inside}</p>`
}

/**
 * Slack's mrkdwn as paragraphs, quotes and code blocks, to stand in a `div`. Addresses in the words become links unless
 * the text is `verbatim`.
 */
export const drawMrkdwn = (source: string, eyes: Eyes, habits: Habits = { verbatim: false }): Drawn =>
  html`${parseMrkdwn(source, habits).map((passage) => drawPassage(passage, eyes))}`

const habitsOf = (object: Fields): Habits => ({ verbatim: object.verbatim === true })

const linePieces = (object: Fields): Piece[] => {
  const words = textOf(object.text)
  if (object.type === 'mrkdwn') return parseLines(words, habitsOf(object))
  return object.emoji === false ? [{ kind: 'text', text: words }] : parsePlain(words)
}

/** A text object as paragraphs, to stand in a `div`. */
export const drawText = (object: Fields, eyes: Eyes): Drawn =>
  object.type === 'mrkdwn'
    ? drawMrkdwn(textOf(object.text), eyes, habitsOf(object))
    : html`<p dir="auto">${drawLine(object, eyes)}</p>`

/** A text object as phrasing content, for labels, headings and buttons; quotes and code blocks stay as written. */
export const drawLine = (object: Fields, eyes: Eyes): Drawn => drawPieces(linePieces(object), eyes)

/** A text object as words alone, for what cannot hold markup. */
export const textWords = (object: Fields, eyes: Eyes): string => pieceWords(linePieces(object), eyes)
