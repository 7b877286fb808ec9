import type { Retry } from './delivery/deliverer.ts'
import { fieldsOf } from './fields.ts'
import type { Channel, ChannelKind, Fields } from './model.ts'
import type { World } from './world.ts'

const messageScope = { public: 'channels:history', private: 'groups:history', im: 'im:history' } as const
const messageEvent = { public: 'message.channels', private: 'message.groups', im: 'message.im' } as const
const peopleScope = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const

/** The subscriptions an app may name in its manifest, as far as this Slack sends them. */
export const allSubscriptions = [
  'app_home_opened',
  'channel_archive',
  'channel_left',
  'channel_rename',
  'channel_unarchive',
  'group_archive',
  'group_left',
  'group_rename',
  'group_unarchive',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'message.groups',
  'message.im',
] as const

/** Line milliseconds before each repetition: nearly at once, a minute, five minutes (docs.slack.dev/apis/events-api). */
export const eventRetries: readonly number[] = [0, 60_000, 300_000]

/** The `channel_type` of message events. */
export function channelType(kind: ChannelKind): 'channel' | 'group' | 'im' {
  if (kind === 'public') return 'channel'
  return kind === 'private' ? 'group' : 'im'
}

function scopeFor(event: Fields, kind: ChannelKind): string {
  return event.type === 'message' ? messageScope[kind] : peopleScope[kind]
}

function subscriptionFor(event: Fields, kind: ChannelKind | undefined): string {
  return event.type === 'message' && kind ? messageEvent[kind] : String(event.type)
}

/**
 * Sends an event to the app, if the app subscribed to it, has the scope, and is in the channel it is about.
 * `leaving` lets an event through that tells the app that it has just left.
 */
export function tellApp(world: World, event: Fields, about?: { channel: Channel; leaving?: boolean }): void {
  const kind = about?.channel.kind
  if (!world.subscriptions.has(subscriptionFor(event, kind))) return
  if (about && kind && !world.scopes.has(scopeFor(event, kind))) return
  if (about && !about.leaving && !about.channel.members.has(world.app.botUserId)) return
  const envelope = envelopeFor(world, event)
  world.sentEvents.push(envelope)
  if (world.heldEvents) world.heldEvents.push(envelope)
  else deliverEvent(world, envelope)
}

function envelopeFor(world: World, event: Fields): Fields {
  return {
    token: world.tokens.verification,
    team_id: world.team.id,
    context_team_id: world.team.id,
    context_enterprise_id: null,
    api_app_id: world.app.id,
    event,
    type: 'event_callback',
    event_id: world.ids.of('Ev'),
    event_time: world.seconds(),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.team.id,
        user_id: world.app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${world.ids.word()}`,
  }
}

/** Hands an event over and repeats it while it is not acknowledged, as often as the schedule has entries. */
function deliverEvent(world: World, envelope: Fields, retry?: Retry): void {
  void world.deliverer.event(envelope, retry).then((handed) => {
    if (handed.ok || handed.noMore) return
    const num = (retry?.num ?? 0) + 1
    const wait = world.eventRetries[num - 1]
    if (wait === undefined) return
    world.after(wait, () => deliverEvent(world, envelope, { num, reason: handed.reason }))
  })
}

/** Keeps events back until the returned function lets them go, in order or the last first. */
export function holdEvents(world: World): (order?: 'as sent' | 'last first') => void {
  world.heldEvents = []
  return (order = 'as sent') => {
    const held = world.heldEvents ?? []
    world.heldEvents = undefined
    for (const envelope of order === 'as sent' ? held : held.reverse()) deliverEvent(world, envelope)
  }
}

/** Hands over again, as it was, the newest event for which `pick` holds; Slack sometimes does though it was acknowledged. */
export function repeatEvent(world: World, pick: (event: Fields) => boolean): boolean {
  const envelope = world.sentEvents.findLast((sent) => pick(fieldsOf(sent.event)))
  if (envelope) deliverEvent(world, envelope)
  return envelope !== undefined
}
