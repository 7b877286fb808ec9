import { elementsOf, isEmpty } from '../element-state.ts'
import { fieldsOf, listOf, textOf } from '../fields.ts'
import type { Block, Fields, View } from '../model.ts'
import type { World } from '../world.ts'
import { labelOf, optionsOf } from './reading.ts'
import type { SeenField } from './seen.ts'

/** What a person puts into a field: text, the label of an option, a name or id of a person, or several. */
export type Filling = string | readonly string[]

/** The fields of a modal, with what stands in them. */
export function readFields(world: World, view: View, errors: Record<string, string>): SeenField[] {
  return view.blocks
    .filter((block) => block.type === 'input')
    .map((block) => {
      const element = fieldsOf(block.element)
      const actionId = textOf(element.action_id)
      const error = errors[block.block_id]
      return {
        label: labelOf(block.label),
        blockId: block.block_id,
        actionId,
        kind: textOf(element.type),
        optional: block.optional === true,
        value: shownValue(world, view.state[block.block_id]?.[actionId] ?? {}),
        options: optionsOf(element).map((option) => labelOf(option.text)),
        ...(block.hint ? { hint: labelOf(block.hint) } : {}),
        ...(element.placeholder ? { placeholder: labelOf(element.placeholder) } : {}),
        ...(error ? { error } : {}),
      }
    })
}

function shownValue(world: World, state: Fields): string | string[] {
  const name = (id: unknown) =>
    world.accounts.get(textOf(id))?.name ?? world.channels.get(textOf(id))?.name ?? textOf(id)
  if (Array.isArray(state.selected_options)) return listOf(state.selected_options).map((option) => labelOf(option.text))
  if (Array.isArray(state.selected_users)) return state.selected_users.map(name)
  if (state.selected_option) return labelOf(fieldsOf(state.selected_option).text)
  if (typeof state.selected_date_time === 'number') return String(state.selected_date_time)
  const held = state.value ?? state.selected_date ?? state.selected_time
  return textOf(held) || name(state.selected_user ?? state.selected_channel ?? state.selected_conversation)
}

/** The element's state after a person put something in, or why it cannot be put in. */
export function fillElement(world: World, element: Fields, filling: Filling): { state: Fields } | { refused: string } {
  const type = textOf(element.type)
  const words = typeof filling === 'string' ? (filling === '' ? [] : [filling]) : [...filling]
  const [word] = words
  const filled = (values: Fields) => ({ state: { type, ...values } })
  if (type.endsWith('_input')) return filled({ value: word ?? null })
  if (type === 'datepicker') return filled({ selected_date: word ?? null })
  if (type === 'timepicker') return filled({ selected_time: word ?? null })
  if (type === 'datetimepicker') return filled({ selected_date_time: word === undefined ? null : Number(word) })
  const chosen = words.map((one) => chooseOne(world, element, one))
  const missing = chosen.indexOf(undefined)
  if (missing >= 0) return { refused: `No results for "${words[missing]}"` }
  const first = chosen[0] ?? null
  if (type === 'static_select' || type === 'radio_buttons' || type === 'overflow')
    return filled({ selected_option: first })
  if (type === 'multi_static_select' || type === 'checkboxes') return filled({ selected_options: chosen })
  if (type === 'users_select') return filled({ selected_user: first })
  if (type === 'multi_users_select') return filled({ selected_users: chosen })
  if (type === 'channels_select') return filled({ selected_channel: first })
  return filled({ selected_conversation: first })
}

/** An option by its label or value, or the id of a person or channel by name, handle or id. */
function chooseOne(world: World, element: Fields, word: string): Fields | string | undefined {
  const type = textOf(element.type)
  if (type.includes('users')) {
    return [...world.accounts.values()].find((one) => [one.id, one.name, one.handle].includes(word))?.id
  }
  if (type.includes('channels') || type.includes('conversations')) {
    return [...world.channels.values()].find((one) => one.id === word || one.name === word)?.id
  }
  const option = optionsOf(element).find((one) => labelOf(one.text) === word || one.value === word)
  return option && fieldsOf(option)
}

/** What Slack's client itself refuses before a form leaves, by block_id. */
export function clientErrors(view: View): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const block of view.blocks) {
    if (block.type !== 'input') continue
    const [element = {}] = elementsOf(block)
    const error = clientError(block, element, view.state[block.block_id]?.[textOf(element.action_id)] ?? {})
    if (error) errors[block.block_id] = error
  }
  return errors
}

function clientError(block: Block, element: Fields, state: Fields): string | undefined {
  if (isEmpty(state)) return block.optional === true ? undefined : 'Please complete this required field.'
  const length = textOf(state.value).length
  if (element.type === 'plain_text_input' && length > Number(element.max_length ?? 3000))
    return 'This entry is too long.'
  if (typeof element.min_length === 'number' && length < element.min_length) return 'This entry is too short.'
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(textOf(state.value)))
    return 'Please enter a valid email address.'
  if (element.type === 'url_text_input' && !URL.canParse(textOf(state.value))) return 'Please enter a valid URL.'
  if (element.type === 'number_input' && !Number.isFinite(Number(state.value))) return 'Please enter a valid number.'
  return undefined
}
