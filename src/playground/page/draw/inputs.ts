import { html } from 'hono/html'
import { textOf } from '../../slack/fields.ts'
import { labelOf } from '../../slack/person/reading.ts'
import { attribute, type Drawn } from './drawn.ts'
import { localOf } from './instant.ts'
import { controlled, labelled, type Spot } from './spot.ts'

const placeholder = ({ element }: Spot): Drawn =>
  attribute('placeholder', element.placeholder ? labelOf(element.placeholder) : undefined)

/** The longest text that is taken; the field itself does not cut, since what is pasted would lose its end unseen. */
const longest = ({ element }: Spot): Drawn =>
  attribute('data-longest', typeof element.max_length === 'number' ? String(element.max_length) : undefined)

const input = (spot: Spot, type: string, more: Drawn): Drawn =>
  labelled(
    spot,
    html`<input class="bk-input" type="${type}"${controlled(spot)}${placeholder(spot)}${more} autocomplete="off">`,
  )

const held = (spot: Spot): Drawn => attribute('value', textOf(spot.state.value))

/** A text field of one line or of several. */
export const drawTextInput = (spot: Spot): Drawn => {
  if (spot.element.multiline !== true) return input(spot, 'text', html`${held(spot)}${longest(spot)}`)
  const inside = html`${controlled(spot)}${placeholder(spot)}${longest(spot)}`
  // A browser leaves out the first line break of a textarea; so that it is not the text's own, there is one of ours.
  return labelled(
    spot,
    html`<textarea class="bk-input" rows="5" dir="auto"${inside}>
${textOf(spot.state.value)}</textarea>`,
  )
}

/** One address of mail. */
export const drawEmailInput = (spot: Spot): Drawn => input(spot, 'email', held(spot))

/** One address of the web. */
export const drawUrlInput = (spot: Spot): Drawn => input(spot, 'url', held(spot))

/** A number: whole, unless the element allows decimals. */
export const drawNumberInput = (spot: Spot): Drawn => {
  const bound = (name: string, value: unknown) => attribute(name, textOf(value) || undefined)
  const { is_decimal_allowed: decimal, min_value, max_value } = spot.element
  const step = attribute('step', decimal === true ? 'any' : '1')
  return input(spot, 'number', html`${held(spot)}${step}${bound('min', min_value)}${bound('max', max_value)}`)
}

/** A day, `2026-03-08`, of no zone. */
export const drawDate = (spot: Spot): Drawn => input(spot, 'date', attribute('value', textOf(spot.state.selected_date)))

/** A time of day, `14:30`, of no zone. */
export const drawTime = (spot: Spot): Drawn => input(spot, 'time', attribute('value', textOf(spot.state.selected_time)))

/** An instant, shown in the viewer's zone; `instantOf` reads what comes back. */
export const drawDateTime = (spot: Spot): Drawn => {
  const seconds = spot.state.selected_date_time
  const local = typeof seconds === 'number' ? localOf(seconds, spot.eyes.zone) : ''
  const step = local.length > 16 ? attribute('step', '1') : ''
  return input(spot, 'datetime-local', html` data-instant${attribute('value', local)}${step}`)
}
