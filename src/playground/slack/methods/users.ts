import type { UsersConversationsResponse, UsersInfoResponse, UsersListResponse } from '@slack/web-api'
import type { ChannelKind } from '../model.ts'
import { SlackRefusal } from '../refusal.ts'
import { channelShape, userShape } from '../shapes.ts'
import { demandScope, flag, isSeenByApp, list, method, text, whole } from './method.ts'
import { page } from './pages.ts'

const kindOf: Record<string, ChannelKind> = { public_channel: 'public', private_channel: 'private', im: 'im' }
const readScope = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const

/** The kinds of channel a `types` argument names; each wants its scope. Group direct messages exist nowhere here. */
export function kindsOf(world: Parameters<typeof demandScope>[0], types: string[]): Set<ChannelKind> {
  const kinds = new Set<ChannelKind>()
  for (const type of types) {
    if (type === 'mpim') {
      demandScope(world, ['mpim:read'])
      continue
    }
    const kind = kindOf[type]
    if (!kind) throw new SlackRefusal('invalid_types')
    demandScope(world, [readScope[kind]])
    kinds.add(kind)
  }
  return kinds
}

/** People: `users.info`, `users.list`, `users.conversations`. */
export const userMethods = [
  method({
    name: 'users.info',
    needs: ['users:read'],
    args: { user: text, include_locale: flag.optional() },
    run: (world, { user, include_locale: locale }) => {
      const account = world.accounts.get(user)
      if (!account) throw new SlackRefusal('user_not_found')
      return {
        ok: true,
        user: { ...userShape(world, account), ...(locale ? { locale: 'en-US' } : {}) },
      } satisfies UsersInfoResponse
    },
  }),
  method({
    name: 'users.list',
    needs: ['users:read'],
    args: {
      cursor: text.optional(),
      limit: whole.optional(),
      include_locale: flag.optional(),
    },
    run: (world, { cursor, limit }) => {
      const cut = page([...world.accounts.values()], { cursor, limit, most: 1000 })
      return {
        ok: true,
        members: cut.items.filter((one) => one.kind !== 'foreign').map((one) => userShape(world, one)),
        cache_ts: world.seconds(),
        response_metadata: cut.response_metadata,
      } satisfies UsersListResponse
    },
  }),
  method({
    name: 'users.conversations',
    args: {
      cursor: text.optional(),
      limit: whole.optional(),
      types: list.optional(),
      exclude_archived: flag.optional(),
      user: text.optional(),
    },
    run: (world, { cursor, limit, types, exclude_archived: unarchived, user }) => {
      const who = user ?? world.app.botUserId
      if (!world.accounts.has(who)) throw new SlackRefusal('user_not_found')
      const kinds = kindsOf(world, types ?? ['public_channel'])
      const inside = [...world.channels.values()].filter(
        (channel) => channel.members.has(who) && isSeenByApp(world, channel),
      )
      const cut = page(inside, { cursor, limit: limit ?? 100, most: 999 })
      const channels = cut.items
        .filter((channel) => kinds.has(channel.kind) && !(unarchived && channel.archived))
        .map((channel) => channelShape(world, channel))
      return { ok: true, channels, response_metadata: cut.response_metadata } satisfies UsersConversationsResponse
    },
  }),
]
