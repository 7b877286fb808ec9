import type { KnownBlock } from '@slack/types'
import { z } from 'zod'

/**
 * Slack's published rules, written down once more and apart from the source, from docs.slack.dev/reference/block-kit:
 * a value that breaks one does not parse.
 */
const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() })
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() })

const style = z.strictObject({
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
  strike: z.boolean().optional(),
  code: z.boolean().optional(),
})
const richElement = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: style.optional() }),
  z.strictObject({
    type: z.literal('link'),
    url: z
      .string()
      .regex(/^(https?|mailto):/)
      .max(3000),
    text: z.string().min(1),
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW][A-Z0-9]+$/) }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int().min(0).max(9_999_999_999),
    format: z.string().includes('{'),
    fallback: z.string().endsWith('UTC'),
  }),
])
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richElement).min(1) })
const richText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        richSection,
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richElement).min(1) }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(richElement).min(1) }),
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          indent: z.int().min(0).max(8),
          offset: z.int().min(1).optional(),
          elements: z.array(richSection).min(1),
        }),
      ]),
    )
    .min(1),
})

const look = z.enum(['primary', 'danger']).optional()
const confirm = z.strictObject({
  title: plain(100),
  text: plain(300),
  confirm: plain(30),
  deny: plain(30),
  style: look,
})
const button = z.strictObject({
  type: z.literal('button'),
  action_id: z.string().min(1).max(255),
  text: plain(75),
  value: z.string().max(2000),
  style: look,
  confirm: confirm.optional(),
})
const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length
const actions = z.strictObject({
  type: z.literal('actions'),
  elements: z
    .array(button)
    .min(1)
    .max(25)
    .refine((buttons) => distinct(buttons.map((one) => one.action_id)), 'an action id twice in a block'),
})

const option = z.strictObject({ text: plain(75), value: z.string().min(1).max(150) })
const action_id = z.string().min(1).max(255)
const element = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('plain_text_input'),
    action_id,
    multiline: z.boolean(),
    min_length: z.int().min(0).max(3000),
    max_length: z.int().min(1).max(3000),
    initial_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('static_select'),
    action_id,
    options: z.array(option).min(1).max(100),
    initial_option: option.optional(),
  }),
  z.strictObject({ type: z.literal('multi_users_select'), action_id, initial_users: z.array(z.string()).optional() }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    action_id,
    initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
  }),
  z.strictObject({ type: z.literal('checkboxes'), action_id, options: z.array(option).min(1).max(10) }),
])
const input = z.strictObject({
  type: z.literal('input'),
  block_id: z.string().min(1).max(255),
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean(),
  element,
})

const block = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('header'), text: plain(150) }),
  z.strictObject({ type: z.literal('section'), fields: z.array(mrkdwn(2000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('context'), elements: z.array(mrkdwn(3000)).min(1).max(10) }),
  actions,
])

/** All strings of a value but the names of kinds. */
export const stringsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === 'type' ? [] : stringsIn(inner)))
}

const within = (most: number) => (blocks: unknown) => stringsIn(blocks).join('').length <= most

/** A message as chat.postMessage takes it; the sum of characters is what Slack answers with msg_blocks_too_long. */
export const slackMessage = z.strictObject({
  text: z.string().min(1).max(4000),
  blocks: z.array(block).max(50).refine(within(13_000), 'msg_blocks_too_long'),
})

/** A modal as views.open takes it. */
export const slackView = z.strictObject({
  type: z.literal('modal'),
  callback_id: z.string().min(1).max(255).optional(),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  private_metadata: z.string().max(3000).optional(),
  blocks: z.array(z.union([block, input])).max(100),
})

/** The strings that Slack parses: text objects and a message's text; in rich text and ids nothing is parsed. */
export const parsedStrings = (blocks: readonly KnownBlock[]): readonly string[] => blocks.flatMap((one) => textsOf(one))

const textObject = z.object({ type: z.enum(['mrkdwn', 'plain_text']), text: z.string() })
const textsOf = (value: unknown): readonly string[] => {
  const text = textObject.safeParse(value)
  if (text.success) return [text.data.text]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsOf)
}
