import type {
  ChatDeleteResponse,
  ChatGetPermalinkResponse,
  ChatPostEphemeralResponse,
  ChatPostMessageResponse,
  ChatUpdateResponse,
} from '@slack/web-api'
import { z } from 'zod'
import { directChannel } from '../channels.ts'
import { acceptMessageBlocks } from '../kit/accept.ts'
import { deleteMessage, editMessage, isWritten, messageShape, postMessage } from '../messages.ts'
import type { Channel, Message, Metadata } from '../model.ts'
import { SlackRefusal } from '../refusal.ts'
import { richBlock } from '../rich-text.ts'
import type { World } from '../world.ts'
import { flag, isSeenByApp, method, structure, text } from './method.ts'

/** Slack stores no more characters of text (docs.slack.dev/reference/methods/chat.postMessage). */
const textLimit = 40_000

const writing = {
  channel: text,
  text: text.optional(),
  blocks: structure.optional(),
  link_names: flag.optional(),
  parse: text.optional(),
}

const metadataSchema = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.unknown()),
})

/** A place the app may write to: channels it is in, direct messages, a person by id. */
function writable(world: World, id: string): Channel {
  const account = world.accounts.get(id)
  if (account) {
    if (account.kind === 'deactivated') throw new SlackRefusal('user_disabled')
    return directChannel(world, world.app.botUserId, id)
  }
  const channel = world.channels.get(id)
  if (!channel || !isSeenByApp(world, channel)) throw new SlackRefusal('channel_not_found')
  if (!channel.members.has(world.app.botUserId)) throw new SlackRefusal('not_in_channel')
  if (channel.archived) throw new SlackRefusal('is_archived')
  return channel
}

/** Text and blocks of a new message, or a refusal. */
export function acceptContent(world: World, content: { text?: string | undefined; blocks?: unknown }) {
  const wire = content.text ?? ''
  if (wire.length > textLimit) throw new SlackRefusal('msg_too_long')
  const blocks = content.blocks === undefined ? [] : acceptMessageBlocks(world.ids, content.blocks)
  if (wire.trim() === '' && blocks.length === 0) throw new SlackRefusal('no_text')
  const generated = blocks.length === 0
  return { text: wire, blocks: generated ? [richBlock(wire, world.ids.word().slice(0, 5))] : blocks, generated }
}

function acceptMetadata(value: unknown): Metadata | undefined {
  if (value === undefined) return undefined
  const parsed = metadataSchema.safeParse(value)
  if (!parsed.success) throw new SlackRefusal('invalid_metadata_format')
  // Slack documents the error and no figure; ours is low, so that nothing here is too large there.
  if (JSON.stringify(parsed.data).length > 8_000) throw new SlackRefusal('metadata_too_large')
  return parsed.data
}

function ownMessage(world: World, channel: Channel, { ts, refusal }: { ts: string; refusal: string }): Message {
  const message = channel.messages.find((one) => one.ts === ts)
  if (!message) throw new SlackRefusal('message_not_found')
  if (message.user !== world.app.botUserId || !isWritten(message)) throw new SlackRefusal(refusal)
  return message
}

function threadOf(channel: Channel, ts: string | undefined): string | undefined {
  if (ts === undefined) return undefined
  const parent = channel.messages.find((message) => message.ts === ts)
  if (!parent) throw new SlackRefusal('thread_not_found')
  return parent.threadTs ?? parent.ts
}

const post = method({
  name: 'chat.postMessage',
  needs: ['chat:write'],
  args: {
    ...writing,
    metadata: structure.optional(),
    mrkdwn: flag.optional(),
    reply_broadcast: flag.optional(),
    thread_ts: text.optional(),
    unfurl_links: flag.optional(),
    unfurl_media: flag.optional(),
  },
  run: (world, args) => {
    const channel = writable(world, args.channel)
    const { text: wire, blocks } = acceptContent(world, args)
    const metadata = acceptMetadata(args.metadata)
    const threadTs = threadOf(channel, args.thread_ts)
    const message = postMessage(world, channel, {
      user: world.app.botUserId,
      text: wire,
      blocks,
      ...(metadata ? { metadata } : {}),
      ...(threadTs ? { threadTs } : {}),
      ...(threadTs && args.reply_broadcast ? { broadcast: true } : {}),
    })
    const shape = { ...messageShape(world, message, channel), ...(metadata ? { metadata } : {}) }
    return { ok: true, channel: channel.id, ts: message.ts, message: shape } satisfies ChatPostMessageResponse
  },
})

const update = method({
  name: 'chat.update',
  needs: ['chat:write'],
  args: { ...writing, ts: text, metadata: structure.optional(), reply_broadcast: flag.optional() },
  run: (world, args) => {
    const channel = writable(world, args.channel)
    const message = ownMessage(world, channel, { ts: args.ts, refusal: 'cant_update_message' })
    if (args.text === undefined && args.blocks === undefined) throw new SlackRefusal('no_text')
    const metadata = acceptMetadata(args.metadata)
    // Text alone takes the place of blocks that were there before.
    const content = acceptContent(world, { text: args.text ?? message.text, blocks: args.blocks })
    const by = world.app.botUserId
    editMessage(world, channel, { message, ...content, by, ...(metadata ? { metadata } : {}) })
    return {
      ok: true,
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: messageShape(world, message, channel),
    } satisfies ChatUpdateResponse
  },
})

const remove = method({
  name: 'chat.delete',
  needs: ['chat:write'],
  args: { channel: text, ts: text },
  run: (world, args) => {
    const channel = writable(world, args.channel)
    deleteMessage(world, channel, ownMessage(world, channel, { ts: args.ts, refusal: 'cant_delete_message' }))
    return { ok: true, channel: channel.id, ts: args.ts } satisfies ChatDeleteResponse
  },
})

const ephemeral = method({
  name: 'chat.postEphemeral',
  needs: ['chat:write'],
  args: { ...writing, user: text, thread_ts: text.optional() },
  run: (world, args) => {
    const channel = writable(world, args.channel)
    if (!channel.members.has(args.user)) throw new SlackRefusal('user_not_in_channel')
    const content = acceptContent(world, args)
    const ts = world.nextTs()
    world.ephemerals.push({
      ts,
      channel: channel.id,
      to: args.user,
      text: content.text,
      blocks: content.blocks,
      ...(args.thread_ts ? { threadTs: args.thread_ts } : {}),
    })
    world.changed()
    return { ok: true, message_ts: ts } satisfies ChatPostEphemeralResponse
  },
})

const permalink = method({
  name: 'chat.getPermalink',
  args: { channel: text, message_ts: text },
  run: (world, { channel: id, message_ts: ts }) => {
    const channel = world.channels.get(id)
    if (!channel || !isSeenByApp(world, channel)) throw new SlackRefusal('channel_not_found')
    if (!channel.messages.some((message) => message.ts === ts)) throw new SlackRefusal('message_not_found')
    const link = `https://${world.team.domain}.slack.com/archives/${id}/p${ts.replace('.', '')}`
    return { ok: true, channel: id, permalink: link } satisfies ChatGetPermalinkResponse
  },
})

/** Writing. */
export const chatMethods = [post, update, remove, ephemeral, permalink]
