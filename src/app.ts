import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { createActs } from './acts/index.ts'
import { createDocuments } from './adapters/drive/documents.ts'
import { parseMarkdown } from './adapters/drive/markdown.ts'
import type { Log } from './adapters/log/log.ts'
import { createListMail } from './adapters/mail/index.ts'
import { envelope } from './adapters/slack/envelope.ts'
import { createSlackSide, writtenDoc } from './adapters/slack/index.ts'
import { createActRepository } from './adapters/store/acts.ts'
import { createAnnouncementRepository } from './adapters/store/announcements.ts'
import { createInbox, createMessageRepository } from './adapters/store/inbox.ts'
import { createIncidentRepository } from './adapters/store/incidents.ts'
import { createLedgerRepository } from './adapters/store/ledger.ts'
import { createMeetingRepository } from './adapters/store/meetings.ts'
import { openEngine, takeServing } from './adapters/store/open.ts'
import { createStore, outsideOnly, type Store } from './adapters/store/store.ts'
import { watchStore } from './adapters/store/watch.ts'
import { createWebServer } from './adapters/web/server.ts'
import { announceButton, createAnnouncement, parseAnnouncement, readLetter } from './announcement/index.ts'
import { createNotices } from './app/notices.ts'
import { createBeats, createLife } from './app/serve.ts'
import { createPlaces, createRoles } from './app/standing.ts'
import { foldTables } from './app/tables.ts'
import type { Config } from './config.ts'
import { createGate } from './gate/index.ts'
import { createIncident, parseIncident, parseRosterEntry } from './incident/index.ts'
import type { Clock, Tick } from './kernel/time.ts'
import { createLedger } from './ledger/index.ts'
import { createMeeting, parseOverride } from './meeting/index.ts'

export type Outside = Readonly<{ clock: Clock; tick: Tick; log: Log; pid: number }>

export type App = ReturnType<typeof createLife>

type Composed = Pick<Config, 'team' | 'slack' | 'smtp' | 'witness' | 'bounce' | 'dkim' | 'google'>

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
export const compose = (config: Composed, { store, clock, log, sound }: Given) => {
  const { team, slack: at } = config
  const { transact, read } = store
  const lists = Object.keys(team.lists)
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
    digest: (rendered) => {
      const letter = readLetter(rendered)
      return letter && mail.digestOf(letter)
    },
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
    isPosted: async (tx, key) => (await messages.get(tx, key)) !== null,
    overviewButtons: lists.length > 0 ? [announceButton] : [],
  })

  const mail = createListMail({ ...config, lists: team.lists, clock, isCleared: gate.isCleared })
  const announcement = createAnnouncement({
    announcements: createAnnouncementRepository(parseAnnouncement),
    post: mail,
    clear: gate.clear,
    plan: acts.plan,
    append: ledger.append,
    read,
    clock,
    parse: writtenDoc,
    lists,
    approvers: team.roles.approver,
    channel: 'announcements' in team.places ? 'announcements' : null,
    onRoster: incident.offers.isRoster,
    published: incident.offers.published,
  })

  const meeting = createMeeting({
    series: team.series,
    hosts: team.roles.host,
    repository: createMeetingRepository(parseOverride),
    read,
    transact,
    plan: acts.plan,
    append: ledger.append,
    clock,
    documents: outsideOnly(
      'documents',
      createDocuments(config.google, { clock, log: (what, about) => log('error', what, about) }),
    ),
    parseNotes: parseMarkdown,
    passes: async (place, doc) => !('held' in (await gate.clear(place, doc, null))),
  })

  const tables = foldTables([acts.module, gate.module, incident.module, announcement, meeting])
  const desk = side.open(tables)
  const worker = acts.worker([...tables.performers, ...desk.performers])
  store.onPlanned(worker.wake)
  const jobs = [...tables.jobs, ...desk.jobs]
  return { tables, worker, jobs, door: desk.door, connection: side.connection }
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
