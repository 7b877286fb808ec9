import type {
  ConversationsHistoryResponse,
  ConversationsInfoResponse,
  ConversationsListResponse,
  ConversationsMembersResponse,
  ConversationsRepliesResponse,
} from '@slack/web-api'
import { messageShape } from '../messages.ts'
import type { Channel, Message } from '../model.ts'
import { SlackRefusal } from '../refusal.ts'
import { channelShape } from '../shapes.ts'
import type { World } from '../world.ts'
import { flag, isSeenByApp, list, method, seenChannel, text, whole } from './method.ts'
import { page } from './pages.ts'
import { kindsOf } from './users.ts'

const span = {
  channel: text,
  cursor: text.optional(),
  limit: whole.optional(),
  oldest: text.optional(),
  latest: text.optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
}

type Span = { oldest?: string | undefined; latest?: string | undefined; inclusive?: boolean | undefined }

function within(message: Message, { oldest, latest, inclusive }: Span): boolean {
  const ts = Number(message.ts)
  if (oldest !== undefined && (inclusive ? ts < Number(oldest) : ts <= Number(oldest))) return false
  return !(latest !== undefined && (inclusive ? ts > Number(latest) : ts >= Number(latest)))
}

function shown(
  world: World,
  channel: Channel,
  { message, metadata }: { message: Message; metadata: boolean | undefined },
) {
  return {
    ...messageShape(world, message, channel),
    ...(metadata && message.metadata ? { metadata: message.metadata } : {}),
  }
}

function readable(world: World, id: string): Channel {
  const channel = seenChannel(world, id, 'history')
  if (!channel.members.has(world.app.botUserId)) throw new SlackRefusal('not_in_channel')
  return channel
}

/** Looking at channels. */
export const readMethods = [
  method({
    name: 'conversations.info',
    args: { channel: text, include_locale: flag.optional(), include_num_members: flag.optional() },
    run: (world, { channel: id, include_num_members: count }) => {
      const channel = seenChannel(world, id, 'read')
      return {
        ok: true,
        channel: { ...channelShape(world, channel), ...(count ? { num_members: channel.members.size } : {}) },
      } satisfies ConversationsInfoResponse
    },
  }),
  method({
    name: 'conversations.list',
    args: {
      cursor: text.optional(),
      limit: whole.optional(),
      types: list.optional(),
      exclude_archived: flag.optional(),
    },
    run: (world, { cursor, limit, types, exclude_archived: unarchived }) => {
      const kinds = kindsOf(world, types ?? ['public_channel'])
      const seen = [...world.channels.values()].filter((channel) => isSeenByApp(world, channel))
      const cut = page(seen, { cursor, limit: limit ?? 100, most: 999 })
      const channels = cut.items
        .filter((channel) => kinds.has(channel.kind) && !(unarchived && channel.archived))
        .map((channel) => channelShape(world, channel))
      return { ok: true, channels, response_metadata: cut.response_metadata } satisfies ConversationsListResponse
    },
  }),
  method({
    name: 'conversations.members',
    args: { channel: text, cursor: text.optional(), limit: whole.optional() },
    run: (world, { channel: id, cursor, limit }) => {
      const channel = seenChannel(world, id, 'read')
      const cut = page(channel.everInside, { cursor, limit: limit ?? 100, most: 999 })
      const members = cut.items.filter((user) => channel.members.has(user))
      return { ok: true, members, response_metadata: cut.response_metadata } satisfies ConversationsMembersResponse
    },
  }),
  method({
    name: 'conversations.history',
    args: span,
    run: (world, { channel: id, cursor, limit, include_all_metadata: metadata, ...asked }) => {
      const channel = readable(world, id)
      const top = (message: Message) =>
        message.threadTs === undefined || message.threadTs === message.ts || message.broadcast
      const found = channel.messages.filter((message) => top(message) && within(message, asked)).reverse()
      const cut = page(found, { cursor, limit: limit ?? 100, most: 999 })
      return {
        ok: true,
        messages: cut.items.map((message) => shown(world, channel, { message, metadata })),
        has_more: cut.response_metadata.next_cursor !== '',
        pin_count: channel.pins.size,
        response_metadata: cut.response_metadata,
      } satisfies ConversationsHistoryResponse
    },
  }),
  method({
    name: 'conversations.replies',
    args: { ...span, ts: text },
    run: (world, { channel: id, ts, cursor, limit, include_all_metadata: metadata, ...asked }) => {
      const channel = readable(world, id)
      const parent = channel.messages.find((message) => message.ts === ts)
      if (!parent) throw new SlackRefusal('thread_not_found')
      const thread = parent.threadTs ?? parent.ts
      const found = channel.messages.filter(
        (message) => message.ts === thread || (message.threadTs === thread && within(message, asked)),
      )
      const cut = page(found, { cursor, limit: limit ?? 1000, most: 1000 })
      return {
        ok: true,
        messages: cut.items.map((message) => shown(world, channel, { message, metadata })),
        has_more: cut.response_metadata.next_cursor !== '',
        response_metadata: cut.response_metadata,
      } satisfies ConversationsRepliesResponse
    },
  }),
]
