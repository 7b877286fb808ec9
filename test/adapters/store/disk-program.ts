/** Appends to the ledger in the folder given until the disk refuses, then says what was acknowledged and what is kept. */
import { createClock } from '../../../src/adapters/clock.ts'
import { StoreError } from '../../../src/adapters/store/engine.ts'
import { createLedgerRepository } from '../../../src/adapters/store/ledger.ts'
import { openSqlite } from '../../../src/adapters/store/sqlite.ts'
import { createStore, type Store } from '../../../src/adapters/store/store.ts'
import { createLedger } from '../../../src/ledger/index.ts'

const ledger = createLedger({ repository: createLedgerRepository(), salt: () => 'salt' })

const fill = async (store: Store): Promise<number> => {
  for (let n = 0; ; n++) {
    const body = { words: 'x'.repeat(2000) }
    const kept = await store
      .transact((tx) => ledger.append(tx, { chain: 'desk', what: 'test.noted', by: 'cordon', at: n, body }))
      .then(() => true)
      .catch(() => false)
    if (!kept) return n
  }
}

try {
  const store = createStore(openSqlite(process.argv[2] ?? '', createClock()))
  await store.migrate()
  const acknowledged = await fill(store)
  const entries = await store.read((tx) => ledger.offers.entries(tx, 'desk'))
  const faults = await store.read((tx) => ledger.offers.verify(tx, 'desk'))
  process.stdout.write(`acknowledged ${acknowledged}, kept ${entries.length}, faults ${faults.length}\n`)
} catch (error) {
  if (!(error instanceof StoreError)) throw error
  process.stdout.write(`refused: ${error.code}: ${error.message}. ${error.remedy}\n`)
}
