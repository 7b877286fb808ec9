import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actKind, nothing, performer, planned } from '../../src/kernel/act.ts'
import { createDesk } from '../setup/desk.ts'
import { engines } from '../setup/engines.ts'

const kind = actKind({ kind: 'ring', refs: z.strictObject({ n: z.number() }), result: nothing })

for (const engine of engines)
  describe(`acts after a restore, on ${engine.name}`, () => {
    test('what the backup does not know to be done is looked for by retry, not done again', async () => {
      const asked: string[] = []
      const row = performer(kind, {
        perform: async ({ n }) => {
          asked.push(`perform ${n}`)
          return { failed: 'broken', permanent: true }
        },
        find: async ({ n }) => {
          asked.push(`find ${n}`)
          return { done: {} }
        },
        settled: async () => undefined,
        unknown: 'hold',
      })
      const it = await createDesk((await engine.fresh()).open(), [row])
      const stop = await it.worker.start()
      await it.plan(planned(kind, { key: 'dead', refs: { n: 1 } }))
      await it.until('dead', 'dead')
      it.desk.sound = false
      await it.plan(planned(kind, { key: 'waiting', refs: { n: 2 } }))
      expect(await it.store.transact((tx) => it.acts.offers.holdAll(tx))).toBe(2)
      expect(await it.states()).toEqual({ dead: 'held', waiting: 'held' })
      it.desk.sound = true
      for (const key of ['dead', 'waiting']) {
        const id = (await it.act(key))?.id ?? ''
        await it.store.transact((tx) => it.acts.offers.remedy(tx, id, 'retry', 'operator'))
        await it.until(key, 'done')
      }
      expect(asked).toEqual(['perform 1', 'find 1', 'find 2'])
      await stop(500)
    })
  })
