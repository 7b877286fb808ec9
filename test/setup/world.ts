import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SlackSettings } from '../../src/playground/slack/settings.ts'
import { createSlackWorkspace } from '../../src/playground/slack/workspace.ts'
import { type Program, startProgram } from '../kill/program.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname

export type WorldSettings = Readonly<{
  /** The environment that names the store; by default SQLite in a folder of the world's own. */
  store?: Readonly<Record<string, string>>
  env?: Readonly<Record<string, string>>
  slack?: Partial<SlackSettings>
  /** More of cordon.yaml. */
  team?: Readonly<Record<string, unknown>>
  mode?: 'socket' | 'http'
}>

const secret = 'signing-secret-of-the-test'

const freePort = async (): Promise<number> => {
  const { createServer } = await import('node:http')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

/**
 * A playground's Slack with a team in it, and Cordon's own `main.ts` started in it by environment alone. The people:
 * ada (lead, responder, announcer), bob (responder, approver), cleo (responder), olga (member, no role), gus (a guest).
 */
export const createWorld = async (it: WorldSettings = {}) => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-world-'))
  const port = await freePort()
  const mode = it.mode ?? 'socket'
  const delivery =
    mode === 'socket'
      ? ({ mode: 'socket' } as const)
      : ({ mode: 'http', url: `http://127.0.0.1:${port}/slack/events`, signingSecret: secret } as const)
  const slack = await createSlackWorkspace({ now: Date.now, delivery, ...it.slack })
  const add = (name: string, kind: 'member' | 'guest' = 'member') =>
    slack.addPerson({ name, handle: name.toLowerCase(), kind })
  const ids = { ada: add('Ada'), bob: add('Bob'), cleo: add('Cleo'), olga: add('Olga'), gus: add('Gus', 'guest') }
  const members = [ids.ada, ids.bob, ids.cleo, ids.olga, ids.gus]
  const town = slack.addChannel({ name: 'town', members, botIsMember: true })
  const announcements = slack.addChannel({ name: 'announcements', members, botIsMember: true })
  const team = {
    roles: {
      lead: [ids.ada],
      responder: [ids.ada, ids.bob, ids.cleo],
      announcer: [ids.ada],
      approver: [ids.bob],
      host: [ids.ada],
    },
    organisations: { [ids.ada]: 'Harbour Works', [ids.bob]: 'Lighthouse Labs' },
    places: { team: town, announcements },
    terms: { version: '1', text: 'What is said here stays here until it is published.' },
    clocks: { lease: 2, heartbeat: 0.5, beat: 1, poll: 0.2 },
    ...it.team,
  }
  writeFileSync(join(dir, 'cordon.yaml'), JSON.stringify(team))
  const env: Readonly<Record<string, string>> = {
    TZ: 'UTC',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    ...(mode === 'socket' ? { SLACK_APP_TOKEN: slack.appToken } : { SLACK_SIGNING_SECRET: secret }),
    DATA_DIR: join(dir, 'data'),
    CORDON_CONFIG: join(dir, 'cordon.yaml'),
    PORT: String(port),
    ...it.store,
    ...it.env,
  }
  const programs: Program[] = []
  return {
    dir,
    slack,
    ids,
    town,
    announcements,
    env,
    url: `http://127.0.0.1:${port}`,
    ada: slack.person(ids.ada),
    bob: slack.person(ids.bob),
    cleo: slack.person(ids.cleo),
    olga: slack.person(ids.olga),
    gus: slack.person(ids.gus),
    /** Starts Cordon, and resolves when it takes things in. */
    start: async (more: Readonly<Record<string, string>> = {}): Promise<Program> => {
      const program = startProgram(main, { ...env, ...more })
      programs.push(program)
      for (;;) {
        const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null)
        if (ready?.ok) return program
        const over = await Promise.race([program.ended, new Promise<null>((resolve) => setTimeout(resolve, 50, null))])
        if (over) throw new Error(`Cordon ended (${over.code} ${over.signal}): ${over.out} ${over.err}`)
      }
    },
    /** Everything Cordon wrote to its log, over all starts. */
    logs: () => programs.map((program) => program.out() + program.err()).join(''),
    stop: async () => {
      for (const program of programs) program.kill()
      await Promise.all(programs.map((program) => program.ended))
      await slack.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>
