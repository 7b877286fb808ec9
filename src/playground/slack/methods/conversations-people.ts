import type {
  ConversationsInviteResponse,
  ConversationsJoinResponse,
  ConversationsKickResponse,
  ConversationsLeaveResponse,
} from '@slack/web-api'
import { enter, exit } from '../channels.ts'
import type { Channel } from '../model.ts'
import { SlackRefusal } from '../refusal.ts'
import { channelShape } from '../shapes.ts'
import type { World } from '../world.ts'
import { flag, list, method, ownChannel, seenChannel, text } from './method.ts'

/** Why the app cannot invite somebody, in the words of docs.slack.dev/reference/methods/conversations.invite. */
function whyNot(world: World, channel: Channel, user: string): string | undefined {
  const account = world.accounts.get(user)
  if (!account) return 'user_not_found'
  if (user === world.app.botUserId) return 'cant_invite_self'
  if (channel.members.has(user)) return 'already_in_channel'
  if (account.kind === 'deactivated' || account.kind === 'slackbot') return 'cant_invite'
  if (account.kind === 'foreign') return 'user_team_not_in_channel'
  return undefined
}

function invite(world: World, channel: Channel, { users, force }: { users: string[]; force: boolean }): void {
  if (users.length === 0) throw new SlackRefusal('no_user')
  if (users.length > 1000) throw new SlackRefusal('too_many_users')
  const refused = users.flatMap((user) => {
    const error = whyNot(world, channel, user)
    return error ? [{ user, ok: false, error }] : []
  })
  const welcome = users.filter((user) => !refused.some((one) => one.user === user))
  if (refused.length === 0 || (force && welcome.length > 0)) {
    for (const user of welcome) enter(world, channel, { user, by: world.app.botUserId })
  }
  const [first] = refused
  if (first) throw new SlackRefusal(first.error, { errors: refused })
}

/** Who is in a channel. */
export const peopleMethods = [
  method({
    name: 'conversations.invite',
    args: { channel: text, users: list, force: flag.optional() },
    run: (world, { channel: id, users, force }) => {
      const channel = ownChannel(world, id, 'manage')
      invite(world, channel, { users: [...new Set(users)], force: force ?? false })
      return { ok: true, channel: channelShape(world, channel) } satisfies ConversationsInviteResponse
    },
  }),
  method({
    name: 'conversations.kick',
    args: { channel: text, user: text },
    run: (world, { channel: id, user }) => {
      const channel = ownChannel(world, id, 'manage')
      if (user === world.app.botUserId) throw new SlackRefusal('cant_kick_self')
      if (!world.accounts.has(user)) throw new SlackRefusal('user_not_found')
      if (!channel.members.has(user)) throw new SlackRefusal('not_in_channel')
      exit(world, channel, { user, by: world.app.botUserId })
      return { ok: true } satisfies ConversationsKickResponse
    },
  }),
  method({
    name: 'conversations.leave',
    args: { channel: text },
    run: (world, { channel: id }) => {
      const channel = seenChannel(world, id, 'manage')
      if (channel.kind === 'im') throw new SlackRefusal('method_not_supported_for_channel_type')
      if (!channel.members.has(world.app.botUserId)) {
        return { ok: false, error: 'not_in_channel' } satisfies ConversationsLeaveResponse
      }
      if (channel.archived) throw new SlackRefusal('is_archived')
      exit(world, channel, { user: world.app.botUserId })
      return { ok: true } satisfies ConversationsLeaveResponse
    },
  }),
  method({
    name: 'conversations.join',
    needs: ['channels:join'],
    args: { channel: text },
    run: (world, { channel: id }) => {
      const channel = world.channels.get(id)
      if (channel?.kind !== 'public') throw new SlackRefusal('channel_not_found')
      if (channel.archived) throw new SlackRefusal('is_archived')
      if (!channel.members.has(world.app.botUserId)) enter(world, channel, { user: world.app.botUserId })
      return { ok: true, channel: channelShape(world, channel) } satisfies ConversationsJoinResponse
    },
  }),
]
