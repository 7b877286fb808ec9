import { frameOf, kindOf, type Log } from '../adapters/log/log.ts'
import type { WebServer } from '../adapters/web/server.ts'
import type { Job } from '../kernel/module.ts'
import { type Clock, second, type Tick } from '../kernel/time.ts'

type Graceful = Readonly<{ stop(graceMs: number): Promise<void> }>

/** What has to be started in order, and stopped in the other. */
type Parts = Readonly<{
  web: WebServer
  connection: Graceful
  /** Lets deliveries of Slack in. */
  open(): Promise<void>
  worker: Readonly<{
    /** Starts to work on acts; resolves with how to stop it. */
    start(): Promise<(graceMs: number) => Promise<void>>
    calm(): Promise<void>
  }>
  beats: Beats
  tick: Tick
  /** What is said in the one line that tells what Cordon is ready for. */
  about: Readonly<Record<string, string>>
  /** Gives back the store and the right to serve. */
  close(): Promise<void>
  log: Log
}>

type Beats = ReturnType<typeof createBeats>

/** All jobs as one. */
export const createBeats = (jobs: readonly Job[], clock: Pick<Clock, 'now'>, log: Log) => ({
  /** Runs every job once, one after another; one that fails is logged and keeps none of the others from running. */
  beat: async (): Promise<void> => {
    for (const job of jobs)
      await job
        .beat(clock.now())
        .catch((error: unknown) =>
          log('error', 'job.failed', { kind: job.name, error: kindOf(error), why: frameOf(error) }),
        )
  },
  /** When a job has something new to do (desk time, ms UTC), the soonest of all; null when none knows of anything. */
  next: async (): Promise<number | null> => {
    const now = clock.now()
    const known = await Promise.all(jobs.map((job) => job.next?.(now) ?? null))
    return known.reduce((soonest, at) => (at !== null && (soonest === null || at < soonest) ? at : soonest), null)
  },
})

/**
 * The life of a Cordon that is put together. The port comes first and Slack next: where one of them refuses, no act has
 * been tried yet.
 */
export const createLife = (parts: Parts) => {
  const { web, connection, worker, beats, tick, log } = parts
  let stopWork: (graceMs: number) => Promise<void> = async () => undefined
  let stopTick: () => Promise<void> = async () => undefined
  return {
    /** One beat, and then all that it led to, as far as it can be done now. */
    beat: async (): Promise<void> => {
      await beats.beat()
      await worker.calm()
    },
    next: beats.next,
    start: async (): Promise<void> => {
      const port = await web.start()
      await parts.open()
      stopWork = await worker.start()
      stopTick = tick(beats.beat)
      log('info', 'ready', { port, ...parts.about })
    },
    /** Takes nothing more in, finishes or gives back what it holds, within ten seconds of line time. */
    stop: async (): Promise<void> => {
      await connection.stop(2 * second)
      await Promise.all([stopTick(), web.stop(second), stopWork(4 * second)])
      await parts.close()
      log('info', 'stopped')
    },
  }
}
