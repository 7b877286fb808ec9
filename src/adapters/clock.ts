import type { Clock, Tick } from '../kernel/time.ts'

const longest = 60_000

const after = (ms: number, call: () => void): (() => void) => {
  const timer = setTimeout(call, Math.min(Math.max(ms, 0), longest))
  return () => clearTimeout(timer)
}

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const end = () => {
      stop()
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const stop = after(ms, end)
    signal?.addEventListener('abort', end, { once: true })
  })

/**
 * The system's clock: desk time and line time are one. The playground gives `now` of its own.
 * The one file with real time and timers.
 */
export const createClock = (now: () => number = Date.now): Clock => ({
  now,
  line: Date.now,
  span: () => performance.now(),
  pause,
  after,
})

/** A tick of `ms` line time for tests and for beats quicker than a minute: at start, then again, never two at once. */
export const createBeat =
  (ms: number): Tick =>
  (beat) => {
    const stop = new AbortController()
    const run = async () => {
      while (!stop.signal.aborted) {
        await beat()
        await pause(ms, stop.signal)
      }
    }
    const running = run()
    return () => {
      stop.abort()
      return running
    }
  }
