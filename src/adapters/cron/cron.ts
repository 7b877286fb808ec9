import { schedule } from 'node-cron'
import type { Tick } from '../../kernel/time.ts'

/** Beats at start and then at each full minute, in UTC, never two at once; a beat up to a minute late still counts. */
export const createCron: () => Tick = () => (beat) => {
  let running: Promise<void> = beat()
  const task = schedule(
    '* * * * *',
    async () => {
      await running
      running = beat()
      await running
    },
    { timezone: 'Etc/UTC', noOverlap: true, missedExecutionTolerance: 60_000 },
  )
  return async () => {
    await task.destroy()
    await running
  }
}
