import type {
  ConversationsArchiveResponse,
  ConversationsCreateResponse,
  ConversationsOpenResponse,
  ConversationsRenameResponse,
  ConversationsSetPurposeResponse,
  ConversationsSetTopicResponse,
} from '@slack/web-api'
import { archive, directChannel, enter, findDirect, isNameTaken, makeChannel, rename } from '../channels.ts'
import { postMessage } from '../messages.ts'
import type { Channel } from '../model.ts'
import { SlackRefusal } from '../refusal.ts'
import { channelShape } from '../shapes.ts'
import type { World } from '../world.ts'
import { demandScope, flag, list, method, ownChannel, seenChannel, text } from './method.ts'

/** Refuses a name that channels cannot bear; 80 characters, lower case (docs.slack.dev/reference/methods/conversations.create). */
function acceptName(world: World, name: string): string {
  if (name === '') throw new SlackRefusal('invalid_name_required')
  if (name.length > 80) throw new SlackRefusal('invalid_name_maxlength')
  if (/^[-_]+$/.test(name)) throw new SlackRefusal('invalid_name_punctuation')
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) throw new SlackRefusal('invalid_name_specials')
  if (isNameTaken(world, name)) throw new SlackRefusal('name_taken')
  return name
}

function note(world: World, channel: Channel, { kind, value }: { kind: 'topic' | 'purpose'; value: string }): void {
  if (value.length > 250) throw new SlackRefusal('too_long')
  const by = world.app.botUserId
  channel[kind] = { value, by, at: world.seconds() }
  postMessage(world, channel, {
    user: by,
    text: `<@${by}> set the channel ${kind === 'topic' ? 'topic' : 'description'}: ${value}`,
    subtype: `channel_${kind}`,
  })
}

function openDirect(world: World, users: string[]): { channel: Channel; known: boolean } {
  const [user] = users
  if (user === undefined) throw new SlackRefusal('users_list_not_supplied')
  if (users.length > 1) throw new SlackRefusal('method_not_supported_for_channel_type')
  const account = world.accounts.get(user)
  if (!account) throw new SlackRefusal('user_not_found')
  if (account.kind === 'deactivated') throw new SlackRefusal('user_disabled')
  if (account.kind === 'bot' || account.kind === 'app') throw new SlackRefusal('cannot_dm_bot')
  const known = findDirect(world, world.app.botUserId, user) !== undefined
  return { channel: directChannel(world, world.app.botUserId, user), known }
}

/** Making and changing channels. */
export const makeMethods = [
  method({
    name: 'conversations.create',
    args: { name: text, is_private: flag.optional() },
    run: (world, { name, is_private: secret }) => {
      demandScope(world, secret ? ['groups:write'] : ['channels:manage'])
      const creator = world.app.botUserId
      const made = { name: acceptName(world, name), kind: secret ? 'private' : 'public', creator } as const
      const channel = makeChannel(world, made)
      enter(world, channel, { user: creator })
      return { ok: true, channel: channelShape(world, channel) } satisfies ConversationsCreateResponse
    },
  }),
  method({
    name: 'conversations.open',
    needs: ['im:write'],
    args: {
      users: list.optional(),
      channel: text.optional(),
      return_im: flag.optional(),
      prevent_creation: flag.optional(),
    },
    run: (world, { users, channel: id, return_im: whole }) => {
      const opened =
        id === undefined ? openDirect(world, users ?? []) : { channel: seenChannel(world, id, 'manage'), known: true }
      if (opened.channel.kind !== 'im') throw new SlackRefusal('method_not_supported_for_channel_type')
      const shape = whole ? channelShape(world, opened.channel) : { id: opened.channel.id }
      return {
        ok: true,
        ...(opened.known ? { no_op: true, already_open: true } : {}),
        channel: shape,
      } satisfies ConversationsOpenResponse
    },
  }),
  method({
    name: 'conversations.rename',
    args: { channel: text, name: text },
    run: (world, { channel: id, name }) => {
      const channel = ownChannel(world, id, 'manage')
      if (channel.creator !== world.app.botUserId) throw new SlackRefusal('not_authorized')
      if (channel.name !== name) rename(world, channel, { name: acceptName(world, name), by: world.app.botUserId })
      return { ok: true, channel: channelShape(world, channel) } satisfies ConversationsRenameResponse
    },
  }),
  method({
    name: 'conversations.setTopic',
    args: { channel: text, topic: text },
    run: (world, { channel: id, topic }) => {
      const channel = ownChannel(world, id, 'manage')
      note(world, channel, { kind: 'topic', value: topic })
      return { ok: true, channel: channelShape(world, channel) } satisfies ConversationsSetTopicResponse
    },
  }),
  method({
    name: 'conversations.setPurpose',
    args: { channel: text, purpose: text },
    run: (world, { channel: id, purpose }) => {
      const channel = ownChannel(world, id, 'manage')
      note(world, channel, { kind: 'purpose', value: purpose })
      return { ok: true, purpose } satisfies ConversationsSetPurposeResponse & { purpose: string }
    },
  }),
  method({
    name: 'conversations.archive',
    args: { channel: text },
    run: (world, { channel: id }) => {
      const channel = seenChannel(world, id, 'manage')
      if (channel.archived) throw new SlackRefusal('already_archived')
      archive(world, ownChannel(world, id, 'manage'), world.app.botUserId)
      return { ok: true } satisfies ConversationsArchiveResponse
    },
  }),
  method({
    name: 'conversations.unarchive',
    args: { channel: text },
    run: (world, { channel: id }) => {
      const channel = seenChannel(world, id, 'manage')
      if (!channel.archived) throw new SlackRefusal('not_archived')
      throw new SlackRefusal('not_in_channel')
    },
  }),
]
