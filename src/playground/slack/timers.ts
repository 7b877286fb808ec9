/** Runs something once after a span of milliseconds, on line time; the returned function calls it off. */
export type After = (ms: number, run: () => void) => () => void

/** The timers of this machine. Tests hand in their own, so that no test waits for real time. */
export const after: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** Line time of this machine, milliseconds UTC. */
export const line = (): number => Date.now()

/** Timers that can all be called off at once, so that nothing of a stopped workspace runs on or is begun. */
export function createTimers(under: After): { after: After; stop(): void } {
  const set = new Set<() => void>()
  let stopped = false
  return {
    after: (ms, run) => {
      if (stopped) return () => {}
      const callOff = () => {
        set.delete(callOff)
        stopOne()
      }
      const stopOne = under(ms, () => {
        set.delete(callOff)
        run()
      })
      set.add(callOff)
      return callOff
    },
    stop: () => {
      stopped = true
      for (const callOff of [...set]) callOff()
    },
  }
}
