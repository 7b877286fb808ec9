import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actKind, nothing, performer, planned } from '../../src/kernel/act.ts'
import { createDesk } from '../setup/desk.ts'
import { engines } from '../setup/engines.ts'

const kind = actKind({ kind: 'ring', refs: z.strictObject({ n: z.number() }), result: nothing })

for (const engine of engines)
  describe(`a worker that is asked for calm, on ${engine.name}`, () => {
    test('answers when acts that lead to others are done, and not for what waits for later', async () => {
      const row = performer(kind, {
        perform: async ({ n }) => {
          if (n === 9) return { retryAt: it.clock.line() + 60_000, reason: 'later' }
          await it.clock.pause(30)
          return { done: {} }
        },
        find: async () => 'absent',
        settled: async (tx, { n }) => {
          if (n < 3) await it.acts.plan(tx, planned(kind, { key: `ring-${n + 1}`, refs: { n: n + 1 } }))
        },
        unknown: 'hold',
      })
      const fresh = await engine.fresh()
      const it = await createDesk(fresh.open(), [row])
      const stop = await it.worker.start()
      await it.worker.calm()
      await it.plan(planned(kind, { key: 'ring-1', refs: { n: 1 } }), planned(kind, { key: 'ring-9', refs: { n: 9 } }))
      await it.worker.calm()
      expect(await it.states()).toEqual({ 'ring-1': 'done', 'ring-2': 'done', 'ring-3': 'done', 'ring-9': 'waiting' })
      await stop(500)
    })
  })
