import { html } from 'hono/html'
import type { SeenView } from '../../slack/person/seen.ts'
import { drawBlocks } from './blocks.ts'
import { type Drawn, nothing } from './drawn.ts'
import type { Eyes } from './eyes.ts'
import { fieldId } from './field.ts'

/** The id of a modal's title, for the dialog around it to be named by. */
export const titleId = (view: Pick<SeenView, 'id'>): string => fieldId(view.id, 'title')

/** Errors of blocks that have no field to say them at. */
const lostErrors = (view: SeenView): string[] => {
  const fields = view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id)
  return Object.entries(view.errors).flatMap(([blockId, error]) => (fields.includes(blockId) ? [] : [error]))
}

/**
 * The inside of a modal's form or of a Home; a Home has no title, and so neither a submit nor a close button. The form
 * around it is the page's, and `novalidate`: what is wrong is said as Slack says it. Close is `data-close`.
 */
export const drawView = (view: SeenView, eyes: Eyes): Drawn => {
  const blocks = drawBlocks(view.blocks, eyes, view)
  const lost = lostErrors(view).map((error) => html`<p class="bk-error" role="alert" dir="auto">${error}</p>`)
  if (view.title === '') return html`<div class="bk-home">${lost}${blocks}</div>`
  const submit = view.submit
    ? html`<button type="submit" class="bk-button bk-primary">${view.submit}</button>`
    : nothing
  return html`<h3 class="bk-title" id="${titleId(view)}" dir="auto">${view.title}</h3><div class="bk-body">${lost}${blocks}</div><div class="bk-foot"><button type="button" class="bk-button" data-close>${view.close}</button>${submit}</div>`
}
