import { html } from 'hono/html'
import type { Drawn } from './drawn.ts'
import { drawEmoji, emojiWords } from './emoji.ts'
import type { Eyes } from './eyes.ts'
import { drawLink } from './links.ts'
import { drawMoment, type Moment, momentWords } from './moment.ts'

/** How words can be set. */
export type Style = 'bold' | 'italic' | 'strike' | 'code' | 'underline' | 'highlight'

/** A piece of a line, whether it came as mrkdwn or as rich text. */
export type Piece =
  | Readonly<{ kind: 'text'; text: string }>
  | Readonly<{ kind: 'styled'; style: Style; pieces: readonly Piece[] }>
  | Readonly<{ kind: 'user'; id: string }>
  | Readonly<{ kind: 'channel'; id: string }>
  /** Whom a word calls: `@here`, a group's handle. */
  | Readonly<{ kind: 'call'; words: string }>
  | Readonly<{ kind: 'link'; url: string; text: string }>
  | Readonly<{ kind: 'date'; moment: Moment }>
  | Readonly<{ kind: 'emoji'; name: string; unicode?: string }>
  | Readonly<{ kind: 'color'; value: string }>

const styled: Readonly<Record<Style, (inside: Drawn) => Drawn>> = {
  bold: (inside) => html`<strong>${inside}</strong>`,
  italic: (inside) => html`<em>${inside}</em>`,
  strike: (inside) => html`<s>${inside}</s>`,
  code: (inside) => html`<code>${inside}</code>`,
  underline: (inside) => html`<u>${inside}</u>`,
  highlight: (inside) => html`<mark>${inside}</mark>`,
}

/** The pieces in a style, inside out. */
export const inStyle = (style: Style, pieces: readonly Piece[]): Piece => ({ kind: 'styled', style, pieces })

/** Text with its line breaks. */
const drawLines = (text: string): Drawn =>
  html`${text.split('\n').map((line, index) => (index === 0 ? line : html`<br>${line}`))}`

// Names are the only words of others within a line: what turns the reading direction ends with them.
const mention = (words: string, own: boolean): Drawn =>
  html`<bdi class="${own ? 'bk-mention bk-own' : 'bk-mention'}">${words}</bdi>`

const swatch = (value: string): Drawn =>
  /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(value)
    ? html`<svg class="bk-swatch" viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1" fill="${value}"/></svg>${value}`
    : html`${value}`

const drawPiece = (piece: Piece, eyes: Eyes): Drawn => {
  switch (piece.kind) {
    case 'text':
      return drawLines(piece.text)
    case 'styled':
      return styled[piece.style](drawPieces(piece.pieces, eyes))
    case 'user':
      return mention(`@${eyes.nameOf(piece.id)}`, piece.id === eyes.viewer)
    case 'channel':
      return mention(eyes.channelOf(piece.id), false)
    case 'call':
      return mention(piece.words, false)
    case 'link':
      return drawLink(piece.url, html`<bdi>${piece.text}</bdi>`)
    case 'date':
      return drawMoment(piece.moment, eyes)
    case 'emoji':
      return drawEmoji(piece.name, piece.unicode)
    case 'color':
      return swatch(piece.value)
  }
}

/** Pieces as phrasing content: they may stand in a paragraph, a label or a heading. */
export const drawPieces = (pieces: readonly Piece[], eyes: Eyes): Drawn =>
  html`${pieces.map((piece) => drawPiece(piece, eyes))}`

/** Pieces as words alone, for what cannot hold markup: a name for listeners, a question, an option of a select. */
export const pieceWords = (pieces: readonly Piece[], eyes: Eyes): string =>
  pieces.map((piece) => wordsOf(piece, eyes)).join('')

const wordsOf = (piece: Piece, eyes: Eyes): string => {
  switch (piece.kind) {
    case 'styled':
      return pieceWords(piece.pieces, eyes)
    case 'user':
      return `@${eyes.nameOf(piece.id)}`
    case 'channel':
      return eyes.channelOf(piece.id)
    case 'call':
      return piece.words
    case 'date':
      return momentWords(piece.moment, eyes)
    case 'emoji':
      return emojiWords(piece.name, piece.unicode)
    case 'color':
      return piece.value
    default:
      return piece.text
  }
}
