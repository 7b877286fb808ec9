/** The smallest program over acts and store: plans RINGS acts, each of which rings a counting HTTP server once. */
import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { createActs } from '../../src/acts/index.ts'
import { createClock } from '../../src/adapters/clock.ts'
import { createActRepository } from '../../src/adapters/store/acts.ts'
import { createLedgerRepository } from '../../src/adapters/store/ledger.ts'
import { lockServing } from '../../src/adapters/store/lock.ts'
import { openPostgres } from '../../src/adapters/store/postgres.ts'
import { openSqlite } from '../../src/adapters/store/sqlite.ts'
import { createStore } from '../../src/adapters/store/store.ts'
import { actKind, performer, planned } from '../../src/kernel/act.ts'
import { createLedger } from '../../src/ledger/index.ts'

const { RING_URL: bell = '', DATABASE_URL: url, DATA_DIR: dir = '' } = process.env
const clock = createClock()
const store = createStore(url ? openPostgres(url, clock.pause) : openSqlite(dir, clock))
if (!url) lockServing(dir, process.pid)
await store.migrate()
const ledger = createLedger({ repository: createLedgerRepository(), salt: randomUUID })
const acts = createActs({
  repository: createActRepository(store.engine, randomUUID),
  transact: store.transact,
  append: ledger.append,
  clock,
  settings: { lease: 2000, heartbeat: 500, poll: 200, concurrency: 2, maxAttempts: 5 },
  sound: () => true,
  stuck: async () => undefined,
  log: () => undefined,
  newId: randomUUID,
})
const ring = actKind({
  kind: 'ring',
  refs: z.strictObject({ n: z.number() }),
  result: z.strictObject({ digest: z.string() }),
})
const echo = actKind({
  kind: 'echo',
  refs: z.strictObject({ n: z.number() }),
  result: z.strictObject({ digest: z.string() }),
})
const go = async (key: string, n: number, signal: AbortSignal) => {
  const cleared = { rendered: { text: `ring ${n}` } }
  const answer = await fetch(`${bell}/ring/${key}`, { method: 'POST', body: cleared.rendered.text, signal })
  return answer.ok
    ? { done: { digest: createHash('sha256').update(cleared.rendered.text).digest('hex') } }
    : { ambiguous: `status-${answer.status}` }
}
const look = async (key: string, signal: AbortSignal) => {
  const answer = await fetch(`${bell}/rang/${key}`, { signal })
  return answer.status === 200
    ? { done: { digest: await answer.text() } }
    : answer.status === 404
      ? ('absent' as const)
      : ('unknown' as const)
}
const worker = acts.worker([
  performer(ring, {
    perform: (refs, it) => go(it.key, refs.n, it.signal),
    find: (_refs, it) => look(it.key, it.signal),
    settled: async (tx, refs) => {
      await ledger.append(tx, { chain: 'desk', what: 'ring.rung', by: 'cordon', at: clock.now(), body: { n: refs.n } })
      await acts.plan(tx, planned(echo, { key: `echo-${refs.n}`, refs, lane: 'bell' }))
    },
    unknown: 'hold',
  }),
  performer(echo, {
    perform: (refs, it) => go(it.key, refs.n, it.signal),
    find: (_refs, it) => look(it.key, it.signal),
    settled: async (tx, refs) =>
      ledger.append(tx, { chain: 'desk', what: 'echo.rung', by: 'cordon', at: clock.now(), body: { n: refs.n } }),
    unknown: 'hold',
  }),
])
store.onPlanned(worker.wake)
const stop = await worker.start()
await store.transact(async (tx) => {
  await acts.plan(tx, planned(ring, { key: 'ring-1', refs: { n: 1 }, lane: 'bell' }))
})
const finished = async () => {
  const all = await store.read((tx) => acts.offers.list(tx, 'all', 10))
  return all.length === 2 && all.every((act) => act.state === 'done')
}
while (!(await finished())) await clock.pause(20)
const faults = await store.read((tx) => ledger.offers.verify(tx, 'desk'))
const rung = await store.read((tx) => ledger.offers.entries(tx, 'desk'))
process.stdout.write(`${JSON.stringify({ faults, entries: rung.map((entry) => entry.what) })}\n`)
await stop(1000)
await store.close()
