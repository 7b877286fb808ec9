import { z } from 'zod'
import {
  confirm,
  conversationFilter,
  dispatchConfig,
  identifier,
  option,
  optionGroup,
  plainText,
  words,
} from './composition.ts'

// Limits: docs.slack.dev/reference/block-kit/block-elements

const acting = { action_id: identifier.optional(), confirm: confirm.optional() }
const focus = { focus_on_load: z.boolean().optional() }
const placeholder = { placeholder: plainText(150).optional() }
const many = { max_selected_items: z.number().int().min(1).optional() }
const choices = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
}
const selecting = { ...acting, ...focus, ...placeholder }

/** A button; the only element without a state. */
const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  ...acting,
  url: words(3000).optional(),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: words(75).optional(),
})

const image = z.strictObject({
  type: z.literal('image'),
  alt_text: words(2000),
  image_url: words(3000).optional(),
  slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
})

const selects = [
  z.strictObject({ type: z.literal('static_select'), ...selecting, ...choices, initial_option: option.optional() }),
  z.strictObject({
    type: z.literal('multi_static_select'),
    ...selecting,
    ...choices,
    ...many,
    initial_options: z.array(option).optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...selecting, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...selecting,
    ...many,
    initial_users: z.array(z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...selecting,
    initial_conversation: z.string().optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter: conversationFilter.optional(),
  }),
  z.strictObject({ type: z.literal('channels_select'), ...selecting, initial_channel: z.string().optional() }),
] as const

const boxes = [
  z.strictObject({
    type: z.literal('checkboxes'),
    ...acting,
    ...focus,
    options: z.array(option).min(1).max(10),
    initial_options: z.array(option).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('radio_buttons'),
    ...acting,
    ...focus,
    options: z.array(option).min(1).max(10),
    initial_option: option.optional(),
  }),
] as const

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...acting,
  options: z.array(option).min(1).max(5),
})

const times = [
  z.strictObject({ type: z.literal('datepicker'), ...selecting, initial_date: z.iso.date().optional() }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...selecting,
    initial_time: z
      .string()
      .regex(/^\d\d:\d\d$/)
      .optional(),
    timezone: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    ...acting,
    ...focus,
    initial_date_time: z.number().int().min(1e9).max(9999999999).optional(),
  }),
] as const

const typed = {
  action_id: identifier.optional(),
  ...focus,
  ...placeholder,
  dispatch_action_config: dispatchConfig.optional(),
}

const typedInputs = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
] as const

/** What an actions block may hold. */
export const actionElement = z.discriminatedUnion('type', [button, ...selects, ...boxes, overflow, ...times])

/** What may stand beside the text of a section. */
export const accessory = z.discriminatedUnion('type', [button, image, ...selects, ...boxes, overflow, ...times])

/** What an input block may hold. */
export const inputElement = z.discriminatedUnion('type', [...selects, ...boxes, ...times, ...typedInputs])

/** What a context block may hold beside text. */
export const contextImage = image
