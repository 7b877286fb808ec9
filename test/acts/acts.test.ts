import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  actKind,
  type Found,
  type LookAgain,
  nothing,
  type Performed,
  performer,
  planned,
} from '../../src/kernel/act.ts'
import { createDesk } from '../setup/desk.ts'
import { engines } from '../setup/engines.ts'

const kind = actKind({ kind: 'ring', refs: z.strictObject({ n: z.number() }), result: nothing })
const ring = (n: number, more: Readonly<{ lane?: string; expires?: number }> = {}) =>
  planned(kind, { key: `ring-${n}`, refs: { n }, ...more })

type Script = Readonly<{
  perform?: (n: number, attempt: number) => Performed<object> | Promise<Performed<object>>
  find?: (n: number) => Found<object> | LookAgain
  unknown?: 'hold' | { repeat: string }
}>

/** A performer that follows a script and keeps what it was asked. */
const scripted = (script: Script) => {
  const asked: string[] = []
  const row = performer(kind, {
    perform: async ({ n }, { attempt }) => {
      asked.push(`perform ${n}`)
      return (await script.perform?.(n, attempt)) ?? { done: {} }
    },
    find: async ({ n }) => {
      asked.push(`find ${n}`)
      return script.find?.(n) ?? 'absent'
    },
    settled: async (_tx, { n }) => {
      asked.push(`settled ${n}`)
    },
    unknown: script.unknown ?? 'hold',
  })
  return { row, asked }
}

for (const engine of engines)
  describe(`acts on ${engine.name}`, () => {
    const opened = async (script: Script) => {
      const { row, asked } = scripted(script)
      const fresh = await engine.fresh()
      const desk = await createDesk(fresh.open(), [row])
      return { ...desk, row, asked, fresh }
    }

    test('an act planned twice under one key is done once', async () => {
      const it = await opened({})
      const stop = await it.worker.start()
      await it.plan(ring(1), ring(1))
      await it.until('ring-1', 'done')
      await it.plan(ring(1))
      await it.clock.pause(60)
      expect(it.asked).toEqual(['perform 1', 'settled 1'])
      await stop(500)
    })

    test('an act of a transaction that is rolled back is never performed', async () => {
      const it = await opened({})
      const stop = await it.worker.start()
      const lost = it.store.transact(async (tx) => {
        await it.acts.plan(tx, ring(1))
        throw new Error('no')
      })
      await expect(lost).rejects.toThrow('no')
      await it.clock.pause(60)
      expect(it.asked).toEqual([])
      await stop(500)
    })

    test('a lane goes one after another in the order of planning, and other lanes do not wait for it', async () => {
      let open: (() => void) | undefined
      const door = new Promise<void>((resolve) => {
        open = resolve
      })
      const it = await opened({ perform: async (n) => (n === 1 ? door.then(() => ({ done: {} })) : { done: {} }) })
      const stop = await it.worker.start()
      await it.plan(ring(1, { lane: 'a' }), ring(2, { lane: 'a' }), ring(3, { lane: 'b' }), ring(4))
      await it.until('ring-3', 'done')
      await it.until('ring-4', 'done')
      expect((await it.states())['ring-2']).toBe('waiting')
      open?.()
      await it.until('ring-2', 'done')
      expect(it.asked.indexOf('perform 2')).toBeGreaterThan(it.asked.indexOf('settled 1'))
      await stop(500)
    })

    test('a held act stops its lane, says so, and drop moves the lane on', async () => {
      const it = await opened({ perform: (n) => (n === 1 ? { held: 'not-cleared' } : { done: {} }) })
      const stop = await it.worker.start()
      await it.plan(ring(1, { lane: 'a' }), ring(2, { lane: 'a' }))
      await it.until('ring-1', 'held')
      await it.clock.pause(60)
      expect((await it.states())['ring-2']).toBe('waiting')
      expect(it.desk.stuck).toEqual(['ring held not-cleared'])
      const held = await it.act('ring-1')
      await it.store.transact((tx) => it.acts.offers.remedy(tx, held?.id ?? '', 'drop', 'operator'))
      await it.until('ring-2', 'done')
      const entries = await it.store.read((tx) => it.ledger.offers.entries(tx, 'desk'))
      expect(entries.map((entry) => entry.what)).toEqual(['act.held', 'act.remedied'])
      await stop(500)
    })

    test('an act whose time is over is expired, never performed', async () => {
      const it = await opened({})
      await it.plan(ring(1, { expires: it.desk.now - 1 }), ring(2, { expires: it.desk.now + 1 }))
      const stop = await it.worker.start()
      await it.until('ring-1', 'expired')
      await it.until('ring-2', 'done')
      expect(it.asked).not.toContain('perform 1')
      await stop(500)
    })

    test('an ambiguous act is looked for before it is done again, and what was found is settled', async () => {
      const it = await opened({ perform: () => ({ ambiguous: 'time-out' }), find: () => ({ done: {} }) })
      const stop = await it.worker.start()
      await it.plan(ring(1))
      await it.until('ring-1', 'done')
      expect(it.asked).toEqual(['perform 1', 'find 1', 'settled 1'])
      await stop(500)
    })

    test('a look that cannot say yet is made again, and nothing is repeated meanwhile', async () => {
      let looks = 0
      const it = await opened({
        perform: () => ({ ambiguous: 'time-out' }),
        find: () => (++looks < 4 ? { lookAt: it.clock.line() + 5, reason: 'not-seen-yet' } : { done: {} }),
      })
      const stop = await it.worker.start()
      await it.plan(ring(1))
      await it.until('ring-1', 'done')
      expect(it.asked).toEqual(['perform 1', 'find 1', 'find 1', 'find 1', 'find 1', 'settled 1'])
      await stop(500)
    })

    test('an outcome that stays unknown is held, looked for again by retry, and repeated only when a person lets it go', async () => {
      let lost = true
      const it = await opened({
        perform: () => (lost ? { ambiguous: 'time-out' } : { done: {} }),
        find: () => 'unknown',
      })
      const stop = await it.worker.start()
      await it.plan(ring(1))
      await it.until('ring-1', 'held')
      lost = false
      const id = (await it.act('ring-1'))?.id ?? ''
      await it.store.transact((tx) => it.acts.offers.remedy(tx, id, 'retry', 'operator'))
      await it.clock.pause(100)
      await it.until('ring-1', 'held')
      expect(it.asked).toEqual(['perform 1', 'find 1', 'find 1'])
      await it.store.transact((tx) => it.acts.offers.remedy(tx, id, 'let-go', 'operator'))
      await it.until('ring-1', 'done')
      expect(it.asked.slice(3)).toEqual(['perform 1', 'settled 1'])
      await stop(500)
    })

    test('an unknown outcome is repeated where the row says why that is harmless', async () => {
      const it = await opened({
        perform: (_n, attempt) => (attempt === 1 ? { ambiguous: 'time-out' } : { done: {} }),
        find: () => 'unknown',
        unknown: { repeat: 'ringing twice wakes nobody' },
      })
      const stop = await it.worker.start()
      await it.plan(ring(1))
      await it.until('ring-1', 'done')
      expect(it.asked).toEqual(['perform 1', 'find 1', 'perform 1', 'settled 1'])
      await stop(500)
    })

    test('a performer that throws is in doubt, and after the last attempt a person is told', async () => {
      const it = await opened({
        perform: () => {
          throw new TypeError('secret words')
        },
      })
      const stop = await it.worker.start()
      await it.plan(ring(1))
      await it.until('ring-1', 'dead')
      expect(it.desk.stuck).toEqual(['ring dead threw-TypeError'])
      expect(JSON.stringify(await it.act('ring-1'))).not.toContain('secret words')
      await stop(500)
    }, 15_000)

    test('being told to wait is not an attempt', async () => {
      let told = 0
      const it = await opened({
        perform: () => (++told < 6 ? { retryAt: it.clock.line() + 5, reason: 'rate-limited' } : { done: {} }),
      })
      const stop = await it.worker.start()
      await it.plan(ring(1))
      await it.until('ring-1', 'done')
      expect(it.asked.filter((what) => what === 'perform 1')).toHaveLength(6)
      await stop(500)
    })

    test('an act superseded by a later decision is settled without its effect', async () => {
      const it = await opened({ perform: () => ({ superseded: 'left-the-roster' }) })
      const stop = await it.worker.start()
      await it.plan(ring(1))
      await it.until('ring-1', 'superseded')
      expect(it.asked).toEqual(['perform 1'])
      await stop(500)
    })

    test('two claims at once never get the same act', async () => {
      const it = await opened({})
      const other = await createDesk(it.fresh.open(), [it.row])
      await it.plan(...Array.from({ length: 40 }, (_, n) => ring(n)))
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? it : other).repository.claim(10, 1000)),
      )
      const ids = claims.flat().map((act) => act.id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).toHaveLength(40)
    })

    test('a settling with a token of an earlier claim changes nothing', async () => {
      const it = await opened({})
      await it.plan(ring(1))
      const [first] = await it.repository.claim(1, 1)
      if (!first) throw new Error('nothing was claimed')
      if (engine.name === 'sqlite') await it.repository.recover()
      await it.clock.pause(20)
      const [second] = await it.repository.claim(1, 1000)
      const done = { state: 'done', reason: null, result: {}, retryAt: null, doubt: false } as const
      expect(second?.doubt).toBe(true)
      expect(await it.store.transact((tx) => it.repository.settle(tx, first, done, 1))).toBe(false)
      expect((await it.act('ring-1'))?.state).toBe('performing')
    })

    test('a server whose clock is off claims nothing until it is right again', async () => {
      const it = await opened({})
      it.desk.sound = false
      const stop = await it.worker.start()
      await it.plan(ring(1))
      await it.clock.pause(100)
      expect(it.asked).toEqual([])
      it.desk.sound = true
      await it.until('ring-1', 'done')
      await stop(500)
    })

    test('stopping gives back what is not finished, to be looked for first by the next start', async () => {
      const it = await opened({ perform: () => new Promise(() => undefined), find: () => ({ done: {} }) })
      const stop = await it.worker.start()
      await it.plan(ring(1))
      await it.until('ring-1', 'performing')
      await stop(50)
      const again = await createDesk(it.fresh.open(), [it.row])
      const stopAgain = await again.worker.start()
      await again.until('ring-1', 'done')
      expect(it.asked).toEqual(['perform 1', 'find 1', 'settled 1'])
      await stopAgain(500)
    })

    test('after a restore every unsettled act waits for a person', async () => {
      const it = await opened({})
      await it.plan(ring(1), ring(2))
      expect(await it.store.transact((tx) => it.acts.offers.holdAll(tx))).toBe(2)
      const stop = await it.worker.start()
      await it.clock.pause(100)
      expect(it.asked).toEqual([])
      expect(await it.states()).toEqual({ 'ring-1': 'held', 'ring-2': 'held' })
      await stop(500)
    })
  })
