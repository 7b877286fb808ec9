import { html } from 'hono/html'
import { fieldsOf } from '../../slack/fields.ts'
import type { Block } from '../../slack/model.ts'
import { type Drawn, nothing } from './drawn.ts'
import type { Eyes } from './eyes.ts'
import type { Field } from './spot.ts'
import { drawLine } from './text.ts'

/** The longest text a field takes when its app says nothing (docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element). */
const usualLength = 3000

/** Words as an id: no two alike, and without a space, which would make two ids of one. */
const idWord = (words: string): string =>
  words.replace(/[^A-Za-z0-9-]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`)

/** The id of a field's control, from the id of its form and its block_id. */
export const fieldId = (prefix: string, blockId: string): string => `field-${idWord(prefix)}--${idWord(blockId)}`

const lengthNote = (block: Block): Drawn | undefined => {
  const { max_length: most } = fieldsOf(block.element)
  return typeof most === 'number' && most < usualLength ? html`At most ${most} characters.` : undefined
}

/** A mark and a word as well as a colour. */
const drawError = (id: string, error: string): Drawn =>
  html`<p class="bk-error" id="${id}" role="alert" dir="auto"><span aria-hidden="true">⚠ </span>${error}</p>`

/** What an input block makes of its element: its id, its label, and what is said below it. */
export const fieldOf = (
  block: Block,
  { eyes, prefix, error }: { eyes: Eyes; prefix: string; error: string | undefined },
): Field => {
  const id = fieldId(prefix, block.block_id)
  const optional = block.optional === true
  const said = [block.hint ? drawLine(fieldsOf(block.hint), eyes) : undefined, lengthNote(block)].filter(
    (part) => part !== undefined,
  )
  const hint =
    said.length > 0
      ? html`<p class="bk-hint" id="${id}-hint" dir="auto">${said.map((part, index) => (index === 0 ? part : html`<br>${part}`))}</p>`
      : nothing
  const wrong = error === undefined ? nothing : drawError(`${id}-error`, error)
  return {
    id,
    label: html`${drawLine(fieldsOf(block.label), eyes)}${optional ? html` <span class="bk-soft">(optional)</span>` : ''}`,
    describedBy: [...(error === undefined ? [] : [`${id}-error`]), ...(said.length > 0 ? [`${id}-hint`] : [])].join(
      ' ',
    ),
    below: html`${wrong}${hint}`,
    invalid: error !== undefined,
    optional,
  }
}
