import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { createActs } from '../src/acts/index.ts'
import { createClock } from '../src/adapters/clock.ts'
import { createActRepository } from '../src/adapters/store/acts.ts'
import { createStore } from '../src/adapters/store/store.ts'
import { actKind, nothing, performer, planned } from '../src/kernel/act.ts'
import { enginesOn } from '../test/setup/engine-list.ts'
import { compare, type Figure, perSecond } from './figure.ts'

const count = 500
const clock = createClock()
const kind = actKind({ kind: 'bench', refs: z.strictObject({ n: z.number() }), result: nothing })

/** Acts planned one a transaction, claimed, performed (doing nothing) and settled, against bare durable inserts. */
export const benchActs = async (server: string | null): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  for (const engine of enginesOn(server)) {
    const store = createStore((await engine.fresh()).open())
    await store.migrate()
    let settled = 0
    let finished: (() => void) | undefined
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
    const worker = acts.worker([
      performer(kind, {
        perform: async () => ({ done: {} }),
        find: async () => 'absent',
        settled: async () => {
          settled += 1
          if (settled === count) finished?.()
        },
        unknown: 'hold',
      }),
    ])
    store.onPlanned(worker.wake)
    const stop = await worker.start()
    const measure = async () => {
      settled = 0
      const all = new Promise<void>((resolve) => {
        finished = resolve
      })
      const start = performance.now()
      for (let n = 0; n < count; n++)
        await store.transact((tx) => acts.plan(tx, planned(kind, { key: randomUUID(), refs: { n } })))
      await all
      return perSecond(count, performance.now() - start)
    }
    const bare = async () => {
      const start = performance.now()
      for (let n = 0; n < count; n++)
        await store.engine.db.insertInto('messages').values({ key: randomUUID(), channel: 'C1', ts: '1' }).execute()
      return perSecond(count, performance.now() - start)
    }
    figures.push(
      await compare({
        figure: `acts planned, performed and settled (${engine.name})`,
        unit: 'per second',
        yardstick: 'one durable insert each, same engine, same connection library',
        turns: 5,
        measure,
        bare,
      }),
    )
    await stop(1000)
    await store.close()
  }
  return figures
}
