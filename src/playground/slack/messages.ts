import { channelType, tellApp } from './events.ts'
import type { Block, Channel, Fields, Message, Metadata } from './model.ts'
import { fileShape } from './shapes.ts'
import type { World } from './world.ts'

/** A message to be posted; `user` is who writes. */
export type NewMessage = {
  user: string
  text: string
  blocks?: Block[]
  subtype?: string
  threadTs?: string
  broadcast?: boolean
  metadata?: Metadata
  files?: string[]
  inviter?: string
}

type MessageShape = Fields & { type: string; user: string; ts: string; text: string; team: string }

/** A message as history, answers and events carry it. Metadata is left out: only some callers may show it. */
export function messageShape(world: World, message: Message, channel: Channel): MessageShape {
  const byApp = message.user === world.app.botUserId && isWritten(message)
  const replies = channel.messages.filter((one) => one.threadTs === message.ts && one.ts !== message.ts)
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: world.team.id,
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(byApp ? appFields(world) : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.threadTs && message.threadTs !== message.ts
      ? { parent_user_id: channel.messages.find((one) => one.ts === message.threadTs)?.user ?? '' }
      : {}),
    ...(replies.length > 0 ? threadFields(message, replies) : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...(message.inviter ? { inviter: message.inviter } : {}),
    ...(channel.pins.has(message.ts) ? { pinned_to: [channel.id] } : {}),
    ...(message.files.length > 0 ? { files: filesOf(world, message) } : {}),
  }
}

/** Whether somebody wrote the message, as opposed to the lines Slack writes itself. */
export function isWritten(message: Message): boolean {
  return message.subtype === undefined || message.subtype === 'file_share'
}

function appFields(world: World): Fields {
  const { app, team } = world
  return {
    bot_id: app.botId,
    app_id: app.id,
    bot_profile: { id: app.botId, app_id: app.id, name: app.name, deleted: false, team_id: team.id, updated: 0 },
  }
}

function threadFields(message: Message, replies: Message[]): Fields {
  const last = replies.at(-1)
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: [...new Set(replies.map((reply) => reply.user))],
    reply_users_count: new Set(replies.map((reply) => reply.user)).size,
    latest_reply: last?.ts ?? message.ts,
  }
}

function filesOf(world: World, message: Message): Fields[] {
  return message.files.flatMap((id) => {
    const file = world.files.get(id)
    return file ? [fileShape(world, file)] : [{ id, mode: 'tombstone' }]
  })
}

/** Writes a message into a channel and tells the app. */
export function postMessage(world: World, channel: Channel, draft: NewMessage): Message {
  const { blocks = [], files = [], ...rest } = draft
  const message: Message = { ts: world.nextTs(), blocks, files, ...rest }
  channel.messages.push(message)
  tellApp(world, messageEvent(world, channel, message), { channel })
  world.changed()
  return message
}

function messageEvent(world: World, channel: Channel, message: Message): Fields {
  return {
    ...messageShape(world, message, channel),
    ...(message.metadata ? { metadata: message.metadata } : {}),
    channel: channel.id,
    event_ts: message.ts,
    channel_type: channelType(channel.kind),
  }
}

/** Changes a message; the app hears of it as a nested `message_changed`. */
export function editMessage(
  world: World,
  channel: Channel,
  change: { message: Message; text: string; blocks: Block[]; generated: boolean; by: string; metadata?: Metadata },
): void {
  const { message } = change
  const previous = messageShape(world, message, channel)
  message.text = change.text
  message.blocks = change.blocks
  if (change.metadata) message.metadata = change.metadata
  const ts = world.nextTs()
  // Slack marks a message as edited only where its text was changed, not where blocks were replaced.
  if (change.generated) message.edited = { user: change.by, ts }
  tellApp(
    world,
    {
      type: 'message',
      subtype: 'message_changed',
      message: messageShape(world, message, channel),
      previous_message: previous,
      ...hiddenFields(channel, ts),
    },
    { channel },
  )
  world.changed()
}

/** Deletes a message; the app hears of it as a nested `message_deleted`. */
export function deleteMessage(world: World, channel: Channel, message: Message): void {
  const previous = messageShape(world, message, channel)
  channel.messages = channel.messages.filter((one) => one !== message)
  channel.pins.delete(message.ts)
  tellApp(
    world,
    {
      type: 'message',
      subtype: 'message_deleted',
      previous_message: previous,
      deleted_ts: message.ts,
      ...hiddenFields(channel, world.nextTs()),
    },
    { channel },
  )
  world.changed()
}

function hiddenFields(channel: Channel, ts: string): Fields {
  return { channel: channel.id, hidden: true, ts, event_ts: ts, channel_type: channelType(channel.kind) }
}
