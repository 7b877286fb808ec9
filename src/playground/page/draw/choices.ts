import { html } from 'hono/html'
import { fieldsOf, listOf } from '../../slack/fields.ts'
import { labelOf } from '../../slack/person/reading.ts'
import { attribute, type Drawn, flag, nothing } from './drawn.ts'
import { safeUrl } from './links.ts'
import { type Option, type OptionGroup, optionGroups, optionValue } from './options.ts'
import { chosen, controlled, dispatched, labelled, type Spot } from './spot.ts'
import { drawLine } from './text.ts'

const nativeOption = ({ value, words, chosen: held }: Option): Drawn =>
  html`<option value="${value}"${flag('selected', held)}>${words}</option>`

const nativeGroup = ({ label, options }: OptionGroup): Drawn =>
  label === undefined
    ? html`${options.map(nativeOption)}`
    : html`<optgroup label="${label}">${options.map(nativeOption)}</optgroup>`

/** A select of one: a native one, so that every keyboard and phone knows it. */
export const drawSelect = (spot: Spot): Drawn => {
  const none = labelOf(spot.element.placeholder) || 'Choose one'
  return labelled(
    spot,
    html`<select class="bk-select"${controlled(spot)}><option value="">${none}</option>${optionGroups(spot).map(nativeGroup)}</select>`,
  )
}

type Kind = 'checkbox' | 'radio'

/** Outside a form the boxes belong to no form (`form=""`), so that sending one around them leaves them out. */
const box = (spot: Spot, kind: Kind, option: Option): Drawn => {
  const { block, element, field, scope } = spot
  const name = field ? block.block_id : `${scope} ${block.block_id} ${element.action_id}`
  const invalid = kind === 'checkbox' && field?.invalid ? 'true' : undefined
  return html`<label class="bk-option" dir="auto"><input type="${kind}" name="${name}" value="${option.value}"${field ? '' : html` form=""`}${flag('checked', option.chosen)}${attribute('aria-invalid', invalid)}><span>${option.drawn}<span class="bk-beside">${option.beside}</span></span></label>`
}

const boxGroup = (spot: Spot, kind: Kind, { label, options }: OptionGroup): Drawn => {
  const boxes = options.map((option) => box(spot, kind, option))
  if (label === undefined) return html`${boxes}`
  return html`<fieldset class="bk-group"><legend dir="auto">${label}</legend>${boxes}</fieldset>`
}

/** Attributes of the fieldset, of which radio buttons make a radiogroup. */
const gathered = (spot: Spot, kind: Kind): Drawn => {
  const role = kind === 'radio' ? html` role="radiogroup"` : nothing
  const most = typeof spot.element.max_selected_items === 'number' ? String(spot.element.max_selected_items) : undefined
  const { field } = spot
  if (!field) return html`${role}${attribute('data-most', most)}${chosen(spot)}`
  const told = field.describedBy === '' ? undefined : field.describedBy
  const invalid = kind === 'radio' && field.invalid ? 'true' : undefined
  const required = kind === 'radio' && !field.optional ? 'true' : undefined
  return html`${role}${attribute('id', field.id)}${attribute('data-most', most)}${attribute('aria-describedby', told)}${attribute('aria-invalid', invalid)}${attribute('aria-required', required)}${dispatched(spot)}`
}

const drawBoxes = (spot: Spot, kind: Kind): Drawn => {
  const groups = optionGroups(spot).map((group) => boxGroup(spot, kind, group))
  const { field, name } = spot
  const legend = field
    ? html`<legend class="bk-label" dir="auto">${field.label}</legend>`
    : html`<legend class="bk-unseen">${name}</legend>`
  return html`<fieldset class="bk-field bk-boxes"${gathered(spot, kind)}>${legend}<div class="bk-options">${groups}</div>${field?.below ?? ''}</fieldset>`
}

/** Checkboxes, and every select of several: they repeat their name for each chosen one. */
export const drawCheckboxes = (spot: Spot): Drawn => drawBoxes(spot, 'checkbox')

/** Radio buttons. */
export const drawRadios = (spot: Spot): Drawn => drawBoxes(spot, 'radio')

/** An overflow menu. Each of its options is chosen at once; `data-value` is the option's value. */
export const drawOverflow = (spot: Spot): Drawn => {
  const options = listOf(spot.element.options).map((option) => {
    const told = html`${chosen(spot)}${attribute('data-value', optionValue(option))}`
    const words = drawLine(fieldsOf(option.text), spot.eyes)
    const beside = option.description ? drawLine(fieldsOf(option.description), spot.eyes) : nothing
    const inside = html`${words}<span class="bk-beside">${beside}</span>`
    const url = typeof option.url === 'string' ? safeUrl(option.url) : undefined
    if (url === undefined) return html`<button type="button"${told} value="${optionValue(option)}">${inside}</button>`
    return html`<a href="${url}" target="_blank" rel="noreferrer noopener"${told}>${inside}</a>`
  })
  const name = spot.name === '' ? 'More actions' : `More actions: ${spot.name}`
  return html`<details class="bk-overflow"><summary aria-label="${name}"><span aria-hidden="true">⋯</span></summary><div class="bk-menu">${options}</div></details>`
}
