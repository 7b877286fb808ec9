import { expect, test } from 'vitest'
import { z } from 'zod'
import type { ActRepository, Claimed, Settlement } from '../../src/acts/ports.ts'
import { createWorker } from '../../src/acts/work.ts'
import { createClock } from '../../src/adapters/clock.ts'
import { actKind, nothing, performer } from '../../src/kernel/act.ts'
import { Tx } from '../../src/kernel/tx.ts'

const clock = createClock()
const kind = actKind({ kind: 'ring', refs: z.strictObject({}), result: nothing })
const claimedAs = (token: string): Claimed => ({
  id: token,
  token,
  kind: 'ring',
  key: token,
  refs: {},
  lane: null,
  state: 'performing',
  attempts: 1,
  doubt: false,
  retryAt: 0,
  expires: null,
  reason: null,
  plannedAt: 0,
  settledAt: null,
})

/** A worker over a store that has these acts to claim, one after another, and whose answer to heartbeats is the test's. */
const beating = (
  prolong: ActRepository['prolong'],
  perform: (key: string, signal: AbortSignal) => Promise<void>,
  find: () => 'absent' | { done: Record<string, never> } = () => 'absent',
) => {
  const waiting: Claimed[] = []
  const settled: Record<string, Settlement['state']> = {}
  const row = performer(kind, {
    perform: async (_refs, { key, signal }) => {
      await perform(key, signal)
      return { done: {} }
    },
    find: async () => find(),
    settled: async () => undefined,
    unknown: 'hold',
  })
  const worker = createWorker(new Map([['ring', row]]), {
    repository: {
      insert: async () => true,
      claim: async (most) => waiting.splice(0, most),
      settle: async (_tx, act, to) => {
        settled[act.key] = to.state
        return true
      },
      prolong,
      recover: async () => 0,
      list: async () => [],
      get: async () => null,
      move: async () => false,
      expireHeld: async () => undefined,
      holdAll: async () => 0,
    },
    transact: (run) => run(new Tx()),
    append: async () => undefined,
    clock,
    settings: { lease: 100, heartbeat: 20, poll: 5, concurrency: 4, maxAttempts: 3 },
    sound: () => true,
    stuck: async () => undefined,
    log: () => undefined,
  })
  return { worker, waiting, settled }
}

test('an act that was claimed while the heartbeat was under way is not taken for lost', async () => {
  let stopped = false
  const it = beating(
    async (tokens) => {
      if (it.waiting.length === 0 && !tokens.includes('second')) it.waiting.push(claimedAs('second'))
      await clock.pause(30)
      return tokens
    },
    async (key, signal) => {
      await clock.pause(120)
      if (key === 'second') stopped = signal.aborted
    },
  )
  it.waiting.push(claimedAs('first'))
  const stop = await it.worker.start()
  while (it.settled.first === undefined) await clock.pause(5)
  await stop(1000)
  expect(stopped).toBe(false)
  expect(it.settled).toEqual({ first: 'done', second: 'done' })
})

test('a store that is silent has the performer stopped before its lease is over', async () => {
  let stoppedAfter = Number.POSITIVE_INFINITY
  const it = beating(
    () => new Promise(() => undefined),
    async (_key, signal) => {
      const began = clock.span()
      while (!signal.aborted && clock.span() - began < 1000) await clock.pause(2)
      if (signal.aborted) stoppedAfter = clock.span() - began
    },
  )
  it.waiting.push(claimedAs('first'))
  const stop = await it.worker.start()
  while (stoppedAfter === Number.POSITIVE_INFINITY) await clock.pause(5)
  await stop(1000)
  expect(stoppedAfter).toBeLessThan(1000)
  expect(it.settled).toEqual({})
})

test('an act that comes back while our own call is still under way is looked for only when that has ended', async () => {
  const log: string[] = []
  const it = beating(
    // The lease was over before the heartbeat came, and the act is claimed anew.
    async (tokens) => {
      if (tokens.includes('first')) it.waiting.push({ ...claimedAs('second'), id: 'first', attempts: 2, doubt: true })
      return tokens.filter((token) => token !== 'first')
    },
    async (key) => {
      await clock.pause(200)
      log.push(`performed ${key}`)
    },
    () => {
      log.push('looked')
      return { done: {} }
    },
  )
  it.waiting.push(claimedAs('first'))
  const stop = await it.worker.start()
  while (it.settled.second === undefined) await clock.pause(5)
  await stop(1000)
  expect(log).toEqual(['performed first', 'looked'])
  expect(it.settled).toEqual({ second: 'done' })
})
