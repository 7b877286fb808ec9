import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { createActs } from './acts/index.ts'
import type { Log } from './adapters/log/log.ts'
import { envelope } from './adapters/slack/envelope.ts'
import { createSlackSide } from './adapters/slack/index.ts'
import { createActRepository } from './adapters/store/acts.ts'
import { createInbox, createMessageRepository } from './adapters/store/inbox.ts'
import { createIncidentRepository } from './adapters/store/incidents.ts'
import { createLedgerRepository } from './adapters/store/ledger.ts'
import { openEngine, takeServing } from './adapters/store/open.ts'
import { createStore, outsideOnly } from './adapters/store/store.ts'
import { watchStore } from './adapters/store/watch.ts'
import { createWebServer } from './adapters/web/server.ts'
import type { Config } from './config.ts'
import { createGate } from './gate/index.ts'
import { createIncident, parseIncident, parseRosterEntry } from './incident/index.ts'
import { planned } from './kernel/act.ts'
import { postMessage } from './kernel/message.ts'
import type { Job, Module } from './kernel/module.ts'
import { type PersonId, type Role, teamRoles } from './kernel/person.ts'
import type { Place } from './kernel/place.ts'
import { type Clock, hour, second, type Tick } from './kernel/time.ts'
import type { Tx } from './kernel/tx.ts'
import { createLedger } from './ledger/index.ts'

export type Outside = Readonly<{ clock: Clock; tick: Tick; log: Log; pid: number }>

export type App = Readonly<{
  start(): Promise<void>
  /** Takes nothing more in, finishes or gives back what it holds, within ten seconds of line time. */
  stop(): Promise<void>
  /** One beat at once: for the playground, whose clock moves by itself. */
  beat(): Promise<void>
}>

const letters = (count: number): string =>
  Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join('')

const fold = (modules: readonly Module[]): Module => ({
  commands: modules.flatMap((it) => it.commands),
  forms: modules.flatMap((it) => it.forms),
  buttons: modules.flatMap((it) => it.buttons),
  permissions: modules.flatMap((it) => it.permissions),
  texts: modules.flatMap((it) => it.texts),
  rebuffs: Object.assign({}, ...modules.map((it) => it.rebuffs)),
  jobs: modules.flatMap((it) => it.jobs),
  performers: modules.flatMap((it) => it.performers),
})

const whereOf = (place: Place): string => (Object.keys(place)[0] ?? 'somewhere').replace('person', 'a person')

/** Puts all sides together: store, promises, jobs, Slack, pages; binds the performers last. */
export const createApp = async (config: Config, { clock, tick, log, pid }: Outside): Promise<App> => {
  const { team } = config
  const release = takeServing(config.store, pid)
  const store = createStore(openEngine(config.store, clock))
  await store.migrate()
  const { transact, read } = store
  const ledger = createLedger({ repository: createLedgerRepository(), salt: () => randomBytes(16).toString('hex') })
  const watch = watchStore(store.engine, clock, () => worker?.wake())
  let worker: ReturnType<typeof acts.worker> | null = null

  const tellLeads = async (tx: Tx, key: string, text: string, about: Readonly<Record<string, string>>) => {
    for (const person of team.roles.lead)
      await acts.plan(tx, planned(postMessage, { key: `${key}:${person}`, refs: { place: { person }, text, about } }))
  }
  const acts = createActs({
    repository: createActRepository(store.engine, randomUUID),
    transact,
    append: ledger.append,
    clock,
    settings: { ...team.clocks, concurrency: 8, maxAttempts: 12 },
    sound: watch.sound,
    // A notice that cannot be delivered makes no notice of its own: the log and the operator's command have it.
    stuck: (tx, act) =>
      act.key.startsWith('stuck:')
        ? Promise.resolve()
        : tellLeads(tx, `stuck:${act.id}:${clock.now()}`, 'act.stuck', { act: act.id }),
    log,
    newId: randomUUID,
  })

  const gate = createGate({
    secrets: () => read((tx) => incident.offers.secrets(tx)),
    audience: (place) => read((tx) => incident.offers.audience(tx, place)),
    digest: () => null,
    hit: ({ place, hits }) =>
      transact(async (tx) => {
        for (const id of new Set(hits.map((it) => it.incident))) {
          const classes = hits
            .filter((it) => it.incident === id)
            .map((it) => it.class)
            .join(', ')
          const about = { incident: id, where: whereOf(place), classes }
          const lead = await incident.offers.leadOf(tx, id)
          await ledger.append(tx, { chain: id, what: 'gate.hit', by: 'cordon', at: clock.now(), body: about })
          if (lead)
            await acts.plan(
              tx,
              planned(postMessage, {
                key: `hit:${id}:${JSON.stringify(place)}:${Math.floor(clock.now() / hour)}`,
                refs: { place: { person: lead }, text: 'gate.hit', about },
              }),
            )
        }
      }),
  })

  const rolesOf = async (
    tx: Tx,
    person: PersonId,
    where: Readonly<{ incident?: string }>,
  ): Promise<ReadonlySet<Role>> => {
    const own = teamRoles.filter((role) => team.roles[role].includes(person))
    return new Set<Role>([
      'anyone',
      ...own,
      ...(where.incident ? await incident.offers.rolesOf(tx, person, where.incident) : []),
    ])
  }
  const resolve = async (tx: Tx, place: Place) => {
    if ('person' in place) return { person: place.person }
    const channel =
      'room' in place
        ? await incident.offers.resolveRoom(tx, place.room)
        : 'channel' in place
          ? team.places[place.channel]
          : 'team' in place
            ? team.places.team
            : null
    return channel ? { channel } : null
  }

  const { slack: at } = config
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
    resolve,
    rolesOf,
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

  const tables = fold([acts.module, gate.module, incident.module])
  const desk = side.open(tables)
  worker = acts.worker([...tables.performers, ...desk.performers])
  store.onPlanned(worker.wake)
  const jobs: readonly Job[] = [...tables.jobs, ...desk.jobs]
  const beat = async () => {
    for (const job of jobs)
      await job
        .beat(clock.now())
        .catch((error: unknown) =>
          log('error', 'job.failed', { kind: job.name, error: error instanceof Error ? error.name : 'unknown' }),
        )
  }
  const { handler } = side.connection
  const web = createWebServer(config.port, {
    clock,
    log,
    ready: () => {
      const why = [...watch.why(), ...side.connection.ready().why]
      return { ok: why.length === 0, why }
    },
    ...(handler ? { slackEvents: handler } : {}),
  })

  let stopWorker: ((graceMs: number) => Promise<void>) | null = null
  let stopTick: (() => Promise<void>) | null = null
  return {
    beat,
    start: async () => {
      stopWorker = (await worker?.start()) ?? null
      const port = await web.start()
      await side.connection.start(desk.door)
      stopTick = tick(beat)
      log('info', 'ready', { port, store: store.engine.name, mode: at.mode.kind })
    },
    stop: async () => {
      await side.connection.stop(3 * second)
      await Promise.all([stopTick?.(), web.stop(second), stopWorker?.(4 * second)])
      await watch.stop()
      await store.close()
      release()
    },
  }
}
