import { html } from 'hono/html'
import { type Drawn, unseen } from './drawn.ts'

/** A picture by its words: nothing is loaded from elsewhere. Phrasing content. */
export const drawPicture = (alt: string): Drawn =>
  html`<span class="bk-picture" dir="auto"><span aria-hidden="true">▧ </span>${unseen('Picture: ')}${alt}</span>`
