import { randomBytes, randomUUID } from 'node:crypto'
import { createActs } from './acts/index.ts'
import type { Log } from './adapters/log/log.ts'
import { envelope } from './adapters/slack/envelope.ts'
import { createSlackSide } from './adapters/slack/index.ts'
import { manifestYaml } from './adapters/slack/manifest.ts'
import { features } from './adapters/slack/scopes.ts'
import { absentEngine } from './adapters/store/absent.ts'
import { createActRepository } from './adapters/store/acts.ts'
import { createInbox, createMessageRepository } from './adapters/store/inbox.ts'
import { createLedgerRepository } from './adapters/store/ledger.ts'
import { openEngine, takeServing } from './adapters/store/open.ts'
import { createStore, type Store } from './adapters/store/store.ts'
import { watchStore } from './adapters/store/watch.ts'
import { createWebServer } from './adapters/web/server.ts'
import { createJobs, type JobSettings } from './app/jobs.ts'
import { createNotices } from './app/notices.ts'
import { createBeats, createLife } from './app/serve.ts'
import { createPlaces, createRoles } from './app/standing.ts'
import { foldTables } from './app/tables.ts'
import type { Config } from './config.ts'
import { createGate } from './gate/index.ts'
import type { Clock, Tick } from './kernel/time.ts'
import { createHeads, createLedger } from './ledger/index.ts'

export type Outside = Readonly<{ clock: Clock; tick: Tick; log: Log; pid: number }>

export type App = ReturnType<typeof createLife>

type Composed = JobSettings & Pick<Config, 'slack'>

type Given = Readonly<{
  store: Store
  clock: Clock
  log: Log
  /** Whether this server may claim acts now. */
  sound(): boolean
}>

/**
 * Puts all sides together over a store: the promises, Slack, the jobs; binds the performers last. Nothing is asked,
 * opened or started yet, so that the tables can be looked at without a Cordon that runs.
 */
export const compose = (config: Composed, { store, clock, log, sound }: Given) => {
  const { team, slack: at } = config
  const { transact, read } = store
  const entries = createLedgerRepository()
  const ledger = createLedger({ repository: entries, salt: () => randomBytes(16).toString('hex') })
  const notices = createNotices({
    plan: (tx, act) => acts.plan(tx, act),
    append: ledger.append,
    clock,
    leads: team.roles.lead,
    leadOf: (tx, id) => jobs.incident.offers.leadOf(tx, id),
  })
  const acts = createActs({
    repository: createActRepository(store.engine, randomUUID),
    transact,
    append: ledger.append,
    clock,
    settings: { ...team.clocks, concurrency: 8, maxAttempts: 12 },
    sound,
    stuck: notices.stuck,
    log,
    newId: randomUUID,
  })

  const gate = createGate({
    secrets: () => read((tx) => jobs.incident.offers.secrets(tx)),
    audience: (place) => read((tx) => jobs.incident.offers.audience(tx, place)),
    digest: (rendered) => jobs.digest(rendered),
    hit: notices.gateHit(transact),
  })

  const messages = createMessageRepository()
  const side = createSlackSide({
    token: at.botToken,
    apiUrl: at.apiUrl,
    mode: at.mode,
    prefix: team.commandPrefix,
    inbox: createInbox({ transact, read, parse: (json) => envelope.parse(json), line: clock.line }),
    messages,
    transact,
    read,
    plan: acts.plan,
    append: ledger.append,
    clear: gate.clear,
    isCleared: gate.isCleared,
    resolve: createPlaces(team, () => jobs.incident.offers),
    rolesOf: createRoles(team, () => jobs.incident.offers),
    incidentOf: (tx, channel) => jobs.incident.offers.incidentOf(tx, channel),
    clock,
    log,
    once: new Set(['announcement.channel']),
  })

  const jobs = createJobs(config, { store, ledger, acts, gate, side, messages, clock, log })

  const heads = createHeads({ repository: entries, transact, plan: acts.plan, leads: team.roles.lead })
  const tables = foldTables([acts.module, gate.module, heads, ...jobs.modules])
  const desk = side.open(tables)
  const worker = acts.worker([...tables.performers, ...desk.performers])
  store.onPlanned(worker.wake)
  return {
    tables,
    worker,
    jobs: [...tables.jobs, ...desk.jobs],
    hears: desk.hears,
    door: desk.door,
    connection: side.connection,
  }
}

/** A Cordon that is ready to start: takes the right to serve, opens the store and brings it up to date. */
export const createApp = async (config: Config, { clock, tick, log, pid }: Outside): Promise<App> => {
  const release = takeServing(config.store, pid)
  const store = createStore(openEngine(config.store, clock))
  await store.migrate()
  const { worker, jobs, door, connection } = compose(config, { store, clock, log, sound: () => watch.sound() })
  const watch = watchStore(store.engine, clock, worker.wake)
  const web = createWebServer(config.port, {
    clock,
    log,
    ready: () => {
      const why = [...watch.why(), ...connection.ready().why]
      return { ok: why.length === 0, why }
    },
    ...(connection.handler ? { slackEvents: connection.handler } : {}),
  })
  return createLife({
    worker,
    web,
    connection,
    open: () => connection.start(door),
    beats: createBeats(jobs, clock, log),
    tick,
    about: { store: store.engine.name, mode: config.slack.mode.kind },
    close: async () => {
      await watch.stop()
      await store.close()
      release()
    },
    log,
  })
}

/** The Slack app's manifest as a file, from the tables that the door runs on; `url` is where Slack calls, if it does. */
export const appManifest = (given: Pick<Config, 'team' | 'slack'>, clock: Clock, url: string | null): string => {
  const config: Composed = { smtp: null, witness: null, bounce: null, dkim: null, google: null, ...given }
  const store = createStore(absentEngine())
  const { tables, hears } = compose(config, { store, clock, log: () => undefined, sound: () => false })
  const mode = url === null ? 'socket' : { url }
  return manifestYaml({ name: 'Cordon', prefix: config.team.commandPrefix, ...tables, features, hears, mode })
}
