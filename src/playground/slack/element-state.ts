import { fieldsOf, listOf, textOf } from './fields.ts'
import type { Block, Fields, View } from './model.ts'

/** The elements of a block that can act, with the input's single element among them. */
export function elementsOf(block: Block): Fields[] {
  if (block.type === 'input') return [fieldsOf(block.element)]
  if (block.type === 'actions') return listOf(block.elements)
  if (block.type === 'section' && block.accessory) return [fieldsOf(block.accessory)]
  return []
}

const orNull = (value: unknown): unknown => value ?? null
const orEmpty = (value: unknown): unknown => value ?? []

/** How each kind of element starts, in the shape of `state.values` (docs.slack.dev/reference/interaction-payloads/view-interactions-payload). */
const starts: Record<string, (element: Fields) => Fields> = {
  plain_text_input: (element) => ({ value: orNull(element.initial_value) }),
  email_text_input: (element) => ({ value: orNull(element.initial_value) }),
  url_text_input: (element) => ({ value: orNull(element.initial_value) }),
  number_input: (element) => ({ value: orNull(element.initial_value) }),
  static_select: (element) => ({ selected_option: orNull(element.initial_option) }),
  radio_buttons: (element) => ({ selected_option: orNull(element.initial_option) }),
  multi_static_select: (element) => ({ selected_options: orEmpty(element.initial_options) }),
  checkboxes: (element) => ({ selected_options: orEmpty(element.initial_options) }),
  users_select: (element) => ({ selected_user: orNull(element.initial_user) }),
  multi_users_select: (element) => ({ selected_users: orEmpty(element.initial_users) }),
  channels_select: (element) => ({ selected_channel: orNull(element.initial_channel) }),
  conversations_select: (element) => ({ selected_conversation: orNull(element.initial_conversation) }),
  datepicker: (element) => ({ selected_date: orNull(element.initial_date) }),
  timepicker: (element) => ({ selected_time: orNull(element.initial_time) }),
  datetimepicker: (element) => ({ selected_date_time: orNull(element.initial_date_time) }),
}

/** The state a view begins with; values of elements that were there before are kept. */
export function startingState(blocks: Block[], before: View['state'] = {}): View['state'] {
  const state: View['state'] = {}
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const type = textOf(element.type)
      const start = starts[type]
      if (!start) continue
      const action = textOf(element.action_id)
      const kept = before[block.block_id]?.[action]
      const values = state[block.block_id] ?? {}
      values[action] = kept?.type === type ? kept : { type, ...start(element) }
      state[block.block_id] = values
    }
  }
  return state
}

/** Whether an element's state holds nothing yet. */
export function isEmpty(state: Fields): boolean {
  return Object.entries(state).every(
    ([key, value]) => key === 'type' || value === null || value === '' || (Array.isArray(value) && value.length === 0),
  )
}
