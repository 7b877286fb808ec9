import { describe, expect, test } from 'vitest'
import { isBusy, isDamaged } from '../../../src/adapters/store/engine.ts'
import { createStore } from '../../../src/adapters/store/store.ts'
import { engines } from '../../setup/engines.ts'

for (const engine of engines)
  describe(`bringing tables up to date on ${engine.name}`, () => {
    test('what was stopped halfway has left nothing, and goes through the next time', async () => {
      const fresh = await engine.fresh()
      const stopped = fresh.open()
      const halfway = createStore({
        ...stopped,
        db: stopped.db.withPlugin({
          transformQuery: ({ node }) => {
            if (node.kind === 'RawNode' && node.sqlFragments.join().includes('index inbox_open'))
              throw new Error('stopped halfway')
            return node
          },
          transformResult: async ({ result }) => result,
        }),
      })
      await expect(halfway.migrate()).rejects.toThrow('stopped halfway')
      await halfway.close()
      const again = createStore(fresh.open())
      await again.migrate()
      expect(await again.read(async () => 'ready')).toBe('ready')
      await again.close()
    })

    test('several servers that start at once bring them up to date once', async () => {
      const fresh = await engine.fresh()
      const stores = Array.from({ length: engine.name === 'sqlite' ? 1 : 3 }, () => createStore(fresh.open()))
      await Promise.all(stores.map((store) => store.migrate()))
      for (const store of stores) await store.expectCurrent()
      await Promise.all(stores.map((store) => store.close()))
    })
  })

test('what SQLite answers is known by its primary code, whatever an extended one adds', () => {
  const answer = (errcode: unknown) => Object.assign(new Error('answer'), { errcode })
  for (const busy of [5, 261, 517, 773]) expect(isBusy(answer(busy))).toBe(true)
  for (const damaged of [11, 26, 267, 523]) expect(isDamaged(answer(damaged))).toBe(true)
  for (const other of [0, 1, 6, 13, 'x', null]) {
    expect(isBusy(answer(other))).toBe(false)
    expect(isDamaged(answer(other))).toBe(false)
  }
})
