import type { After } from '../slack/timers.ts'
import { type Child, startChild } from './child.ts'

type Given = Readonly<{
  /** The program: Cordon with a clock that is led. */
  file: string
  /** Line time, ms UTC. */
  line: () => number
  after: After
  /** Desk time at the beginning, ms UTC. */
  begins: number
}>

/** The clock of the playground and the Cordon that it leads; all worlds of the playground show this one desk time. */
export const createDesk = ({ file, line, after, begins }: Given) => {
  let ahead = begins - line()
  let child: Child | null = null
  let written = ''
  let moving: number | null = null
  const hooks = new Set<() => void>()
  const changed = (): void => {
    for (const hook of hooks) hook()
  }
  const now = () => line() + ahead
  const running = (): Child => {
    if (!child?.running()) throw new Error('Cordon does not run')
    return child
  }
  const beat = async (): Promise<void> => {
    await running().ask({ ask: 'beat', ahead })
    changed()
  }
  const next = async (): Promise<number | null> => running().ask({ ask: 'next' })
  const moveOn = async (instant: number): Promise<void> => {
    for (;;) {
      const due = await next()
      if (due === null || due > instant) break
      ahead = Math.max(due, now()) - line()
      await beat()
    }
    ahead = Math.max(instant, now()) - line()
    await beat()
  }

  return {
    /** Desk time, ms UTC. */
    now,
    /** Starts Cordon with this environment alone; resolves when it takes things in. */
    start: async (env: Readonly<Record<string, string>>): Promise<void> => {
      child = startChild({
        file,
        env,
        after,
        heard: (text) => {
          written += text
        },
        ended: changed,
      })
      await child.ask({ ask: 'start', ahead })
      changed()
    },
    /** Lets Cordon beat at the time it is; resolves when all that this led to is done, as far as it can be done now. */
    beat,
    /** When Cordon has something new to do (desk time, ms UTC); null when it knows of nothing. */
    next,
    /**
     * Moves desk time on to `instant` (ms UTC), from one due instant to the next, so that no window is skipped. Refuses
     * (throws) a move while another is under way.
     */
    move: async (instant: number): Promise<void> => {
      if (moving !== null) throw new Error('the clock is being moved already')
      moving = instant
      changed()
      try {
        await moveOn(instant)
      } finally {
        moving = null
        changed()
      }
    },
    /** Where a move that is under way leads (ms UTC); null when there is none. */
    moving: (): number | null => moving,
    running: (): boolean => child?.running() ?? false,
    kill: async (): Promise<void> => {
      await running().kill()
    },
    stop: async (): Promise<boolean> => (child?.running() ? child.stop() : true),
    /** Everything that Cordon wrote, over all starts. */
    log: () => written,
    /** Calls the hook after each beat and move, and when Cordon started or ended; returns what takes it away. */
    onChange: (hook: () => void): (() => void) => {
      hooks.add(hook)
      return () => hooks.delete(hook)
    },
  }
}
