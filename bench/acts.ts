import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import pg from 'pg'
import { z } from 'zod'
import { createActs } from '../src/acts/index.ts'
import { createClock } from '../src/adapters/clock.ts'
import { createActRepository } from '../src/adapters/store/acts.ts'
import { createStore } from '../src/adapters/store/store.ts'
import { actKind, nothing, performer, planned } from '../src/kernel/act.ts'
import { enginesOn, type Fresh, type TestEngine } from '../test/setup/engine-list.ts'
import { startPostgres } from '../test/setup/postgres.ts'
import { findPrograms, findUser } from '../test/setup/postgres-programs.ts'
import { compare, type Figure, perSecond } from './figure.ts'
import { removeAtExit } from './process.ts'

const count = 500
const clock = createClock()
const kind = actKind({ kind: 'bench', refs: z.strictObject({ n: z.number() }), result: nothing })

const nothingDone = {
  perform: async () => ({ done: {} }),
  find: async () => 'absent' as const,
  unknown: 'hold',
} as const

/** Stores and acts on an engine, with a worker that performs an act of no effect; `settled` is called for each. */
const createDesk = async (fresh: Fresh, settled: () => void) => {
  const store = createStore(fresh.open())
  await store.migrate()
  const acts = createActs({
    repository: createActRepository(store.engine, randomUUID),
    transact: store.transact,
    append: async () => undefined,
    clock,
    settings: { lease: 30_000, heartbeat: 10_000, poll: 1000, concurrency: 16, maxAttempts: 3 },
    sound: () => true,
    stuck: async () => undefined,
    log: () => undefined,
    newId: randomUUID,
  })
  const worker = acts.worker([performer(kind, { ...nothingDone, settled: async () => settled() })])
  store.onPlanned(worker.wake)
  const stopWork = await worker.start()
  return {
    store,
    plan: (n: number) => store.transact((tx) => acts.plan(tx, planned(kind, { key: randomUUID(), refs: { n } }))),
    stop: async () => {
      await stopWork(1000)
      await store.close()
    },
  }
}

/** Takes away what the bench stored. */
const remove = async ({ env }: Fresh): Promise<void> => {
  if (env.DATA_DIR !== undefined) rmSync(env.DATA_DIR, { recursive: true, force: true })
  if (env.DATABASE_URL === undefined) return
  const name = new URL(env.DATABASE_URL).pathname.slice(1)
  const client = new pg.Client(Object.assign(new URL(env.DATABASE_URL), { pathname: '/postgres' }).href)
  await client.connect()
  await client.query(`drop database ${client.escapeIdentifier(name)}`)
  await client.end()
}

const measureOn = async (engine: TestEngine): Promise<Figure> => {
  const fresh = await engine.fresh()
  if (fresh.env.DATA_DIR !== undefined) removeAtExit(fresh.env.DATA_DIR)
  let left = 0
  let finished: (() => void) | undefined
  const desk = await createDesk(fresh, () => {
    left -= 1
    if (left === 0) finished?.()
  })
  const measure = async () => {
    left = count
    const all = new Promise<void>((resolve) => {
      finished = resolve
    })
    const start = performance.now()
    for (let n = 0; n < count; n++) await desk.plan(n)
    await all
    return perSecond(count, performance.now() - start)
  }
  const bare = async () => {
    const start = performance.now()
    for (let n = 0; n < count; n++)
      await desk.store.engine.db.insertInto('messages').values({ key: randomUUID(), channel: 'C1', ts: '1' }).execute()
    return perSecond(count, performance.now() - start)
  }
  const figure = await compare({
    figure: `acts planned, performed and settled (${engine.name})`,
    unit: 'per second',
    yardstick: 'one durable insert each, same engine, same connection library',
    turns: 5,
    measure,
    bare,
  })
  await desk.stop()
  await remove(fresh)
  return figure
}

/** A PostgreSQL: the one of TEST_DATABASE_URL, or one of our own where the machine has its programs. */
const serverOf = async () => {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => undefined }
  const programs = findPrograms(process.env.PATH ?? '')
  return programs === null ? null : startPostgres(programs, findUser(process.getuid?.() ?? 1))
}

/** Acts planned one a transaction, claimed, performed (doing nothing) and settled, against bare durable inserts. */
export const benchActs = async (): Promise<readonly Figure[]> => {
  const server = await serverOf()
  try {
    const figures: Figure[] = []
    for (const engine of enginesOn(server?.url ?? null)) figures.push(await measureOn(engine))
    return figures
  } finally {
    await server?.stop()
  }
}
