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
  /** Starts to work on acts; resolves with how to stop it. */
  work(): Promise<(graceMs: number) => Promise<void>>
  beat(): Promise<void>
  tick: Tick
  /** What is said in the one line that tells what Cordon is ready for. */
  about: Readonly<Record<string, string>>
  /** Gives back the store and the right to serve. */
  close(): Promise<void>
  log: Log
}>

/** Runs every job once, one after another; one that fails is logged and keeps none of the others from running. */
export const createBeats = (jobs: readonly Job[], clock: Pick<Clock, 'now'>, log: Log) => async (): Promise<void> => {
  for (const job of jobs)
    await job
      .beat(clock.now())
      .catch((error: unknown) =>
        log('error', 'job.failed', { kind: job.name, error: kindOf(error), why: frameOf(error) }),
      )
}

/**
 * The life of a Cordon that is put together. The port comes first and Slack next: where one of them refuses, no act has
 * been tried yet.
 */
export const createLife = (parts: Parts) => {
  const { web, connection, tick, log } = parts
  let stopWork: (graceMs: number) => Promise<void> = async () => undefined
  let stopTick: () => Promise<void> = async () => undefined
  return {
    beat: parts.beat,
    start: async (): Promise<void> => {
      const port = await web.start()
      await parts.open()
      stopWork = await parts.work()
      stopTick = tick(parts.beat)
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
