import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, type World, type WorldSettings } from '../setup/world.ts'
import { recorded } from './program.ts'

export type KilledWorld = Readonly<{
  world: World
  /** Runs Cordon for the preparation, if there is one; from then on it is recorded, and killed. */
  prepare<S>(run: (() => Promise<S>) | null): Promise<S | null>
  /** Hears a step of another service than Slack. */
  hear(step: string): Promise<'drop' | undefined>
  /** Steps seen so far: commits by the preload, outward requests by the playground; polls and questions are none. */
  steps(): readonly string[]
  /** How often Cordon was killed, once that is known. */
  kills(): Promise<number>
  stop(): Promise<void>
}>

/** Methods that change nothing: asking is no step. */
const asks =
  /^(auth\.test|apps\.connections\.open|users\.info|users\.conversations|conversations\.(info|history|replies|members|open)|files\.info|files\.download)$/

/**
 * A world in which Cordon is killed dead once, at the step named, and then started again as a supervisor would.
 * With `killAt` null it only records.
 */
export const createKilledWorld = async (killAt: string | null, settings: WorldSettings): Promise<KilledWorld> => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-steps-'))
  const record = join(dir, 'steps')
  const orders = join(dir, 'orders')
  const world = await createWorld(settings)
  const requests = new Set<string>()
  let running: Awaited<ReturnType<World['start']>> | null = null
  let armed = false
  let kills = 0
  let over = false

  const supervise = async (program: NonNullable<typeof running>) => {
    const ended = await program.ended
    if (over) return
    if (ended.signal === 'SIGKILL') kills += 1
    running = await world.start({ KILL_RECORD: record })
    void supervise(running).catch(() => undefined)
  }

  const hear = async (step: string): Promise<'drop' | undefined> => {
    if (!armed) return undefined
    requests.add(step)
    if (step !== killAt || kills > 0 || !running) return undefined
    running.kill()
    await running.ended
    // What was not done yet when the process died is not done.
    return step.startsWith('before') ? 'drop' : undefined
  }

  world.slack.onRequest(({ method, phase }) => (asks.test(method) ? undefined : hear(`${phase} request ${method}`)))

  const startArmed = async () => {
    armed = true
    const more = { KILL_RECORD: record, ...(killAt === null ? {} : { KILL_AT: killAt }) }
    // It may be killed before it is ready.
    running = await world.start(more).catch(() => {
      kills += 1
      return world.start({ KILL_RECORD: record })
    })
    void supervise(running).catch(() => undefined)
  }

  const armRunning = async (program: NonNullable<typeof running>) => {
    writeFileSync(orders, `${record}\n${killAt ?? ''}`)
    process.kill(program.pid, 'SIGUSR2')
    while (!existsSync(record)) await new Promise((resolve) => setTimeout(resolve, 10))
    armed = true
    running = program
    void supervise(program).catch(() => undefined)
  }

  return {
    world,
    hear,
    prepare: async (run) => {
      if (!run) {
        await startArmed()
        return null
      }
      const first = await world.start({ KILL_ARM: orders })
      const given = await run()
      await armRunning(first)
      return given
    },
    steps: () => [...recorded(record), ...requests],
    kills: async () => {
      for (let turn = 0; killAt !== null && kills === 0 && turn < 50; turn++)
        await new Promise((resolve) => setTimeout(resolve, 100))
      return kills
    },
    stop: async () => {
      over = true
      await world.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
