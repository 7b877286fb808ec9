import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actKind, nothing, performer, planned } from '../../src/kernel/act.ts'
import { createDesk } from '../setup/desk.ts'
import { engines } from '../setup/engines.ts'

const kind = actKind({ kind: 'ring', refs: z.strictObject({ n: z.number() }), result: nothing })
const ring = planned(kind, { key: 'ring-1', refs: { n: 1 } })

/** A performer that always succeeds, whose outcome cannot be written the first `failures` times. */
const unwritable = (failures: number) => {
  const asked: string[] = []
  const row = performer(kind, {
    perform: async () => {
      asked.push('perform')
      return { done: {} }
    },
    find: async () => {
      asked.push('find')
      return { done: {} }
    },
    settled: async () => {
      asked.push('settled')
      if (asked.filter((it) => it === 'settled').length <= failures) throw new Error('the disk is full')
    },
    unknown: 'hold',
  })
  return { row, asked }
}

for (const engine of engines)
  describe(`settling on ${engine.name}`, () => {
    test('an outcome that cannot be written is kept until it can be, and nothing is done again', async () => {
      const { row, asked } = unwritable(2)
      const it = await createDesk((await engine.fresh()).open(), [row])
      const stop = await it.worker.start()
      await it.plan(ring)
      await it.until('ring-1', 'done')
      expect(asked).toEqual(['perform', 'settled', 'settled', 'settled'])
      await stop(500)
    })

    test('an outcome that can never be written waits for a person in the end, who has it looked for', async () => {
      const { row, asked } = unwritable(3)
      const it = await createDesk((await engine.fresh()).open(), [row])
      const stop = await it.worker.start()
      await it.plan(ring)
      await it.until('ring-1', 'dead')
      expect(it.desk.stuck).toEqual(['ring dead settling-failed'])
      const id = (await it.act('ring-1'))?.id ?? ''
      await it.store.transact((tx) => it.acts.offers.remedy(tx, id, 'retry', 'operator'))
      await it.until('ring-1', 'done')
      expect(asked).toEqual(['perform', 'settled', 'settled', 'settled', 'find', 'settled'])
      await stop(500)
    })
  })
