/** A fault planted in a copy of the source: `find` stands there exactly once and becomes `put`; `test` must turn red. */
export type Fault = Readonly<{
  id: string
  promise: string
  file: string
  find: string
  put: string
  tests: string
  test: string
}>

const acts = 'test/acts/acts.test.ts'
const store = 'test/adapters/store/store.test.ts'
const ledger = 'test/ledger/entry.test.ts'

export const faults: readonly Fault[] = [
  {
    id: 'settled-without-token',
    promise: 'acts',
    file: 'src/adapters/store/acts.ts',
    find: "      .where('token', '=', act.token)\n",
    put: '',
    tests: acts,
    test: 'a settling with a token of an earlier claim changes nothing',
  },
  {
    id: 'lane-ignored',
    promise: 'acts',
    file: 'src/adapters/store/acts.ts',
    find: ".whereRef('b.seq', '<', 'a.seq')",
    put: ".whereRef('b.seq', '<', 'b.seq')",
    tests: acts,
    test: 'a lane goes one after another in the order of planning, and other lanes do not wait for it',
  },
  {
    id: 'key-not-unique',
    promise: 'acts',
    file: 'src/adapters/store/acts.ts',
    find: '    if (known) return false\n',
    put: '    if (known) act = { ...act, key: `${act.key}-${id}` }\n',
    tests: acts,
    test: 'an act planned twice under one key is done once',
  },
  {
    id: 'planned-outside-the-transaction',
    promise: 'acts',
    file: 'src/acts/index.ts',
    find: '    await repository.insert(tx, act, ports.newId(), clock.now())\n',
    put: '    setTimeout(() => ports.transact((own) => repository.insert(own, act, ports.newId(), clock.now())), 5)\n',
    tests: acts,
    test: 'an act of a transaction that is rolled back is never performed',
  },
  {
    id: 'doubt-not-looked-at',
    promise: 'acts',
    file: 'src/acts/perform-act.ts',
    find: '  if (act.doubt) {',
    put: '  if (act.doubt && act.attempts > 99) {',
    tests: acts,
    test: 'an ambiguous act is looked for before it is done again, and what was found is settled',
  },
  {
    id: 'unknown-always-repeated',
    promise: 'acts',
    file: 'src/acts/perform-act.ts',
    find: "row.unknown === 'hold' ? { held: 'outcome-unknown' } : null",
    put: 'null',
    tests: acts,
    test: 'an outcome that stays unknown is held, looked for again by retry, and repeated only when a person lets it go',
  },
  {
    id: 'dead-letters-silent',
    promise: 'acts',
    file: 'src/acts/work.ts',
    find: "      if (to.state === 'held' || to.state === 'dead') await tellStuck",
    put: "      if (to.state === 'held') await tellStuck",
    tests: acts,
    test: 'a performer that throws is in doubt, and after the last attempt a person is told',
  },
  {
    id: 'window-ignored',
    promise: 'acts',
    file: 'src/acts/perform-act.ts',
    find: 'act.expires < times.now',
    put: 'act.expires > times.now + 1e12',
    tests: acts,
    test: 'an act whose time is over is expired, never performed',
  },
  {
    id: 'waiting-counted-as-attempt',
    promise: 'acts',
    file: 'src/adapters/store/acts.ts',
    find: 'to.uncounted ? act.attempts - 1 : act.attempts',
    put: 'act.attempts',
    tests: acts,
    test: 'being told to wait is not an attempt',
  },
  {
    id: 'clock-unsound-claims',
    promise: 'acts',
    file: 'src/acts/work.ts',
    find: ' || !ports.sound()',
    put: '',
    tests: acts,
    test: 'a server whose clock is off claims nothing until it is right again',
  },
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
    find: 'const { error } = await migrator.migrateToLatest()',
    put: 'const error = await migrator.migrateToLatest().then(() => undefined)',
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
