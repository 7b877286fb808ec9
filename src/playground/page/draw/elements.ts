import { html } from 'hono/html'
import { fieldsOf, textOf } from '../../slack/fields.ts'
import { drawCheckboxes, drawOverflow, drawRadios, drawSelect } from './choices.ts'
import { attribute, type Drawn } from './drawn.ts'
import {
  drawDate,
  drawDateTime,
  drawEmailInput,
  drawNumberInput,
  drawTextInput,
  drawTime,
  drawUrlInput,
} from './inputs.ts'
import { safeUrl } from './links.ts'
import { drawPicture } from './picture.ts'
import { pressed, type Spot } from './spot.ts'
import { drawLine } from './text.ts'

/** A button. One that leads elsewhere is a link, and pressed as well: Slack tells the app of it. */
const drawButton = (spot: Spot): Drawn => {
  const { element, eyes } = spot
  const style = element.style === 'primary' || element.style === 'danger' ? ` bk-${element.style}` : ''
  const told = html`${pressed(spot)}${attribute('aria-label', textOf(element.accessibility_label) || undefined)}`
  const words = drawLine(fieldsOf(element.text), eyes)
  const url = safeUrl(textOf(element.url))
  if (url === undefined) return html`<button type="button" class="bk-button${style}"${told}>${words}</button>`
  return html`<a class="bk-button${style}" href="${url}" target="_blank" rel="noreferrer noopener"${told}>${words}<span aria-hidden="true"> ↗</span></a>`
}

const drawers: ReadonlyMap<string, (spot: Spot) => Drawn> = new Map([
  ['button', drawButton],
  ['image', ({ element }: Spot) => drawPicture(textOf(element.alt_text))],
  ['overflow', drawOverflow],
  ['static_select', drawSelect],
  ['users_select', drawSelect],
  ['conversations_select', drawSelect],
  ['channels_select', drawSelect],
  ['multi_static_select', drawCheckboxes],
  ['multi_users_select', drawCheckboxes],
  ['multi_conversations_select', drawCheckboxes],
  ['multi_channels_select', drawCheckboxes],
  ['checkboxes', drawCheckboxes],
  ['radio_buttons', drawRadios],
  ['datepicker', drawDate],
  ['timepicker', drawTime],
  ['datetimepicker', drawDateTime],
  ['plain_text_input', drawTextInput],
  ['email_text_input', drawEmailInput],
  ['url_text_input', drawUrlInput],
  ['number_input', drawNumberInput],
])

/** Whether elements of a type are drawn. */
export const isElement = (type: string): boolean => drawers.has(type)

/** An element by its type; one that is not known is named in a frame. */
export const drawElement = (spot: Spot): Drawn =>
  drawers.get(textOf(spot.element.type))?.(spot) ??
  html`<p class="bk-unknown">An element of type “${textOf(spot.element.type)}”</p>`
