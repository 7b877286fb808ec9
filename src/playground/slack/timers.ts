/** Runs something once after a span of milliseconds, on line time; the returned function calls it off. */
export type After = (ms: number, run: () => void) => () => void

/** The timers of this machine. Tests hand in their own, so that no test waits for real time. */
export const after: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** Line time of this machine, milliseconds UTC. */
export const line = (): number => Date.now()
