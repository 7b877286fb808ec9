import { randomUUID } from 'node:crypto'
import { createActs } from '../../src/acts/index.ts'
import { createClock } from '../../src/adapters/clock.ts'
import { createActRepository } from '../../src/adapters/store/acts.ts'
import type { Engine } from '../../src/adapters/store/engine.ts'
import { createLedgerRepository } from '../../src/adapters/store/ledger.ts'
import { createStore } from '../../src/adapters/store/store.ts'
import type { ActRow, PlannedAct } from '../../src/kernel/act.ts'
import { createLedger } from '../../src/ledger/index.ts'

const settings = { lease: 600, heartbeat: 100, poll: 20, concurrency: 4, maxAttempts: 3 }

/** Store, ledger and acts on a fresh engine, with rows of the test; desk time stands in `desk.now`. */
export const createDesk = async (engine: Engine, rows: readonly ActRow[]) => {
  const store = createStore(engine)
  await store.migrate()
  const desk = { now: 1_000_000, sound: true, stuck: [] as string[] }
  const clock = createClock(() => desk.now)
  const ledger = createLedger({ repository: createLedgerRepository(), salt: randomUUID })
  const repository = createActRepository(engine, randomUUID)
  const acts = createActs({
    repository,
    transact: store.transact,
    append: ledger.append,
    clock,
    settings,
    sound: () => desk.sound,
    stuck: async (_tx, act) => {
      desk.stuck.push(`${act.kind} ${act.state} ${act.reason}`)
    },
    log: () => undefined,
    newId: randomUUID,
  })
  const worker = acts.worker(rows)
  store.onPlanned(worker.wake)
  const states = async () =>
    Object.fromEntries((await store.read((tx) => acts.offers.list(tx, 'all', 100))).map((act) => [act.key, act.state]))
  return {
    desk,
    store,
    clock,
    ledger,
    acts,
    repository,
    worker,
    states,
    plan: (...wanted: readonly PlannedAct[]) =>
      store.transact(async (tx) => {
        for (const act of wanted) await acts.plan(tx, act)
      }),
    /** Waits until the act is in the state; the test's own time-out is the limit. */
    until: async (key: string, state: string) => {
      while ((await states())[key] !== state) await clock.pause(10)
    },
    act: async (key: string) =>
      (await store.read((tx) => acts.offers.list(tx, 'all', 100))).find((it) => it.key === key),
  }
}
