import { answeringRules } from './rules/answering.ts'
import { blocksRules } from './rules/blocks.ts'
import { channelsRules } from './rules/channels.ts'
import { deliveryRules } from './rules/delivery.ts'
import { interactionRules } from './rules/interaction.ts'
import { messagesRules } from './rules/messages.ts'
import { viewsRules } from './rules/views.ts'

/** Every rule of the playground's Slack; a test walks them. */
export const rules = [
  ...answeringRules,
  ...channelsRules,
  ...messagesRules,
  ...blocksRules,
  ...viewsRules,
  ...interactionRules,
  ...deliveryRules,
] as const

/** The id of a rule. */
export type RuleId = (typeof rules)[number]['id']
