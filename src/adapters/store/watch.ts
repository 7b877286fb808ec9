import { type Clock, second } from '../../kernel/time.ts'
import type { Engine } from './engine.ts'

const mostSkew = 2 * second

export type StoreWatch = Readonly<{
  /** Whether the store answered lately and its clock and ours agree within two seconds. */
  sound(): boolean
  /** Why not, for readiness; empty when sound. */
  why(): readonly string[]
  stop(): Promise<void>
}>

/**
 * Asks the store every second of line time: its clock, so that a server that is off claims nothing, and whether another
 * process wrote, so that what the operator's commands changed is seen at once.
 */
export const watchStore = (engine: Engine, clock: Clock, changed: () => void): StoreWatch => {
  const stop = new AbortController()
  let why: readonly string[] = ['the store was not asked yet']
  let version: number | null = null

  const ask = async (): Promise<readonly string[]> => {
    const before = clock.line()
    const there = await engine.line()
    const skew = Math.max(there - clock.line(), before - there)
    const seen = await engine.version()
    if (version !== null && seen !== version) changed()
    version = seen
    return skew > mostSkew ? [`this machine's clock is ${Math.round(skew / second)} s off the database's`] : []
  }

  const loop = async () => {
    while (!stop.signal.aborted) {
      why = await ask().catch(() => ['the store does not answer'])
      await clock.pause(second, stop.signal)
    }
  }
  const running = loop()
  return {
    sound: () => why.length === 0,
    why: () => why,
    stop: () => {
      stop.abort()
      return running
    },
  }
}
