import type { Deliverer } from './delivery/deliverer.ts'
import { createHttpDeliverer } from './delivery/http.ts'
import { createSocketDoor } from './delivery/socket.ts'
import { allSubscriptions, eventRetries, holdEvents, repeatEvent } from './events.ts'
import { createFaults, type Faults } from './faults.ts'
import { allMethods } from './methods/all.ts'
import type { Fields } from './model.ts'
import { addChannel, addPerson, deactivate } from './people.ts'
import { createPerson, type Person } from './person/person.ts'
import { createApi } from './server/api.ts'
import { type CallRecord, type Conductor, createConductor, type Hook } from './server/conduct.ts'
import { createDownload, createUpload } from './server/files.ts'
import { createResponder } from './server/respond.ts'
import { listen } from './server/server.ts'
import { allScopes, type NewChannel, type NewPerson, type SlackSettings } from './settings.ts'
import { after as realAfter, line as realLine } from './timers.ts'
import { createWorld, type World } from './world.ts'

/** A Slack workspace on this machine, spoken to by the official clients. */
export type SlackWorkspace = {
  /** For SLACK_API_URL; ends with `/api/`. */
  apiUrl: string
  botToken: string
  appToken: string
  signingSecret: string
  botUserId: string
  botId: string
  teamId: string
  appId: string
  addPerson(person: NewPerson): string
  /** Ends a person's account: they keep their id and lose their channels. */
  deactivate(userId: string): void
  addChannel(channel: NewChannel): string
  person(userId: string): Person
  faults: Faults
  /** Makes a method answer `restricted_action`, or no longer. */
  restrict(method: string, restricted: boolean): void
  /** Lets the next creation of this name pass though the name is taken, as two at one instant do. */
  overlookName(name: string): void
  setScopes(scopes: readonly string[]): void
  /** In HTTP mode: the address to deliver to from now on. */
  deliverTo(url: string): void
  /** Socket Mode connections: how many, asking for new ones, breaking them. */
  sockets: { count(): number; refresh(): void; cut(): void }
  /** Keeps events back until the returned function lets them go, in order or the last first. */
  holdEvents(): (order?: 'as sent' | 'last first') => void
  /** Hands over again, as it was, an event already sent; `pick` chooses by the inner event, the newest first. */
  repeat(pick: (event: Fields) => boolean): boolean
  /** Calls `hook` before the effect of each request and after it; returns what takes the hook away. */
  onRequest(hook: Hook): () => void
  /** Methods and arguments that were called and are not known here; a test run with any has failed. */
  unknown: readonly string[]
  /** Faults of this Slack itself; a test run with any has failed. */
  broken: readonly unknown[]
  calls(): readonly CallRecord[]
  /** Events handed to the app, oldest first, repetitions not counted. */
  sentEvents(): readonly Fields[]
  /** Resolves once `check` holds, looking again after every change and request; false after `within` line ms. */
  until(check: () => boolean, within?: number): Promise<boolean>
  onChange(hook: () => void): () => void
  stop(): Promise<void>
}

/** Starts a workspace with the app installed and nobody else in it. */
export async function createSlackWorkspace(settings: SlackSettings): Promise<SlackWorkspace> {
  const line = settings.line ?? realLine
  const after = settings.after ?? realAfter
  let address = settings.delivery.mode === 'http' ? settings.delivery.url : ''
  const signingSecret = settings.delivery.mode === 'http' ? settings.delivery.signingSecret : ''
  const door = settings.delivery.mode === 'socket' ? createSocketDoor(() => world) : undefined
  const deliverer: Deliverer = door ?? createHttpDeliverer({ url: () => address, signingSecret, line, after })
  const world: World = createWorld({
    now: settings.now,
    line,
    after,
    seed: settings.seed ?? 1,
    scopes: settings.scopes ?? allScopes,
    subscriptions: settings.events ?? allSubscriptions,
    commands: settings.commands && new Set(settings.commands),
    eventRetries: settings.eventRetries ?? eventRetries,
    deliverer,
  })
  const faults = createFaults()
  const conductor = createConductor(world, faults)
  const broken: unknown[] = []
  const listening = await listen(
    routesOf(world, conductor, () => door?.ticket()),
    broken,
  )
  world.baseUrl = listening.baseUrl
  if (door) listening.server.on('upgrade', door.upgrade)
  return {
    apiUrl: `${listening.baseUrl}/api/`,
    botToken: world.tokens.bot,
    appToken: world.tokens.app,
    signingSecret,
    botUserId: world.app.botUserId,
    botId: world.app.botId,
    teamId: world.team.id,
    appId: world.app.id,
    addPerson: (person) => addPerson(world, person),
    deactivate: (userId) => deactivate(world, userId),
    addChannel: (channel) => addChannel(world, channel),
    person: (userId) => createPerson(world, userId),
    faults: { next: faults.next, clear: faults.clear },
    restrict: (method, restricted) =>
      void (restricted ? world.restricted.add(method) : world.restricted.delete(method)),
    overlookName: (name) => void world.blindNames.add(name),
    setScopes: (scopes) => {
      world.scopes.clear()
      for (const scope of scopes) world.scopes.add(scope)
    },
    deliverTo: (url) => {
      address = url
    },
    sockets: {
      count: () => door?.connections() ?? 0,
      refresh: () => door?.refresh(),
      cut: () => door?.cut(),
    },
    holdEvents: () => holdEvents(world),
    repeat: (pick) => repeatEvent(world, pick),
    onRequest: (hook) => {
      conductor.hooks.add(hook)
      return () => void conductor.hooks.delete(hook)
    },
    unknown: world.unknown,
    broken,
    calls: () => conductor.calls,
    sentEvents: () => world.sentEvents,
    until: (check, within = 5_000) => waitFor(world, check, within),
    onChange: world.onChange,
    stop: async () => {
      await deliverer.stop()
      await listening.stop()
    },
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

/** Looks at `check` now and after every change, until it holds or `within` line milliseconds are over. */
function waitFor(world: World, check: () => boolean, within: number): Promise<boolean> {
  if (check()) return Promise.resolve(true)
  return new Promise((resolve) => {
    const settle = (held: boolean) => {
      forget()
      late()
      resolve(held)
    }
    const forget = world.onChange(() => {
      if (check()) settle(true)
    })
    const late = world.after(within, () => settle(false))
  })
}
