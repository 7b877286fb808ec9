import { html } from 'hono/html'
import { startingState } from '../../slack/element-state.ts'
import { fieldsOf, listOf, textOf } from '../../slack/fields.ts'
import type { Block, Fields } from '../../slack/model.ts'
import { labelOf } from '../../slack/person/reading.ts'
import type { SeenView } from '../../slack/person/seen.ts'
import { type Drawn, nothing } from './drawn.ts'
import { drawElement, isElement } from './elements.ts'
import type { Eyes } from './eyes.ts'
import { fieldOf } from './field.ts'
import { drawMarkdown } from './markdown.ts'
import { drawPicture } from './picture.ts'
import { drawRichText } from './rich.ts'
import { drawLine, drawText, textWords } from './text.ts'

/**
 * What stands in a form. `id` tells its fields from those of other forms on the page; give one for messages too, where
 * several may stand on it.
 */
export type Form = Pick<SeenView, 'state' | 'errors'> & Readonly<{ id?: string }>

type Scene = Readonly<{ eyes: Eyes; form: Form }>
type Drawer = (block: Block, scene: Scene) => Drawn

const own = <T>(of: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  of && Object.hasOwn(of, key) ? of[key] : undefined

/** What stands in an element, else how it begins; asked under names of our own, since those of a block can be anything. */
const stateOf = (block: Block, element: Fields, form: Form): Fields => {
  const held = own(own(form.state, block.block_id), textOf(element.action_id))
  if (held || !isElement(textOf(element.type))) return held ?? {}
  const alone = { type: 'input', block_id: 'block', element: { ...element, action_id: 'element' } }
  return startingState([alone]).block?.element ?? {}
}

/** What an element without a label is called: by its own words, else by the words beside it. */
const nameOf = (element: Fields, beside: string): string => {
  const placeholder = labelOf(element.placeholder)
  const shown = beside.length > 80 ? `${beside.slice(0, 79)}…` : beside
  if (placeholder && shown) return `${shown}: ${placeholder}`
  return placeholder || shown || (element.type === 'overflow' ? '' : 'Choose')
}

const drawIn = (block: Block, element: Fields, { eyes, form, beside }: Scene & { beside: string }): Drawn => {
  const name = nameOf(element, beside)
  return drawElement({ block, element, eyes, state: stateOf(block, element, form), scope: form.id ?? '', name })
}

const section: Drawer = (block, scene) => {
  const { eyes } = scene
  const text = block.text ? html`<div class="bk-text">${drawText(fieldsOf(block.text), eyes)}</div>` : nothing
  const fields = listOf(block.fields).map((field) => html`<div class="bk-text">${drawText(field, eyes)}</div>`)
  const columns = fields.length > 0 ? html`<div class="bk-fields">${fields}</div>` : nothing
  const beside = block.text ? textWords(fieldsOf(block.text), eyes) : ''
  const accessory = block.accessory
    ? html`<div class="bk-accessory">${drawIn(block, fieldsOf(block.accessory), { ...scene, beside })}</div>`
    : nothing
  return html`<div class="bk-section"><div class="bk-main">${text}${columns}</div>${accessory}</div>`
}

const context: Drawer = (block, { eyes }) => {
  const parts = listOf(block.elements).map((element) =>
    element.type === 'image' ? drawPicture(textOf(element.alt_text)) : drawText(element, eyes),
  )
  return html`<div class="bk-context">${parts.map((part) => html`<div class="bk-text">${part}</div>`)}</div>`
}

const image: Drawer = (block, { eyes }) => {
  const title = block.title
    ? html`<figcaption dir="auto">${drawLine(fieldsOf(block.title), eyes)}</figcaption>`
    : nothing
  return html`<figure class="bk-image">${title}<div class="bk-frame">${drawPicture(textOf(block.alt_text))}</div></figure>`
}

const actions: Drawer = (block, scene) => {
  const elements = listOf(block.elements).map((element) => drawIn(block, element, { ...scene, beside: '' }))
  return html`<div class="bk-actions">${elements}</div>`
}

const input: Drawer = (block, { eyes, form }) => {
  const element = fieldsOf(block.element)
  const scope = form.id ?? ''
  const field = fieldOf(block, { eyes, prefix: scope, error: own(form.errors, block.block_id) })
  const state = stateOf(block, element, form)
  return drawElement({ block, element, eyes, state, scope, name: labelOf(block.label), field })
}

const drawers: ReadonlyMap<string, Drawer> = new Map<string, Drawer>([
  ['header', (block, { eyes }) => html`<h3 class="bk-header" dir="auto">${drawLine(fieldsOf(block.text), eyes)}</h3>`],
  ['section', section],
  ['context', context],
  ['divider', () => html`<hr class="bk-divider">`],
  ['image', image],
  ['actions', actions],
  ['input', input],
  ['rich_text', (block, { eyes }) => html`<div class="bk-text">${drawRichText(listOf(block.elements), eyes)}</div>`],
  ['markdown', (block) => html`<div class="bk-text">${drawMarkdown(textOf(block.text))}</div>`],
])

const drawBlock: Drawer = (block, scene) =>
  drawers.get(block.type)?.(block, scene) ?? html`<p class="bk-unknown">A block of type “${block.type}”</p>`

/** Blocks as the viewer's client draws them; `form` is what stands in their elements, else how those begin. */
export const drawBlocks = (blocks: readonly Block[], eyes: Eyes, form: Form = { state: {}, errors: {} }): Drawn =>
  html`<div class="bk">${blocks.map((block) => drawBlock(block, { eyes, form }))}</div>`
