import { createIncident } from '../../src/incident/index.ts'
import type { Clear, Ports } from '../../src/incident/ports.ts'
import type { PlannedAct } from '../../src/kernel/act.ts'
import type { LedgerEntry } from '../../src/kernel/ledger-entry.ts'
import type { Person, PersonId, Role, Standing } from '../../src/kernel/person.ts'
import type { Cleared, IncidentId, Place } from '../../src/kernel/place.ts'
import type { Transact } from '../../src/kernel/tx.ts'
import { Tx } from '../../src/kernel/tx.ts'
import { createFakeDoor } from './fake-door.ts'
import { createFakeIncidents } from './fake-incidents.ts'
import { createFakeRooms } from './fake-rooms.ts'
import { createFakeWorker } from './fake-worker.ts'

/** Tuesday 1 December 2026, 09:00 UTC. */
export const start = Date.UTC(2026, 11, 1, 9)
export const day = 24 * 60 * 60 * 1000

const isPassed = <R>(it: Readonly<{ place: Place; rendered: R }>): it is Cleared<R> => Object.isFrozen(it)

const people: readonly (readonly [PersonId, string, Standing])[] = [
  ['UADA', 'Ada', 'member'],
  ['UBEN', 'Ben', 'member'],
  ['UCAT', 'Cat', 'member'],
  ['UDAN', 'Dan', 'member'],
  ['UGUEST', 'Gil', 'guest'],
  ['UFOREIGN', 'Fay', 'foreign'],
  ['UBOT', 'Bot', 'bot'],
  ['UGONE', 'Gus', 'deactivated'],
]

/** The incident module among fakes of its ports, with a door and a worker that keep their rules. */
export const createWorld = () => {
  const store = createFakeIncidents()
  const slack = createFakeRooms()
  let ledger: LedgerEntry[] = []
  const time = { now: start, line: start }
  const known = new Map<PersonId, Person>(people.map(([id, name, standing]) => [id, { id, name, standing }]))
  const silent = new Set<PersonId>()
  const asked: PersonId[] = []
  const settings: { lead: PersonId | null; terms: string; held: boolean } = { lead: null, terms: '1', held: false }
  const roles = new Map<PersonId, readonly Role[]>([
    ['UADA', ['responder']],
    ['UBEN', ['responder']],
  ])
  let letter = 0

  let queue: Promise<unknown> = Promise.resolve()
  const transact: Transact = (run) => {
    const turn = queue.then(async () => {
      const back = [store.mark(), worker.mark()]
      const kept = [...ledger]
      try {
        return await run(new Tx())
      } catch (error) {
        for (const undo of back) undo()
        ledger = kept
        throw error
      }
    })
    queue = turn.catch(() => {})
    return turn
  }
  const read: Transact = (run) => run(new Tx())
  const worker = createFakeWorker({
    read,
    transact,
    texts: () => incident.module.texts,
    waited: (until) => {
      time.line = Math.max(time.line, until)
    },
  })
  const clear: Clear = async (place, _doc, rendered) => {
    const it = Object.freeze({ place, rendered })
    return !settings.held && isPassed(it) ? it : { held: 'not-cleared' }
  }
  const ports: Ports = {
    plan: async (_, act) => worker.plan(act),
    append: async (_, entry) => {
      ledger.push(entry)
    },
    read,
    clock: {
      now: () => time.now,
      line: () => time.line,
      span: () => 0,
      pause: async () => {},
      after: () => () => {},
    },
    incidents: store.incidents,
    rooms: slack.rooms,
    people: {
      lookup: async (id) => {
        asked.push(id)
        return silent.has(id) ? null : (known.get(id) ?? null)
      },
    },
    clear,
    guards: (words) => words.includes(' '),
    isPosted: async (_, key) => worker.posted.some((it) => it.key === key),
    letters: (count) => 'abcdefghijklmnopqrstuvwxyz'.charAt(letter++ % 26).repeat(count),
    exportLedger: async (_, chain) =>
      ledger
        .filter((entry) => entry.chain === chain)
        .map((entry) => `${JSON.stringify(entry)}\n`)
        .join(''),
    team: {
      name: 'the security team',
      prefix: 'KF',
      get terms() {
        return { version: settings.terms, text: ['Keep it to yourself.'] }
      },
      dates: { longestDays: 90, slot: { days: [2, 3, 4], from: 15, until: 16 } },
      mostInvited: 5,
      incidentLead: () => settings.lead,
      organisationOf: (id) => (id === 'UBEN' ? 'Example Org' : null),
    },
    overviewButtons: [(id) => ({ button: 'announcement.write', label: 'Announce', value: { incident: id } })],
  }
  const incident = createIncident(ports)
  const { module, offers } = incident

  const personOf = (id: PersonId): Person => known.get(id) ?? { id, name: id, standing: 'member' }

  const { decide, callerOf } = createFakeDoor({ incident, transact, read, now: () => time.now, roles, personOf })
  const row = <T>(found: T | undefined): T => {
    if (found === undefined) throw new Error('there is no such row')
    return found
  }

  const world = {
    module,
    offers,
    ports,
    slack,
    worker,
    time,
    known,
    silent,
    asked,
    settings,
    roles,
    transact,
    read,
    ledger: () => ledger,
    happened: () => ledger.map((entry) => entry.what),
    command: (by: PersonId, verb: string, args: readonly string[] = [], room?: IncidentId) =>
      decide(row(module.commands.find((it) => it.verb === verb)), { by, raw: args, incident: room }),
    submit: (
      by: PersonId,
      id: string,
      about: Readonly<Record<string, string | number>>,
      values: Readonly<Record<string, unknown>>,
    ) => {
      const room = typeof about.incident === 'string' ? about.incident : undefined
      return decide(row(module.forms.find((it) => it.id === id)), { by, raw: { about, values }, incident: room })
    },
    press: (by: PersonId, id: string, value: Readonly<Record<string, unknown>>) => {
      const room = typeof value.incident === 'string' ? value.incident : undefined
      return decide(row(module.buttons.find((it) => it.id === id)), { by, raw: value, incident: room })
    },
    /** What a form shows when it opens. */
    see: (by: PersonId, id: string, about: Readonly<Record<string, string | number>>) => {
      const form = row(module.forms.find((it) => it.id === id))
      return read(async (tx) => form.open(tx, about, await callerOf(tx, { by, raw: null, incident: undefined })))
    },
    /** Performs until nothing moves, save what `but` holds back. */
    work: async (but?: (act: PlannedAct) => boolean) => {
      for (let round = 0; round < 60; round += 1) if ((await worker.round(module.performers, but)) === 0) return
      throw new Error('the acts never came to rest')
    },
    get: (id: IncidentId) => read((tx) => store.incidents.get(tx, id)),
    entry: (id: IncidentId, person: PersonId) => read((tx) => store.incidents.entry(tx, id, person)),
    text: (name: string, about: unknown) =>
      read((tx) => row(module.texts.find((it) => it.name === name)).write(tx, about)),
  }
  return world
}
export type World = ReturnType<typeof createWorld>
