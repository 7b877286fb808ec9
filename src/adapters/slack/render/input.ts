import type { Checkboxes, InputBlock, InputBlockElement, PlainTextInput, PlainTextOption } from '@slack/types'
import type { Form, Opened } from '../../../kernel/door.ts'
import type { FieldLook } from '../../../kernel/field.ts'
import { personId } from '../../../kernel/person.ts'
import { secondsOf } from './instant.ts'
import { limits } from './limits.ts'
import { beginning, plain, plainText } from './plain.ts'

type Field = Form['fields'][number]
type Initial = Opened['initial'][string] | undefined

/** The value of a set tick, and the word beside it. */
const ticked = { value: 'true', label: 'Yes' } as const

const input = (look: FieldLook, name: string, initial: Initial): PlainTextInput => {
  const most = Math.max(1, Math.min(look.max ?? limits.inputText, limits.inputText))
  const start = typeof initial === 'string' ? beginning(plain(initial), most, (character) => character.length) : ''
  return {
    type: 'plain_text_input',
    action_id: name,
    multiline: look.kind === 'text',
    min_length: look.optional ? 0 : 1,
    max_length: most,
    ...(start === '' ? {} : { initial_value: look.kind === 'line' ? start.replace(/\s*\n\s*/g, ' ') : start }),
  }
}

const option = (value: string, label: string): PlainTextOption => ({
  text: plainText(label || value, limits.optionText),
  value,
})

const select = (look: FieldLook, name: string, initial: Initial): InputBlockElement => {
  const options = (look.options ?? []).slice(0, limits.options).map(({ value, label }) => option(value, label))
  const chosen = options.find(({ value }) => value === initial)
  return { type: 'static_select', action_id: name, options, ...(chosen ? { initial_option: chosen } : {}) }
}

const people = (name: string, initial: Initial): InputBlockElement => {
  const named = Array.isArray(initial) ? initial.filter((id) => personId.safeParse(id).success) : []
  return { type: 'multi_users_select', action_id: name, ...(named.length > 0 ? { initial_users: named } : {}) }
}

const moment = (name: string, initial: Initial): InputBlockElement => {
  const seconds = typeof initial === 'string' && /^\d{10}$/.test(initial) ? secondsOf(Number(initial) * 1000) : null
  return { type: 'datetimepicker', action_id: name, ...(seconds === null ? {} : { initial_date_time: seconds }) }
}

/** It starts empty whatever the form's initial values say: a tick is set by the person who answers for it. */
const tick = (name: string): Checkboxes => ({
  type: 'checkboxes',
  action_id: name,
  options: [option(ticked.value, ticked.label)],
})

const elementOf = (look: FieldLook, name: string, initial: Initial): InputBlockElement => {
  switch (look.kind) {
    case 'line':
    case 'text':
      return input(look, name, initial)
    case 'choice':
      return select(look, name, initial)
    case 'people':
      return people(name, initial)
    case 'moment':
      return moment(name, initial)
    case 'tick':
      return tick(name)
  }
}

/**
 * A field of a form as an input block. Its block id is the field's name, so that errors find it. `initial` is what the
 * form itself would bring: words, a choice's value, user ids, an instant in seconds since 1970 UTC (ten digits); what
 * does not suit the field is left out.
 */
export const inputBlock = ({ name, look }: Field, initial: Initial): InputBlock => ({
  type: 'input',
  block_id: name,
  label: plainText(look.label || name, limits.inputLabel),
  ...(look.hint ? { hint: plainText(look.hint, limits.inputHint) } : {}),
  optional: look.optional === true,
  element: elementOf(look, name, initial),
})
