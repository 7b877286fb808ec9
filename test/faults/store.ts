import type { Fault } from './fault.ts'

const store = 'test/adapters/store/store.test.ts'
const ledger = 'test/ledger/entry.test.ts'

export const storeFaults: readonly Fault[] = [
  {
    id: 'adapters-inside-transactions',
    promise: 'acts',
    file: 'src/adapters/store/store.ts',
    find: '        refuseInside(`${name}.${String(key)}`)\n',
    put: '',
    tests: store,
    test: 'an adapter called inside a transaction throws, and outside it works',
  },
  {
    id: 'unit-of-work-outlives-commit',
    promise: 'ledger',
    file: 'src/adapters/store/store.ts',
    find: '    units.delete(tx)\n',
    put: '',
    tests: store,
    test: 'a unit of work that is over can no longer be used',
  },
  {
    id: 'newer-schema-accepted',
    promise: 'ledger',
    file: 'src/adapters/store/store.ts',
    find: 'const { error } = await migratorOf(engine).migrateToLatest()',
    put: 'const error = await migratorOf(engine).migrateToLatest().then(() => undefined)',
    tests: store,
    test: 'a schema newer than the program is refused with the remedy',
  },
  {
    id: 'second-server-allowed',
    promise: 'acts',
    file: 'src/adapters/store/lock.ts',
    find: 'begin exclusive',
    put: 'begin',
    tests: store,
    test: 'a second server on one DATA_DIR is refused, and may serve when the first is gone',
  },
  {
    id: 'commits-what-threw',
    promise: 'store',
    file: 'src/adapters/store/sqlite.ts',
    find: 'await sql`rollback`.execute(connection).catch',
    put: 'await sql`commit`.execute(connection).catch',
    tests: store,
    test: 'a transaction that throws leaves nothing',
  },
  {
    id: 'older-version-saved',
    promise: 'store',
    file: 'src/adapters/store/incidents.ts',
    find: "        .set(rowOf({ ...it, version: it.version + 1 }))\n        .where('id', '=', it.id)\n        .where('version', '=', it.version)\n",
    put: "        .set(rowOf({ ...it, version: it.version + 1 }))\n        .where('id', '=', it.id)\n",
    tests: 'test/adapters/store/incidents.test.ts',
    test: 'of two that save the same version one is refused',
  },
]

export const ledgerFaults: readonly Fault[] = [
  {
    id: 'chain-not-chained',
    promise: 'ledger',
    file: 'src/ledger/entry.ts',
    find: "hashOf(head?.hash ?? '', open)",
    put: "hashOf('', open)",
    tests: ledger,
    test: 'a chain that was written holds',
  },
  {
    id: 'bodies-not-checked',
    promise: 'ledger',
    file: 'src/ledger/entry.ts',
    find: 'entry.body !== null && digestOf',
    put: 'entry.body === null && digestOf',
    tests: ledger,
    test: 'an altered body is found',
  },
  {
    id: 'cut-tail-accepted',
    promise: 'ledger',
    file: 'src/ledger/entry.ts',
    find: '  if (!kept) faults.push(',
    put: '  if (kept === null) faults.push(',
    tests: ledger,
    test: 'a cut tail is found by a head kept from before',
  },
]
