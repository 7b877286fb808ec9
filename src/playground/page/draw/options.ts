import { fieldsOf, listOf, textOf } from '../../slack/fields.ts'
import type { Fields } from '../../slack/model.ts'
import { labelOf } from '../../slack/person/reading.ts'
import { type Drawn, nothing } from './drawn.ts'
import type { Eyes } from './eyes.ts'
import type { Spot } from './spot.ts'
import { drawLine, textWords } from './text.ts'

/** One thing to choose: `words` for a native select, `drawn` and `beside` where markup may stand. */
export type Option = Readonly<{ value: string; words: string; drawn: Drawn | string; beside: Drawn; chosen: boolean }>

/** Options under a common label, or under none. */
export type OptionGroup = Readonly<{ label?: string; options: readonly Option[] }>

/** An option's value, or its label when it has none. */
export const optionValue = (option: Fields): string => textOf(option.value) || labelOf(option.text)

const single = ['selected_user', 'selected_channel', 'selected_conversation'] as const
const several = ['selected_users', 'selected_channels', 'selected_conversations'] as const

/** The values that stand in an element's state. */
const standing = (state: Fields): string[] => [
  ...(state.selected_option ? [optionValue(fieldsOf(state.selected_option))] : []),
  ...listOf(state.selected_options).map(optionValue),
  ...single.flatMap((key) => textOf(state[key]) || []),
  ...several.flatMap((key) => (Array.isArray(state[key]) ? state[key].map(textOf) : [])),
]

const given = (option: Fields, eyes: Eyes, held: readonly string[]): Option => {
  const [text, description] = [fieldsOf(option.text), fieldsOf(option.description)]
  return {
    value: optionValue(option),
    words: textWords(text, eyes),
    drawn: drawLine(text, eyes),
    beside: option.description ? drawLine(description, eyes) : nothing,
    chosen: held.includes(optionValue(option)),
  }
}

type Known = Readonly<{ value: string; words: string }>

const offered = (known: readonly Known[], held: readonly string[], nameOf: (id: string) => string): Option[] => {
  const away = held.filter((id) => !known.some(({ value }) => value === id))
  // Whoever was chosen stays so, though nobody would choose them now.
  const all = [...known, ...away.map((id) => ({ value: id, words: nameOf(id) }))]
  return all.map((one) => ({ ...one, drawn: one.words, beside: nothing, chosen: held.includes(one.value) }))
}

const people = (eyes: Eyes): Known[] =>
  eyes.people().map(({ id, name, guest }) => ({ value: id, words: guest ? `${name} (guest)` : name }))

/** What a select, boxes or a menu offer the viewer, and what of it is chosen. */
export const optionGroups = ({ element, state, eyes }: Spot): OptionGroup[] => {
  const type = textOf(element.type)
  const held = standing(state)
  if (type.includes('users')) return [{ options: offered(people(eyes), held, eyes.nameOf) }]
  if (type.includes('channels') || type.includes('conversations')) {
    const channels = eyes.channels().map(({ id, name }) => ({ value: id, words: name }))
    return [{ options: offered(channels, held, eyes.channelOf) }]
  }
  const groups = listOf(element.option_groups).map((group) => ({
    label: labelOf(group.label),
    options: listOf(group.options).map((option) => given(option, eyes, held)),
  }))
  const loose = listOf(element.options).map((option) => given(option, eyes, held))
  return loose.length > 0 ? [{ options: loose }, ...groups] : groups
}
