import type { AppsManifestCreateArguments } from '@slack/web-api'

export type Manifest = AppsManifestCreateArguments['manifest']
type Filled<T> = NonNullable<T>
export type Scope = Filled<Filled<Filled<Manifest['oauth_config']>['scopes']>['bot']>[number]
export type EventName = Filled<Filled<Filled<Manifest['settings']>['event_subscriptions']>['bot_events']>[number]

/** What needs which scopes and events of Slack. Without an optional feature's scopes the feature is off, and says so. */
export type Feature = Readonly<{
  name: string
  scopes: readonly Scope[]
  events: readonly EventName[]
  optional: boolean
}>

/**
 * The features in Slack, in the order of design and manifest. Each event's own scope stands in its row
 * (https://docs.slack.dev/reference/events); `connections:write` of Socket Mode belongs to the app-level token.
 * `app_rate_limited` is sent unasked and cannot be subscribed to.
 */
export const features = [
  {
    name: 'core',
    scopes: ['commands', 'chat:write', 'im:write', 'users:read'],
    events: ['app_home_opened'],
    optional: false,
  },
  {
    name: 'rooms',
    scopes: ['groups:write', 'groups:read', 'groups:history'],
    events: [
      'member_joined_channel',
      'member_left_channel',
      'group_left',
      'group_rename',
      'group_archive',
      'group_unarchive',
      'group_deleted',
      'channel_shared',
      'message.groups',
    ],
    optional: false,
  },
  { name: 'export', scopes: ['files:write', 'files:read'], events: [], optional: true },
  { name: 'replies', scopes: ['im:history'], events: ['message.im'], optional: true },
  {
    name: 'public-channels',
    scopes: ['channels:read', 'channels:history'],
    events: ['message.channels'],
    optional: true,
  },
  { name: 'e-mail-domains', scopes: ['users:read.email'], events: [], optional: true },
  { name: 'user-groups', scopes: ['usergroups:read'], events: [], optional: true },
  { name: 'pins', scopes: ['pins:write'], events: [], optional: true },
] as const satisfies readonly Feature[]

export type Granted = Readonly<{
  on: readonly string[]
  /** Features that are off, with the scopes they lack. */
  off: readonly Readonly<{ feature: string; missing: readonly string[] }>[]
  /** Scopes without which Cordon is not ready. */
  lacking: readonly string[]
}>

/** Compares what was granted with what the wanted features need. Pure. */
export const compareScopes = (wanted: readonly Feature[], granted: readonly string[]): Granted => {
  const has = new Set(granted)
  const seen = wanted.map((feature) => ({ feature, missing: feature.scopes.filter((scope) => !has.has(scope)) }))
  return {
    on: seen.filter((it) => it.missing.length === 0).map((it) => it.feature.name),
    off: seen
      .filter((it) => it.missing.length > 0 && it.feature.optional)
      .map((it) => ({ feature: it.feature.name, missing: it.missing })),
    lacking: seen.filter((it) => !it.feature.optional).flatMap((it) => it.missing),
  }
}
