import { tellApp } from './events.ts'
import { postMessage } from './messages.ts'
import type { Channel, ChannelKind, Fields } from './model.ts'
import { channelName } from './text.ts'
import type { World } from './world.ts'

/** Makes a channel with nobody in it. Private channels have ids with C too (docs.slack.dev/apis/web-api/using-the-conversations-api). */
export function makeChannel(world: World, made: { name: string; kind: ChannelKind; creator: string }): Channel {
  const note = { value: '', by: '', at: 0 }
  const channel: Channel = {
    id: world.ids.of(made.kind === 'im' ? 'D' : 'C'),
    name: made.name,
    previousNames: [],
    kind: made.kind,
    creator: made.creator,
    created: world.seconds(),
    archived: false,
    members: new Set(),
    everInside: [],
    topic: note,
    purpose: note,
    messages: [],
    pins: new Set(),
  }
  world.channels.set(channel.id, channel)
  return channel
}

/** Whether the name is taken by any channel at all, unseen and archived ones included. */
export function isNameTaken(world: World, name: string): boolean {
  if (world.blindNames.delete(name)) return false
  return [...world.channels.values()].some((channel) => channel.kind !== 'im' && channel.name === name)
}

/** Puts somebody into a channel as if they had always been there: no line, no event. */
export function seat(channel: Channel, user: string): void {
  channel.members.add(user)
  if (!channel.everInside.includes(user)) channel.everInside.push(user)
}

/** Puts somebody into a channel (`by` invited them), writes the line of it and tells the app, its own arrival too. */
export function enter(world: World, channel: Channel, { user, by }: { user: string; by?: string }): void {
  seat(channel, user)
  postMessage(world, channel, {
    user,
    text: `<@${user}> has joined the channel`,
    subtype: 'channel_join',
    ...(by ? { inviter: by } : {}),
  })
  tellApp(
    world,
    { ...membership(world, channel, { type: 'member_joined_channel', user }), ...(by ? { inviter: by } : {}) },
    { channel },
  )
}

function membership(world: World, channel: Channel, { type, user }: { type: string; user: string }): Fields {
  return {
    type,
    user,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: world.accounts.get(user)?.teamId ?? world.team.id,
    event_ts: world.nextTs(),
  }
}

/** Takes somebody out of a channel (`by` removed them). The app hears of others by `member_left_channel`, of itself by `group_left`. */
export function exit(world: World, channel: Channel, { user, by }: { user: string; by?: string }): void {
  postMessage(world, channel, { user, text: `<@${user}> has left the channel`, subtype: 'channel_leave' })
  const own = user === world.app.botUserId
  channel.members.delete(user)
  const event = own
    ? {
        type: channel.kind === 'private' ? 'group_left' : 'channel_left',
        channel: channel.id,
        actor_id: by ?? user,
        event_ts: world.nextTs(),
      }
    : membership(world, channel, { type: 'member_left_channel', user })
  tellApp(world, event, own ? { channel, leaving: true } : { channel })
  if (by) noticeOfRemoval(world, channel, { user, by })
  world.changed()
}

/** Slackbot tells whoever was removed, with the name of the channel. */
function noticeOfRemoval(world: World, channel: Channel, { user, by }: { user: string; by: string }): void {
  if (world.accounts.get(user)?.kind === 'app') return
  const name = channelName({ ...channel, kind: 'public' }, user)
  postMessage(world, directChannel(world, 'USLACKBOT', user), {
    user: 'USLACKBOT',
    text: `You have been removed from ${name} by <@${by}>`,
  })
}

/** The direct messages of two people, opened where they were not. */
export function directChannel(world: World, one: string, other: string): Channel {
  const known = findDirect(world, one, other)
  if (known) return known
  const channel = makeChannel(world, { name: '', kind: 'im', creator: one })
  for (const user of [one, other]) seat(channel, user)
  return channel
}

/** The direct messages of two people, if they were ever opened. */
export function findDirect(world: World, one: string, other: string): Channel | undefined {
  return [...world.channels.values()].find(
    (channel) => channel.kind === 'im' && channel.members.has(one) && channel.members.has(other),
  )
}

/** Archives a channel: read-only for people, and the app is out of it. */
export function archive(world: World, channel: Channel, by: string): void {
  postMessage(world, channel, { user: by, text: `<@${by}> archived the channel`, subtype: 'channel_archive' })
  channel.archived = true
  const type = channel.kind === 'private' ? 'group_archive' : 'channel_archive'
  tellApp(world, { type, channel: channel.id, user: by, is_moved: 0, event_ts: world.nextTs() }, { channel })
  channel.members.delete(world.app.botUserId)
  world.changed()
}

/** Gives a channel another name. */
export function rename(world: World, channel: Channel, { name, by }: { name: string; by: string }): void {
  const old = channel.name
  channel.previousNames.unshift(old)
  channel.name = name
  postMessage(world, channel, {
    user: by,
    text: `<@${by}> has renamed the channel from "${old}" to "${name}"`,
    subtype: 'channel_name',
  })
  const type = channel.kind === 'private' ? 'group_rename' : 'channel_rename'
  const renamed = {
    id: channel.id,
    name,
    name_normalized: name,
    created: channel.created,
    is_channel: true,
    is_mpim: false,
  }
  tellApp(world, { type, channel: renamed, event_ts: world.nextTs() }, { channel })
}
