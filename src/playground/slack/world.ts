import type { Deliverer } from './delivery/deliverer.ts'
import { createIds, type Ids } from './ids.ts'
import type { Account, Channel, Ephemeral, Fields, StoredFile, View } from './model.ts'
import type { After } from './timers.ts'

/** A permission to open one view, given with a command or an interaction; `at` is line time. */
type Trigger = { user: string; at: number; used: boolean }

/** A response_url; `at` is line time. */
type ResponseUrl = { user: string; channel: string; at: number; uses: number; message?: string }

/** All that one workspace is made of. Only this folder changes it. */
export type World = {
  readonly team: { id: string; name: string; domain: string }
  readonly app: { id: string; botId: string; botUserId: string; name: string }
  readonly tokens: { bot: string; app: string; verification: string }
  readonly ids: Ids
  readonly accounts: Map<string, Account>
  readonly channels: Map<string, Channel>
  readonly views: Map<string, View>
  /** Open modals of each person, undermost first. */
  readonly modals: Map<string, string[]>
  /** The Home each person sees, by user id. */
  readonly homes: Map<string, View>
  readonly files: Map<string, StoredFile>
  readonly triggers: Map<string, Trigger>
  readonly responseUrls: Map<string, ResponseUrl>
  readonly scopes: Set<string>
  readonly subscriptions: Set<string>
  readonly restricted: Set<string>
  /** Names Slack fails to see as taken, once each: two creations at one instant. */
  readonly blindNames: Set<string>
  readonly unknown: string[]
  ephemerals: Ephemeral[]
  commands: ReadonlySet<string> | undefined
  /** Line milliseconds before each repetition of an event that was not acknowledged. */
  readonly eventRetries: readonly number[]
  /** Event envelopes handed to the app so far, oldest first. */
  readonly sentEvents: Fields[]
  /** Envelopes kept back while events are held. */
  heldEvents: Fields[] | undefined
  deliverer: Deliverer
  baseUrl: string
  /** Desk time, milliseconds UTC. */
  now(): number
  /** Line time, milliseconds UTC. */
  line(): number
  after: After
  /** A message timestamp: unique in the workspace, never going back. */
  nextTs(): string
  /** Desk time in whole seconds. */
  seconds(): number
  /** Says that a person may now see something else. */
  changed(): void
  onChange(hook: () => void): () => void
}

/** What a new world needs; `now` is desk time, `line` line time, both milliseconds UTC. */
export type WorldSettings = {
  now: () => number
  line: () => number
  after: After
  seed: number
  scopes: Iterable<string>
  subscriptions: Iterable<string>
  commands: ReadonlySet<string> | undefined
  eventRetries: readonly number[]
  deliverer: Deliverer
}

/** A workspace with nobody in it but the app and Slackbot. */
export function createWorld(settings: WorldSettings): World {
  const ids = createIds(settings.seed)
  const team = { id: ids.of('T'), name: 'Playground', domain: 'playground' }
  const app = { id: ids.of('A'), botId: ids.of('B'), botUserId: ids.of('U'), name: 'Cordon' }
  const hooks = new Set<() => void>()
  let lastMicroseconds = 0
  const world: World = {
    team,
    app,
    tokens: { bot: `xoxb-${ids.word()}`, app: `xapp-1-${ids.word()}`, verification: ids.word() },
    ids,
    accounts: new Map(),
    channels: new Map(),
    views: new Map(),
    modals: new Map(),
    homes: new Map(),
    files: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    scopes: new Set(settings.scopes),
    subscriptions: new Set(settings.subscriptions),
    restricted: new Set(),
    blindNames: new Set(),
    unknown: [],
    ephemerals: [],
    commands: settings.commands,
    eventRetries: settings.eventRetries,
    sentEvents: [],
    heldEvents: undefined,
    deliverer: settings.deliverer,
    baseUrl: '',
    now: settings.now,
    line: settings.line,
    after: settings.after,
    nextTs: () => {
      lastMicroseconds = Math.max(Math.floor(settings.now()) * 1000, lastMicroseconds + 1)
      return `${Math.floor(lastMicroseconds / 1e6)}.${String(lastMicroseconds % 1e6).padStart(6, '0')}`
    },
    seconds: () => Math.floor(settings.now() / 1000),
    changed: () => {
      for (const hook of [...hooks]) hook()
    },
    onChange: (hook) => {
      hooks.add(hook)
      return () => hooks.delete(hook)
    },
  }
  addBuiltInAccounts(world)
  return world
}

function addBuiltInAccounts(world: World): void {
  const { app, team } = world
  world.accounts.set(app.botUserId, {
    id: app.botUserId,
    teamId: team.id,
    name: app.name,
    handle: app.name.toLowerCase(),
    kind: 'app',
  })
  world.accounts.set('USLACKBOT', {
    id: 'USLACKBOT',
    teamId: team.id,
    name: 'Slackbot',
    handle: 'slackbot',
    kind: 'slackbot',
  })
}
