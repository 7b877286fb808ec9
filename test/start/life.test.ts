import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test } from 'vitest'
import { createClock } from '../../src/adapters/clock.ts'
import { childEnv } from '../setup/child-env.ts'
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
    const today = Temporal.Now.plainDateISO('UTC')
    const series = { key: 'calls', name: 'Calls', first: `${today}T08:00`, zone: 'UTC', everyWeeks: 2, minutes: 60 }
    const world = await createOne({ team: { series: [{ ...series, channel: 'team' }] } })
    await world.start()
    const data = new DatabaseSync(join(world.dir, 'data/cordon.db'), { timeout: 5_000 })
    data.exec('alter table meeting_overrides rename to mislaid')
    data.close()
    await world.ada.command(world.town, '/kf-meeting', `skip ${today.add({ weeks: 4 })}`)
    expect(await world.slack.until(() => answersTo(world).length === 1)).toBe(true)
    const [, reference] = /reference: (\w{8})/.exec(answersTo(world)[0]?.text ?? '') ?? []
    expect(reference).toBeDefined()
    const failures = linesOf(world.logs()).filter((it) => it.msg === 'door.failed')
    expect(failures).toEqual([expect.objectContaining({ reference, kind: 'command' })])
    expect(world.logs()).not.toContain('mislaid')
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

  // util-linux's way of giving a program a terminal.
  if (spawnSync('script', ['--version']).status === 0)
    test('is readable on a terminal', async () => {
      const world = await createOne()
      const env = { ...childEnv, ...world.env, TERM: 'xterm' }
      const terminal = spawn('script', ['-qec', `exec ${process.execPath} ${main}`, '/dev/null'], { env })
      let seen = ''
      let asked = false
      terminal.stdout.on('data', (chunk) => {
        seen += String(chunk)
        if (asked || !/INFO.+ready/.test(seen)) return
        asked = true
        term(Number(readFileSync(join(world.dir, 'data/serve.pid'), 'utf8')))
      })
      await once(terminal, 'close')
      expect(seen).toMatch(/INFO.+stopped/)
      expect(seen).not.toContain('{"level"')
    })
})
