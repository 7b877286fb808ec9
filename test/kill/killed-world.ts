import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, type World, type WorldSettings } from '../setup/world.ts'
import { recorded } from './program.ts'

export type KilledWorld = Readonly<{
  world: World
  /** Steps seen so far: commits by the preload, outward requests by the playground; polls and questions are none. */
  steps(): readonly string[]
  /** How often Cordon was killed. */
  kills(): number
  /** Kills from now on only: what came before is preparation. */
  arm(): Promise<void>
  stop(): Promise<void>
}>

/** Methods that change nothing: asking is no step. */
const asks =
  /^(auth\.test|apps\.connections\.open|users\.info|users\.conversations|conversations\.(info|history|replies|members)|files\.info|download)/

/**
 * A world in which Cordon is killed dead once, at the step named, and then started again as a supervisor would.
 * With `killAt` null it only records.
 */
export const createKilledWorld = async (killAt: string | null, settings: WorldSettings): Promise<KilledWorld> => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-steps-'))
  const record = join(dir, 'steps')
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
    void supervise(running)
  }

  world.slack.onRequest(async ({ method, phase }) => {
    if (!armed || asks.test(method)) return
    const step = `${phase} request ${method}`
    requests.add(step)
    if (step !== killAt || kills > 0 || !running) return
    running.kill()
    await running.ended
    // What was not done yet when the process died is not done.
    return phase === 'before' ? 'drop' : undefined
  })

  return {
    world,
    steps: () => [...recorded(record), ...requests],
    kills: () => kills,
    arm: async () => {
      armed = true
      const more = { KILL_RECORD: record, ...(killAt === null ? {} : { KILL_AT: killAt }) }
      running = await world.start(more).catch(() => world.start({ KILL_RECORD: record }))
      void supervise(running)
    },
    stop: async () => {
      over = true
      await world.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
