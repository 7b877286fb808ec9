import { z } from 'zod'

// Limits: docs.slack.dev/reference/block-kit/composition-objects. Slack counts characters as UTF-16 units here.

/** Text of at least one and at most `max` characters. */
export const words = (max: number) => z.string().min(1).max(max)

/** A plain_text object of at most `max` characters. */
export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: words(max), emoji: z.boolean().optional() })

const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: words(max), verbatim: z.boolean().optional() })

/** A text object of either type. */
export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)])

/** An identifier of a block or an action. */
export const identifier = words(255)

/** The question asked before an element acts. */
export const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
})

/** An option of selects, checkboxes, radio buttons and overflow menus. */
export const option = z.strictObject({
  text: anyText(75),
  value: words(150),
  description: anyText(75).optional(),
  url: words(3000).optional(),
})

/** Options under a common label. */
export const optionGroup = z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) })

/** Which conversations a select offers. */
export const conversationFilter = z.strictObject({
  include: z
    .array(z.enum(['im', 'mpim', 'private', 'public']))
    .min(1)
    .optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
})

/** When an input sends an action while it is being filled. */
export const dispatchConfig = z.strictObject({
  trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
})
