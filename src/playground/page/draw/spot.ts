import { html } from 'hono/html'
import { fieldsOf, textOf } from '../../slack/fields.ts'
import type { Block, Fields } from '../../slack/model.ts'
import { attribute, type Drawn, flag, nothing } from './drawn.ts'
import type { Eyes } from './eyes.ts'
import { textWords } from './text.ts'

/** The field of a form that an input block makes of its element. */
export type Field = Readonly<{
  id: string
  label: Drawn
  /** Ids of hint and error. */
  describedBy: string
  /** Hint and error. */
  below: Drawn
  invalid: boolean
  optional: boolean
}>

/** An element where it stands, with the state it is in (Slack's shape). */
export type Spot = Readonly<{
  element: Fields
  block: Block
  state: Fields
  eyes: Eyes
  /** The id of the message or form around it, so that its boxes are grouped with no others of the page. */
  scope: string
  /** What it is called for those who listen, where no label stands beside it. */
  name: string
  /** Present inside an input block. */
  field?: Field
}>

/** The question an element asks before it acts, as plain words for the page to ask. */
const confirmation = ({ element, eyes }: Spot): Drawn => {
  if (!element.confirm) return nothing
  const { title, text, confirm, deny } = questionOf(element)
  return html`${attribute('data-confirm-title', textWords(title, eyes))}${attribute('data-confirm-text', textWords(text, eyes))}${attribute('data-confirm-yes', textWords(confirm, eyes))}${attribute('data-confirm-no', textWords(deny, eyes))}`
}

const questionOf = (element: Fields) => {
  const question = fieldsOf(element.confirm)
  const part = (name: string): Fields => fieldsOf(question[name])
  return { title: part('title'), text: part('text'), confirm: part('confirm'), deny: part('deny') }
}

/** By what the page's script knows an element. */
const address = ({ element, block }: Spot): Drawn =>
  html`${attribute('data-block', block.block_id)}${attribute('data-action', textOf(element.action_id))}`

/** Attributes of what is pressed. */
export const pressed = (spot: Spot): Drawn => html` data-press${address(spot)}${confirmation(spot)}`

/** Attributes of what is chosen in outside a form. */
export const chosen = (spot: Spot): Drawn => html` data-choose${address(spot)}${confirmation(spot)}`

/** Attributes of a field that tells the app while it is filled. */
export const dispatched = (spot: Spot): Drawn =>
  spot.block.dispatch_action === true ? html` data-dispatch${address(spot)}` : nothing

/** Attributes of a single control: a field of the form, or a control that acts at once. */
export const controlled = (spot: Spot): Drawn => {
  const { field, name } = spot
  if (!field) return html`${chosen(spot)}${attribute('aria-label', name)}`
  const { id, describedBy, invalid, optional } = field
  const told = describedBy === '' ? undefined : describedBy
  return html`${attribute('id', id)}${attribute('name', spot.block.block_id)}${attribute('aria-describedby', told)}${attribute('aria-invalid', invalid ? 'true' : undefined)}${attribute('aria-required', optional ? undefined : 'true')}${flag('autofocus', spot.element.focus_on_load === true)}${dispatched(spot)}`
}

/** A control with its label above and what is said about it below; alone where it is no field. */
export const labelled = (spot: Spot, control: Drawn): Drawn => {
  const { field } = spot
  if (!field) return control
  return html`<div class="bk-field"><label class="bk-label" for="${field.id}" dir="auto">${field.label}</label>${control}${field.below}</div>`
}
