import type { Hono } from 'hono'
import type { AppMenu } from '../slack/manifest.ts'
import type { After } from '../slack/timers.ts'
import type { SlackWorkspace } from '../slack/workspace.ts'
import type { CastMember } from './cast.ts'
import type { Eyes } from './draw/eyes.ts'
import type { Guide } from './guide/guide.ts'
import type { Html } from './markup.ts'

/** What stands beside the Slack pane: tabs, each drawn on the server, with routes of their own below `/panel`. */
export type Panels = Readonly<{
  tabs: readonly Readonly<{ id: string; label: string }>[]
  draw(id: string, eyes: Eyes): Promise<Html>
  routes: Hono
  /** Calls after every change of a panel; returns what ends that. */
  onChange(call: () => void): () => void
}>

/** What the page shows, and to whom. */
export type Stage = Readonly<{
  slack: Pick<SlackWorkspace, 'person' | 'onChange' | 'botUserId'>
  /** Whom one may be, the first by default. */
  cast: readonly CastMember[]
  /** What the app registered in its manifest. */
  menu: AppMenu
  panels: Panels | null
  /** Null where nobody is led. */
  guide: Pick<Guide, 'draw' | 'found' | 'onChange'> | null
  /** Desk time, ms UTC. */
  now(): number
  /** Timers on line time. */
  after: After
}>
