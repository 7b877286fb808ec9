import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createInbox, createMessageRepository } from '../../../src/adapters/store/inbox.ts'
import { createStore } from '../../../src/adapters/store/store.ts'
import { engines } from '../../setup/engines.ts'

const delivery = z.strictObject({ key: z.string(), kind: z.string(), at: z.number(), body: z.string() })
const sent = (key: string, at = 1) => ({ key, kind: 'command', at, body: `words of ${key}` })

for (const engine of engines)
  describe(`the inbox on ${engine.name}`, () => {
    const opened = async () => {
      const store = createStore((await engine.fresh()).open())
      await store.migrate()
      const { transact, read } = store
      return { store, inbox: createInbox({ transact, read, parse: (json) => delivery.parse(json), line: () => 9 }) }
    }

    test('a delivery that comes again is a repeat, however many come at once', async () => {
      const { store, inbox } = await opened()
      const answers = await Promise.all(Array.from({ length: 5 }, () => inbox.keep(sent('a'))))
      expect(answers.toSorted()).toEqual(['new', 'repeat', 'repeat', 'repeat', 'repeat'])
      await store.close()
    })

    test('what is kept and not decided is found again, oldest first', async () => {
      const { store, inbox } = await opened()
      await inbox.keep(sent('late', 2))
      await inbox.keep(sent('early', 1))
      await inbox.keep(sent('decided', 0))
      await store.transact((tx) => inbox.done(tx, { ...sent('decided', 0), body: '' }))
      expect((await inbox.open()).map((it) => it.key)).toEqual(['early', 'late'])
      expect(await store.read((tx) => inbox.find(tx, 'decided'))).toMatchObject({ body: '' })
      await store.close()
    })

    test('a decision is taken once, also by two at once', async () => {
      const { store, inbox } = await opened()
      const taken = await Promise.all([1, 2, 3].map(() => store.transact((tx) => inbox.decide(tx, 'view+hash'))))
      expect(taken.filter(Boolean)).toHaveLength(1)
      await store.close()
    })

    test('uses of an answering address are counted', async () => {
      const { store, inbox } = await opened()
      await inbox.keep(sent('a'))
      expect([await inbox.spend('a'), await inbox.spend('a')]).toEqual([1, 2])
      await store.close()
    })

    test('a message is found by its key, where it was posted last', async () => {
      const { store } = await opened()
      const messages = createMessageRepository()
      await store.transact((tx) => messages.put(tx, 'overview', { channel: 'C1', ts: '1.0' }))
      await store.transact((tx) => messages.put(tx, 'overview', { channel: 'C1', ts: '2.0' }))
      expect(await store.read((tx) => messages.get(tx, 'overview'))).toEqual({ channel: 'C1', ts: '2.0' })
      expect(await store.read((tx) => messages.get(tx, 'none'))).toBeNull()
      await store.close()
    })
  })
