import { randomBytes, randomUUID } from 'node:crypto'
import { createActs } from '../acts/index.ts'
import { createActRepository } from '../adapters/store/acts.ts'
import { createLedgerRepository } from '../adapters/store/ledger.ts'
import { openEngine, type StoreAt } from '../adapters/store/open.ts'
import { createStore, type Store } from '../adapters/store/store.ts'
import type { Append } from '../kernel/ledger-entry.ts'
import type { Clock } from '../kernel/time.ts'
import { createLedger } from '../ledger/index.ts'

/** What the operator's commands work on, beside a bot that may be running: short transactions on the same store. */
export type Desk = Readonly<{
  store: Store
  acts: ReturnType<typeof createActs>['offers']
  ledger: ReturnType<typeof createLedger>['offers']
  append: Append
}>

/** Runs one command on the desk, and closes it behind it. */
export type WithDesk = (use: (desk: Desk) => Promise<void>) => Promise<void>

const never = async (): Promise<void> => {
  throw new Error('the operator’s commands perform nothing')
}

/**
 * Opens the store for one command. Beside a running bot its tables are left as they are; `alone` says that there is none,
 * and brings them up to date.
 */
export const withDeskOn =
  (settings: StoreAt, clock: Clock, alone = false): WithDesk =>
  async (use) => {
    const store = createStore(openEngine(settings, clock))
    try {
      await (alone ? store.migrate() : store.expectCurrent())
      const ledger = createLedger({ repository: createLedgerRepository(), salt: () => randomBytes(16).toString('hex') })
      const acts = createActs({
        repository: createActRepository(store.engine, randomUUID),
        transact: store.transact,
        append: ledger.append,
        clock,
        settings: { lease: 30_000, heartbeat: 10_000, poll: 1000, concurrency: 0, maxAttempts: 1 },
        sound: () => false,
        stuck: never,
        log: () => undefined,
        newId: randomUUID,
      })
      await use({ store, acts: acts.offers, ledger: ledger.offers, append: ledger.append })
    } finally {
      await store.close()
    }
  }
