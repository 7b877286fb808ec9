import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { createActs } from './acts/index.ts'
import type { Log } from './adapters/log/log.ts'
import { envelope } from './adapters/slack/envelope.ts'
import { createSlackSide } from './adapters/slack/index.ts'
import { manifestYaml } from './adapters/slack/manifest.ts'
import { features } from './adapters/slack/scopes.ts'
import { absentEngine } from './adapters/store/absent.ts'
import { createActRepository } from './adapters/store/acts.ts'
import { createInbox, createMessageRepository } from './adapters/store/inbox.ts'
import { createIncidentRepository } from './adapters/store/incidents.ts'
import { createLedgerRepository } from './adapters/store/ledger.ts'
import { openEngine, takeServing } from './adapters/store/open.ts'
import { createStore, outsideOnly, type Store } from './adapters/store/store.ts'
import { watchStore } from './adapters/store/watch.ts'
import { createWebServer } from './adapters/web/server.ts'
import { createNotices } from './app/notices.ts'
import { createBeats, createLife } from './app/serve.ts'
import { createPlaces, createRoles } from './app/standing.ts'
import { foldTables } from './app/tables.ts'
import type { Config } from './config.ts'
import { createGate } from './gate/index.ts'
import { createIncident, parseIncident, parseRosterEntry } from './incident/index.ts'
import type { Clock, Tick } from './kernel/time.ts'
import { createLedger } from './ledger/index.ts'

export type Outside = Readonly<{ clock: Clock; tick: Tick; log: Log; pid: number }>

export type App = ReturnType<typeof createLife>

type Given = Readonly<{
  store: Store
  clock: Clock
  log: Log
  /** Whether this server may claim acts now. */
  sound(): boolean
}>

const letters = (count: number): string =>
  Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join('')

/**
 * Puts all sides together over a store: the promises, Slack, the jobs; binds the performers last. Nothing is asked,
 * opened or started yet, so that the tables can be looked at without a Cordon that runs.
 */
export const compose = ({ team, slack: at }: Pick<Config, 'team' | 'slack'>, { store, clock, log, sound }: Given) => {
  const { transact, read } = store
  const ledger = createLedger({ repository: createLedgerRepository(), salt: () => randomBytes(16).toString('hex') })
  const notices = createNotices({
    plan: (tx, act) => acts.plan(tx, act),
    append: ledger.append,
    clock,
    leads: team.roles.lead,
    leadOf: (tx, id) => incident.offers.leadOf(tx, id),
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
    secrets: () => read((tx) => incident.offers.secrets(tx)),
    audience: (place) => read((tx) => incident.offers.audience(tx, place)),
    digest: () => null,
    hit: notices.gateHit(transact),
  })

  const side = createSlackSide({
    token: at.botToken,
    apiUrl: at.apiUrl,
    mode: at.mode,
    prefix: team.commandPrefix,
    inbox: createInbox({ transact, read, parse: (json) => envelope.parse(json), line: clock.line }),
    messages: createMessageRepository(),
    transact,
    read,
    plan: acts.plan,
    append: ledger.append,
    clear: gate.clear,
    isCleared: gate.isCleared,
    resolve: createPlaces(team, () => incident.offers),
    rolesOf: createRoles(team, () => incident.offers),
    incidentOf: (tx, channel) => incident.offers.incidentOf(tx, channel),
    clock,
    log,
    once: new Set(['announcement.channel']),
  })

  const incident = createIncident({
    plan: acts.plan,
    append: ledger.append,
    read,
    clock,
    incidents: createIncidentRepository({ incident: parseIncident, entry: parseRosterEntry }),
    rooms: outsideOnly('rooms', side.rooms),
    people: outsideOnly('people', side.people),
    clear: gate.clear,
    letters,
    exportLedger: ledger.offers.exported,
    team: {
      name: 'the security team',
      prefix: team.incidentPrefix,
      terms: { version: team.terms.version, text: team.terms.text.split(/\n\s*\n/) },
      dates: { longestDays: 90, slot: { days: [2, 3, 4], from: 15, until: 16 } },
      mostInvited: 20,
      incidentLead: () => null,
      organisationOf: (person) => team.organisations[person] ?? null,
    },
    overviewButtons: [],
  })

  const tables = foldTables([acts.module, gate.module, incident.module])
  const desk = side.open(tables)
  const worker = acts.worker([...tables.performers, ...desk.performers])
  store.onPlanned(worker.wake)
  const jobs = [...tables.jobs, ...desk.jobs]
  return { tables, worker, jobs, hears: desk.hears, door: desk.door, connection: side.connection }
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
    work: worker.start,
    web,
    connection,
    open: () => connection.start(door),
    beat: createBeats(jobs, clock, log),
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
export const appManifest = (config: Pick<Config, 'team' | 'slack'>, clock: Clock, url: string | null): string => {
  const store = createStore(absentEngine())
  const { tables, hears } = compose(config, { store, clock, log: () => undefined, sound: () => false })
  const mode = url === null ? 'socket' : { url }
  return manifestYaml({ name: 'Cordon', prefix: config.team.commandPrefix, ...tables, features, hears, mode })
}
