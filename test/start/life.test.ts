import { spawnSync } from 'node:child_process'
import { afterEach, describe, expect, test } from 'vitest'
import { createClock } from '../../src/adapters/clock.ts'
import { createWorld, type World, type WorldSettings } from '../setup/world.ts'
import { linesOf } from './lines.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname
const { pause, span } = createClock()

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop()
})
const createOne = async (settings: WorldSettings = {}): Promise<World> => {
  const world = await createWorld(settings)
  worlds.push(world)
  return world
}

const asked = async (world: World, path: string) => {
  const answer = await fetch(`${world.url}${path}`)
  return { status: answer.status, body: await answer.text() }
}

/** Waits until the answer has this status; the test's own time-out is the limit. */
const until = async (world: World, path: string, status: number) => {
  for (;;) {
    const answer = await asked(world, path)
    if (answer.status === status) return answer
    await pause(20)
  }
}

const answersTo = (world: World) => world.ada.messages(world.town).filter((it) => it.ephemeral)
const term = (pid: number) => process.kill(pid, 'SIGTERM')

describe('a Cordon that runs', () => {
  test('says in one line of JSON what it is ready for, and answers for its health', async () => {
    const world = await createOne()
    const cordon = await world.start()
    expect(await asked(world, '/healthz')).toEqual({ status: 200, body: '{"ok":true}' })
    expect(await asked(world, '/readyz')).toEqual({ status: 200, body: '{"ok":true,"why":[]}' })
    term(cordon.pid)
    const { code, out, err } = await cordon.ended
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const lines = linesOf(out)
    expect(lines.filter((it) => it.msg === 'ready')).toEqual([
      expect.objectContaining({ port: Number(world.env.PORT), store: 'sqlite', mode: 'socket' }),
    ])
    expect(lines.at(-1)?.msg).toBe('stopped')
  })

  test('is not ready while Slack is away, says why, and is ready again when Slack is back', async () => {
    const world = await createOne()
    await world.start()
    world.slack.faults.next('apps.connections.open', { status: 503 }, 2)
    world.slack.sockets.cut()
    const { body } = await until(world, '/readyz', 503)
    expect(body).toMatch(/slack: no Socket Mode connection \(\w+\)/)
    expect(await asked(world, '/healthz')).toMatchObject({ status: 200 })
    await until(world, '/readyz', 200)
    await world.ada.command(world.town, '/kf-incident', 'list')
    expect(await world.slack.until(() => answersTo(world).length === 1)).toBe(true)
  })

  test('is not ready when its token is revoked, and says so', async () => {
    const world = await createOne()
    await world.start()
    world.slack.faults.next('auth.test', { error: 'token_revoked' }, 1000)
    expect((await until(world, '/readyz', 503)).body).toContain('slack: token_revoked')
  })

  test('a failure is said with a reference that stands in the log', async () => {
    const world = await createOne()
    await world.start()
    world.slack.faults.next('users.info', { error: 'internal_error' }, 1)
    await world.ada.command(world.town, '/kf-incident', 'nonsense')
    expect(await world.slack.until(() => answersTo(world).length === 1)).toBe(true)
    expect(world.logs()).not.toContain('nonsense')
  })

  test('stops in time with an act in flight, and the next start goes on where it was', async () => {
    const world = await createOne()
    const cordon = await world.start()
    let asking = 0
    const forget = world.slack.onRequest(async ({ method, phase }) => {
      if (method !== 'response_url' || phase !== 'before') return
      asking += 1
      await new Promise<void>(() => undefined)
    })
    await world.ada.command(world.town, '/kf-incident', 'list')
    while (asking === 0) await pause(10)
    const since = span()
    term(cordon.pid)
    const { code, err } = await cordon.ended
    expect({ code, err, inTime: span() - since < 10_000 }).toEqual({ code: 0, err: '', inTime: true })
    expect(answersTo(world)).toEqual([])
    forget()
    await world.start()
    expect(await world.slack.until(() => answersTo(world).length > 0)).toBe(true)
    expect(answersTo(world)).toHaveLength(1)
  })

  test('is readable on a terminal', async () => {
    const world = await createOne()
    const env = { PATH: process.env.PATH ?? '', ...world.env, TERM: 'xterm' }
    // A terminal of util-linux's own; the program is asked to stop once it says that it is ready.
    const script = `${process.execPath} ${main} & pid=$!; (sleep 8; kill -TERM $pid) & wait $pid`
    const { stdout } = spawnSync('script', ['-qec', script, '/dev/null'], { env, encoding: 'utf8' })
    expect(stdout).toContain('ready')
    expect(stdout).not.toContain('{"level"')
  })
})
