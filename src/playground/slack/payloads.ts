import { messageShape } from './messages.ts'
import type { Account, Channel, Ephemeral, Fields, Message, View } from './model.ts'
import { giveResponseUrl } from './respond.ts'
import { giveTrigger, viewPayload } from './views.ts'
import type { World } from './world.ts'

// Shapes: docs.slack.dev/reference/interaction-payloads and docs.slack.dev/interactivity/implementing-slash-commands

function common(world: World, person: Account): Fields {
  return {
    user: { id: person.id, username: person.handle, name: person.handle, team_id: person.teamId },
    api_app_id: world.app.id,
    token: world.tokens.verification,
    team: { id: world.team.id, domain: world.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  }
}

/** How a payload names a channel: private ones and direct messages have no name of their own there. */
function nameIn(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage'
  return channel.kind === 'private' ? 'privategroup' : channel.name
}

/** A slash command; `text` as it travels. */
export function commandPayload(
  world: World,
  person: Account,
  deed: { channel: Channel; command: string; text: string },
): Fields {
  return {
    token: world.tokens.verification,
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: deed.channel.id,
    channel_name: nameIn(deed.channel),
    user_id: person.id,
    user_name: person.handle,
    command: deed.command,
    text: deed.text,
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: giveResponseUrl(world, { user: person.id, channel: deed.channel.id }),
    trigger_id: giveTrigger(world, person.id),
  }
}

/** Something pressed or chosen in a message. */
export function messageActionsPayload(
  world: World,
  person: Account,
  deed: { channel: Channel; message: Message | Ephemeral; action: Fields },
): Fields {
  const { channel, message, action } = deed
  const ephemeral = 'to' in message
  return {
    type: 'block_actions',
    ...common(world, person),
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: ephemeral },
    trigger_id: giveTrigger(world, person.id),
    channel: { id: channel.id, name: nameIn(channel) },
    // Slack sends no copy of a message that only one person sees.
    ...(ephemeral ? {} : { message: messageShape(world, message, channel) }),
    state: { values: {} },
    response_url: giveResponseUrl(world, { user: person.id, channel: channel.id, message: message.ts }),
    actions: [action],
  }
}

/** Something pressed or chosen in a modal or a Home. */
export function viewActionsPayload(world: World, person: Account, deed: { view: View; action: Fields }): Fields {
  return {
    type: 'block_actions',
    ...common(world, person),
    container: { type: 'view', view_id: deed.view.id },
    trigger_id: giveTrigger(world, person.id),
    view: viewPayload(world, deed.view),
    actions: [deed.action],
  }
}

/** A submitted modal. */
export function submissionPayload(world: World, person: Account, view: View): Fields {
  return {
    type: 'view_submission',
    ...common(world, person),
    trigger_id: giveTrigger(world, person.id),
    view: viewPayload(world, view),
    response_urls: [],
  }
}

/** A closed modal, sent when the view asked for it; `cleared` when the whole stack was closed. */
export function closedPayload(world: World, person: Account, closed: { view: View; cleared: boolean }): Fields {
  return {
    type: 'view_closed',
    ...common(world, person),
    view: viewPayload(world, closed.view),
    is_cleared: closed.cleared,
  }
}

/** A global shortcut. */
export function shortcutPayload(world: World, person: Account, used: { callbackId: string; actionTs: string }): Fields {
  return {
    type: 'shortcut',
    ...common(world, person),
    action_ts: used.actionTs,
    callback_id: used.callbackId,
    trigger_id: giveTrigger(world, person.id),
  }
}

/** A shortcut on a message. */
export function messageShortcutPayload(
  world: World,
  person: Account,
  deed: { channel: Channel; message: Message; callbackId: string; actionTs: string },
): Fields {
  const { channel, message } = deed
  return {
    type: 'message_action',
    ...common(world, person),
    callback_id: deed.callbackId,
    action_ts: deed.actionTs,
    message_ts: message.ts,
    trigger_id: giveTrigger(world, person.id),
    response_url: giveResponseUrl(world, { user: person.id, channel: channel.id, message: message.ts }),
    channel: { id: channel.id, name: nameIn(channel) },
    message: messageShape(world, message, channel),
  }
}
