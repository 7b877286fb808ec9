import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actKind, type Found, nothing, type Performed, performer, planned } from '../../src/kernel/act.ts'
import { createDesk } from '../setup/desk.ts'
import { engines } from '../setup/engines.ts'

const kind = actKind({ kind: 'ring', refs: z.strictObject({ n: z.number() }), result: nothing })
const window = 1_000_500

const scripted = (outcome: Performed<object>, found: Found<object>) => {
  const asked: string[] = []
  const row = performer(kind, {
    perform: async ({ n }) => {
      asked.push(`perform ${n}`)
      return n === 1 ? outcome : { done: {} }
    },
    find: async ({ n }) => {
      asked.push(`find ${n}`)
      return found
    },
    settled: async () => undefined,
    unknown: 'hold',
  })
  return { row, asked }
}

for (const engine of engines)
  describe(`a window that is over, on ${engine.name}`, () => {
    for (const { found, state } of [
      { found: 'absent', state: 'expired' },
      { found: { done: {} }, state: 'done' },
    ] as const)
      test(`an act in doubt is looked for and ${state}, never done again`, async () => {
        const { row, asked } = scripted({ done: {} }, found)
        const it = await createDesk((await engine.fresh()).open(), [row])
        await it.plan(planned(kind, { key: 'ring-1', refs: { n: 1 }, expires: window }))
        await it.repository.claim(1, 1)
        await it.clock.pause(10)
        it.desk.now = window + 1
        const stop = await it.worker.start()
        await it.until('ring-1', state)
        expect(asked).toEqual(['find 1'])
        await stop(500)
      })

    test('a held act expires with it, and its lane moves on', async () => {
      const { row, asked } = scripted({ held: 'not-cleared' }, 'absent')
      const it = await createDesk((await engine.fresh()).open(), [row])
      const stop = await it.worker.start()
      await it.plan(
        planned(kind, { key: 'ring-1', refs: { n: 1 }, lane: 'a', expires: window }),
        planned(kind, { key: 'ring-2', refs: { n: 2 }, lane: 'a' }),
      )
      await it.until('ring-1', 'held')
      for (const job of it.acts.module.jobs) await job.beat(window)
      expect((await it.states())['ring-1']).toBe('held')
      for (const job of it.acts.module.jobs) await job.beat(window + 1)
      expect((await it.states())['ring-1']).toBe('expired')
      await it.until('ring-2', 'done')
      expect(asked).toEqual(['perform 1', 'perform 2'])
      await stop(500)
    })
  })
