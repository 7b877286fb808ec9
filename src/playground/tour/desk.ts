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
  const now = () => line() + ahead
  const running = (): Child => {
    if (!child?.running()) throw new Error('Cordon does not run')
    return child
  }
  const beat = () => running().ask({ ask: 'beat', ahead })

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
      })
      await child.ask({ ask: 'start', ahead })
    },
    /** Lets Cordon beat at the time it is; resolves when all that this led to is done, as far as it can be done now. */
    beat: async (): Promise<void> => {
      await beat()
    },
    /** Moves desk time on to `instant` (ms UTC), from one due instant to the next, so that no window is skipped. */
    move: async (instant: number): Promise<void> => {
      for (;;) {
        const next = await running().ask({ ask: 'next' })
        if (next === null || next > instant) break
        ahead = Math.max(next, now()) - line()
        await beat()
      }
      ahead = Math.max(instant, now()) - line()
      await beat()
    },
    kill: async (): Promise<void> => {
      await running().kill()
    },
    stop: async (): Promise<boolean> => (child?.running() ? child.stop() : true),
    /** Everything that Cordon wrote, over all starts. */
    log: () => written,
  }
}
