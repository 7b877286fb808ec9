import type { ActRow } from '../kernel/act.ts'
import type { Append } from '../kernel/ledger-entry.ts'
import type { Clock } from '../kernel/time.ts'
import type { Transact, Tx } from '../kernel/tx.ts'
import { attempt, beforehand, isOver, settlementOf } from './perform-act.ts'
import type { ActRepository, Claimed, Settlement } from './ports.ts'
import { createTurns } from './turns.ts'

/** Milliseconds of line time; `concurrency` acts at once. */
export type WorkSettings = Readonly<{
  lease: number
  heartbeat: number
  poll: number
  concurrency: number
  maxAttempts: number
}>

export type WorkPorts = Readonly<{
  repository: ActRepository
  transact: Transact
  append: Append
  clock: Clock
  settings: WorkSettings
  /** Whether this server may claim now: a clock more than 2 s off the store's claims nothing. */
  sound(): boolean
  /** A person is told of an act that is held or dead, in the settling transaction. */
  stuck(
    tx: Tx,
    act: Readonly<{
      id: string
      kind: string
      key: string
      lane: string | null
      state: 'held' | 'dead'
      reason: string
    }>,
  ): Promise<void>
  log(level: 'info' | 'warn' | 'error', what: string, about: Readonly<Record<string, string | number>>): void
}>

type Running = Readonly<{ act: Claimed; stop: AbortController; ended: Promise<void> }>

const givenBack = 'given-back'
const waitsAgain = { state: 'waiting', reason: givenBack, result: null, doubt: true, uncounted: true } as const

/** For an outcome that the store does not take however often it is given: a person is told, and `retry` looks first. */
const unsettled = { state: 'dead', reason: 'settling-failed', result: null, retryAt: null, doubt: true } as const

const unknownKind = { failed: 'unknown-kind', permanent: true } as const
const aborted = (signal: AbortSignal) =>
  new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }))

/** Claims and performs acts until it is stopped. */
export const createWorker = (rows: ReadonlyMap<string, ActRow>, ports: WorkPorts) => {
  const { repository, transact, append, clock, settings } = ports
  const running = new Map<string, Running>()
  const inTurn = createTurns()
  let stopping = false
  const calling: (() => void)[] = []
  let bell = new AbortController()
  const wake = () => bell.abort()

  const tellStuck = async (tx: Tx, act: Claimed, state: 'held' | 'dead', reason: string) => {
    const { id, kind, key, lane } = act
    await append(tx, {
      chain: 'desk',
      what: `act.${state}`,
      by: 'cordon',
      at: clock.now(),
      body: { act: id, kind, key, reason },
    })
    await ports.stuck(tx, { id, kind, key, lane, state, reason })
  }

  const settle = async (act: Claimed, to: Settlement, row: ActRow | undefined) => {
    const ours = await transact(async (tx) => {
      if (!(await repository.settle(tx, act, to, clock.now()))) return false
      if (to.state === 'done') await row?.settled(tx, act.refs, to.result)
      if (to.state === 'held' || to.state === 'dead') await tellStuck(tx, act, to.state, to.reason ?? 'unknown')
      return true
    })
    const about = { act: act.id, kind: act.kind, state: to.state, reason: to.reason ?? '' }
    if (!ours) ports.log('warn', 'act.late', about)
    else if (to.state === 'held' || to.state === 'dead') ports.log('error', 'act.stuck', about)
    else ports.log('info', 'act.settled', about)
  }

  const failed = (act: Claimed) => (error: unknown) => {
    const name = error instanceof Error ? error.name : 'unknown'
    ports.log('error', 'act.unsettled', { act: act.id, kind: act.kind, error: name })
    return false
  }

  /** An outcome that is known must not be lost with the store: it is kept until the store takes it, or the server stops. */
  const settleAtLast = async (act: Claimed, to: Settlement, row: ActRow | undefined, signal: AbortSignal) => {
    const written = (outcome: Settlement) => settle(act, outcome, row).then(() => true, failed(act))
    for (let turn = 1; !(await written(to)); turn++) {
      if (turn >= settings.maxAttempts && (await written(unsettled))) return
      await clock.pause(settings.poll)
      if (signal.reason === givenBack) return
    }
  }

  const perform = async (act: Claimed, signal: AbortSignal) => {
    const row = rows.get(act.kind)
    const times = () => ({ now: clock.now(), line: clock.line() })
    const early = row ? beforehand(act, times(), settings) : null
    const over = () => isOver(act, clock.now())
    const performed =
      row && !early ? inTurn(act.id, () => attempt(row, act, { signal, over })) : Promise.resolve(unknownKind)
    const outcome = await Promise.race([performed, aborted(signal)])
    if (outcome !== null && !signal.aborted)
      return settleAtLast(act, early ?? settlementOf(act, outcome, times(), settings), row, signal)
    if (signal.reason === givenBack) await settle(act, { ...waitsAgain, retryAt: clock.line() }, row)
  }

  const start = (act: Claimed) => {
    const stop = new AbortController()
    const ended = perform(act, stop.signal)
      .catch(failed(act))
      .then(() => {
        running.delete(act.token)
        wake()
      })
    running.set(act.token, { act, stop, ended })
  }

  const beatHearts = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      await clock.pause(settings.heartbeat, signal)
      if (running.size === 0 || signal.aborted) continue
      const asked = [...running]
      const prolonged = repository.prolong([...running.keys()], settings.lease).catch(() => [])
      // A store that is silent says no more than one that refuses, and the lease runs out meanwhile.
      const silent = clock.pause((settings.lease - settings.heartbeat) / 2, signal).then(() => [])
      const ours = new Set(await Promise.race([prolonged, silent]))
      for (const [token, it] of asked) if (!ours.has(token)) it.stop.abort()
    }
  }

  const round = async (): Promise<number> => {
    const free = settings.concurrency - running.size
    if (free <= 0 || !ports.sound()) return 0
    const claimed = await repository.claim(free, settings.lease)
    for (const act of claimed) start(act)
    return claimed.length
  }

  const loop = async () => {
    while (!stopping) {
      bell = new AbortController()
      // What is being performed may plan more after the look has passed by: only a look with nothing under way counts.
      const asking = running.size === 0 ? calling.splice(0) : []
      const claimed = await round().catch((error: unknown) => {
        ports.log('error', 'acts.claim-failed', { error: error instanceof Error ? error.name : 'unknown' })
        return null
      })
      if (claimed === 0) for (const tell of asking) tell()
      else calling.push(...asking)
      if (!claimed && !stopping) await clock.pause(settings.poll, bell.signal)
    }
  }

  return {
    wake,
    /**
     * Resolves once a look that began after the call found nothing to claim while nothing was being performed: what is
     * left waits for a later time or for a person.
     */
    calm: (): Promise<void> =>
      new Promise((resolve) => {
        calling.push(resolve)
        wake()
      }),
    /** Takes over what an earlier process left in doubt, then works. */
    start: async () => {
      const doubtful = await repository.recover()
      if (doubtful > 0) ports.log('warn', 'acts.recovered', { count: doubtful })
      const hearts = new AbortController()
      const beating = beatHearts(hearts.signal)
      const looping = loop()
      return async (graceMs: number) => {
        stopping = true
        wake()
        await looping
        await Promise.race([Promise.allSettled([...running.values()].map((it) => it.ended)), clock.pause(graceMs)])
        for (const it of running.values()) it.stop.abort(givenBack)
        await Promise.race([Promise.allSettled([...running.values()].map((it) => it.ended)), clock.pause(500)])
        hearts.abort()
        await beating
      }
    },
  }
}
