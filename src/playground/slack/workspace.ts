import type { Deliverer } from './delivery/deliverer.ts'
import { createHttpDeliverer } from './delivery/http.ts'
import { createSocketDoor, type SocketDoor } from './delivery/socket.ts'
import { allSubscriptions, eventRetries } from './events.ts'
import { createFaults, type Faults } from './faults.ts'
import { allMethods } from './methods/all.ts'
import { createOperator, type Operator } from './operator.ts'
import { createApi } from './server/api.ts'
import { type CallRecord, type Conductor, createConductor, type Hook } from './server/conduct.ts'
import { createDownload, createUpload } from './server/files.ts'
import { createResponder } from './server/respond.ts'
import { listen } from './server/server.ts'
import { allScopes, type SlackSettings } from './settings.ts'
import { createTimers, after as realAfter, line as realLine } from './timers.ts'
import { createWorld, type World } from './world.ts'

/** A Slack workspace on this machine, spoken to by the official clients. */
export type SlackWorkspace = Operator & {
  /** For SLACK_API_URL; ends with `/api/`. */
  apiUrl: string
  botToken: string
  appToken: string
  signingSecret: string
  botUserId: string
  botId: string
  teamId: string
  appId: string
  /** What will go wrong with the next calls. */
  faults: Faults
  /** In HTTP mode: the address to deliver to from now on. */
  deliverTo(url: string): void
  /** Socket Mode connections: how many, asking for new ones, breaking them. */
  sockets: { count(): number; refresh(): void; cut(): void }
  /** Calls `hook` before the effect of each request and after it; returns what takes the hook away. */
  onRequest(hook: Hook): () => void
  /** Every request that reached its effect or was stopped before it, oldest first. */
  calls(): readonly CallRecord[]
  /** Faults of this Slack itself; a test run with any has failed. */
  broken: readonly unknown[]
  stop(): Promise<void>
}

/** Starts a workspace with the app installed and nobody else in it. */
export async function createSlackWorkspace(settings: SlackSettings): Promise<SlackWorkspace> {
  const timers = createTimers(settings.after ?? realAfter)
  const { delivery, line = realLine } = settings
  let address = delivery.mode === 'http' ? delivery.url : ''
  const signingSecret = delivery.mode === 'http' ? delivery.signingSecret : ''
  const door = delivery.mode === 'socket' ? createSocketDoor(() => world) : undefined
  const deliverer = door ?? createHttpDeliverer({ url: () => address, signingSecret, line, after: timers.after })
  const world = worldOf({ ...settings, line, after: timers.after, deliverer })
  const faults = createFaults()
  const conductor = createConductor(world, faults)
  const broken: unknown[] = []
  const routes = routesOf(world, conductor, () => door?.ticket())
  const listening = await listen(routes, broken)
  world.baseUrl = listening.baseUrl
  if (door) listening.server.on('upgrade', door.upgrade)
  return {
    ...createOperator(world),
    ...identityOf(world),
    signingSecret,
    faults: { next: faults.next, clear: faults.clear },
    deliverTo: (url) => {
      address = url
    },
    sockets: socketsOf(door),
    onRequest: (hook) => {
      conductor.hooks.add(hook)
      return () => {
        conductor.hooks.delete(hook)
      }
    },
    calls: () => conductor.calls,
    broken,
    stop: async () => {
      await deliverer.stop()
      timers.stop()
      await listening.stop()
    },
  }
}

function worldOf(
  settings: SlackSettings & Required<Pick<SlackSettings, 'line' | 'after'>> & { deliverer: Deliverer },
): World {
  return createWorld({
    now: settings.now,
    line: settings.line,
    after: settings.after,
    seed: settings.seed ?? 1,
    scopes: settings.scopes ?? allScopes,
    subscriptions: settings.events ?? allSubscriptions,
    commands: settings.commands && new Set(settings.commands),
    eventRetries: settings.eventRetries ?? eventRetries,
    deliverer: settings.deliverer,
  })
}

function identityOf(world: World) {
  return {
    apiUrl: `${world.baseUrl}/api/`,
    botToken: world.tokens.bot,
    appToken: world.tokens.app,
    botUserId: world.app.botUserId,
    botId: world.app.botId,
    teamId: world.team.id,
    appId: world.app.id,
  }
}

function socketsOf(door: SocketDoor | undefined): SlackWorkspace['sockets'] {
  return {
    count: () => door?.connections() ?? 0,
    refresh: () => door?.refresh(),
    cut: () => door?.cut(),
  }
}

function routesOf(world: World, conductor: Conductor, ticket: () => string | undefined) {
  return {
    '/api/': createApi(world, allMethods(ticket), conductor),
    '/response/': createResponder(world, conductor),
    '/upload/v1/': createUpload(world, conductor),
    '/files-pri/': createDownload(world, conductor),
  }
}
