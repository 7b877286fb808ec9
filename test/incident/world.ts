import { createIncident } from '../../src/incident/index.ts'
import type { Clear, Ports } from '../../src/incident/ports.ts'
import type { PlannedAct } from '../../src/kernel/act.ts'
import type { Caller, Outcome } from '../../src/kernel/door.ts'
import type { LedgerEntry } from '../../src/kernel/ledger-entry.ts'
import { may } from '../../src/kernel/module.ts'
import type { Person, PersonId, Role, Standing } from '../../src/kernel/person.ts'
import type { Cleared, IncidentId, Place } from '../../src/kernel/place.ts'
import { isRefusal, refuse } from '../../src/kernel/refusal.ts'
import type { Transact } from '../../src/kernel/tx.ts'
import { Tx } from '../../src/kernel/tx.ts'
import { createFakeIncidents } from './fake-incidents.ts'
import { createFakeRooms } from './fake-rooms.ts'
import { createFakeWorker } from './fake-worker.ts'

/** Tuesday 1 December 2026, 09:00 UTC. */
export const start = Date.UTC(2026, 11, 1, 9)
export const day = 24 * 60 * 60 * 1000

const isPassed = <R>(it: Readonly<{ place: Place; rendered: R }>): it is Cleared<R> => Object.isFrozen(it)

/** Undoes a decision that leaves no trace: field errors, and forms still to be opened. */
class Undecided extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('undecided')
    this.outcome = outcome
  }
}

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
    people: { lookup: async (id) => (silent.has(id) ? null : (known.get(id) ?? null)) },
    clear,
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

  /** Takes a decision as the door does: roles and room in the transaction, errors and forms leave no trace. */
  const decide = async (
    way: Readonly<{ may: string; prepare: (typeof module.buttons)[number]['prepare'] }>,
    it: Readonly<{ by: PersonId; raw: unknown; incident: IncidentId | undefined }>,
  ): Promise<Outcome> => {
    const prepared = await way.prepare(it.raw, personOf(it.by))
    if (!('decide' in prepared)) return prepared
    try {
      return await transact(async (tx) => {
        const own = it.incident === undefined ? [] : await offers.rolesOf(tx, it.by, it.incident)
        const held = new Set<Role>(['anyone', ...(roles.get(it.by) ?? []), ...own])
        const where = it.incident === undefined ? {} : { incident: it.incident }
        const caller: Caller = { person: personOf(it.by), roles: held, ...where, at: time.now }
        const allowed = may(module.permissions, { action: way.may, roles: held, inRoom: it.incident !== undefined })
        const outcome = allowed ? await prepared.decide(tx, caller) : refuse('not-allowed')
        if ('errors' in outcome || 'open' in outcome) throw new Undecided(outcome)
        return outcome
      })
    } catch (error) {
      if (error instanceof Undecided) return error.outcome
      throw error
    }
  }
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
      const caller: Caller = { person: personOf(by), roles: new Set(), at: time.now }
      return read((tx) => row(module.forms.find((it) => it.id === id)).open(tx, about, caller))
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

export const summary = 'Pipeline tokens can be replayed zanzibar'
export const first: IncidentId = 'KF-2026-0001'

/** Submits the form that opens an incident. */
export const openBy = (
  world: World,
  by: PersonId,
  values: Readonly<Record<string, unknown>> = {},
  terms = '1',
): Promise<Outcome> =>
  world.submit(
    by,
    'incident.open',
    { severity: 'unknown', terms },
    { summary, severity: 'high', terms: true, ...values },
  )

/** Opens the first incident, with Ada as its opener, and performs what follows. */
export const opened = async (world: World, values: Readonly<Record<string, unknown>> = {}): Promise<void> => {
  const outcome = await openBy(world, 'UADA', values)
  if (isRefusal(outcome) || 'errors' in outcome) throw new Error('it was not opened')
  await world.work()
}

/** The values of a button on the newest form of a message. */
export const buttonOn = (world: World, key: string, button: string): Readonly<Record<string, unknown>> | null => {
  const message = world.worker.posted.find((it) => it.key === key)
  const presses = message?.doc.blocks.flatMap((block) => ('buttons' in block ? block.buttons : [])) ?? []
  return presses.find((press) => press.button === button)?.value ?? null
}
