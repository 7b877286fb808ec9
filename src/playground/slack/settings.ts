import type { AccountKind } from './model.ts'
import type { After } from './timers.ts'

/** How the app is reached. In HTTP mode the address may be set later with `deliverTo`. */
type Delivery = { mode: 'socket' } | { mode: 'http'; url: string; signingSecret: string }

/** What a workspace is made with. */
export type SlackSettings = {
  /** Desk time, milliseconds UTC; may be moved. */
  now: () => number
  /** Line time, milliseconds UTC, for signatures, triggers and time-outs. The machine's clock by default. */
  line?: () => number
  /** Timers on line time. The machine's by default. */
  after?: After
  delivery: Delivery
  /** Bot scopes granted; all that Cordon can ask for by default. */
  scopes?: readonly string[]
  /** Events subscribed to, as the manifest names them; all by default. */
  events?: readonly string[]
  /** Slash commands registered; by default every command is taken for the app's. */
  commands?: readonly string[]
  /** Line milliseconds before each repetition of an event; Slack's own schedule by default. */
  eventRetries?: readonly number[]
  seed?: number
}

/** Scopes that Cordon can ask for. */
export const allScopes = [
  'channels:history',
  'channels:manage',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'pins:write',
  'team:read',
  'users:read',
  'users:read.email',
] as const

export type NewPerson = {
  name: string
  handle?: string
  kind: Exclude<AccountKind, 'app' | 'slackbot'>
  email?: string
}

export type NewChannel = { name: string; private?: boolean; members: readonly string[]; botIsMember?: boolean }
