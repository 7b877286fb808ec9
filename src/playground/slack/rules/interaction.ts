import type { Rule } from './rule.ts'

const interactivity = 'https://docs.slack.dev/interactivity'
const kit = 'https://docs.slack.dev/reference/block-kit'

/** Commands, buttons and answers to them. */
export const interactionRules = [
  {
    id: 'command-payload',
    says: 'a command arrives with channel, person, text, trigger and response_url',
    page: `${interactivity}/implementing-slash-commands`,
  },
  {
    id: 'command-escaped',
    says: 'mentions in a command arrive as ids',
    page: `${interactivity}/implementing-slash-commands`,
  },
  {
    id: 'phone-typing',
    says: 'quotes and dashes typed on a phone arrive curled and joined',
    page: 'https://docs.slack.dev/messaging/formatting-message-text',
  },
  {
    id: 'no-threads',
    says: 'a command in a thread is refused by Slack',
    page: `${interactivity}/implementing-slash-commands`,
  },
  {
    id: 'acknowledge-in-time',
    says: 'a command not acknowledged in three seconds fails before the person’s eyes',
    page: `${interactivity}/implementing-slash-commands`,
  },
  {
    id: 'app-gone',
    says: 'a command to an app that is away fails before the person’s eyes',
    page: `${interactivity}/implementing-slash-commands`,
  },
  {
    id: 'never-again',
    says: 'commands and interactions are never sent again',
    page: `${interactivity}/handling-user-interaction`,
  },
  {
    id: 'button-payload',
    says: 'a pressed button arrives with message, container, value and response_url',
    page: 'https://docs.slack.dev/reference/interaction-payloads/block_actions-payload',
  },
  {
    id: 'dispatched-input',
    says: 'an input that asks for it sends an action while it is filled',
    page: `${kit}/blocks/input-block`,
  },
  {
    id: 'shortcuts',
    says: 'shortcuts arrive with their callback_id and a trigger',
    page: 'https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload',
  },
  {
    id: 'response-five-times',
    says: 'a response_url answers five times',
    page: `${interactivity}/handling-user-interaction`,
  },
  {
    id: 'response-thirty-minutes',
    says: 'a response_url lives thirty minutes',
    page: `${interactivity}/handling-user-interaction`,
  },
  {
    id: 'response-replaces',
    says: 'a response replaces or deletes the message it answers',
    page: `${interactivity}/handling-user-interaction`,
  },
] as const satisfies Rule[]
