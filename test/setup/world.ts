import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDrive, type Drive } from '../../src/playground/drive/index.ts'
import type { SlackSettings } from '../../src/playground/slack/settings.ts'
import { createSlackWorkspace } from '../../src/playground/slack/workspace.ts'
import { type Program, startProgram } from '../kill/program.ts'
import { freePort } from './free-port.ts'
import { createMailSide, type MailSide } from './mail-side.ts'

/** Cordon's `main.ts`, in a test run joined into one file (see `joined.ts`). */
const main = process.env.CORDON_JOINED ?? new URL('../../src/main.ts', import.meta.url).pathname

/** The people of the world, by their ids in Slack. */
export type Ids = Readonly<Record<'ada' | 'bob' | 'cleo' | 'olga' | 'gus', string>>

export type WorldSettings = Readonly<{
  /** The environment that names the store; by default SQLite in a folder of the world's own. */
  store?: Readonly<Record<string, string>>
  env?: Readonly<Record<string, string>>
  slack?: Partial<SlackSettings>
  /** More of cordon.yaml. */
  team?: Readonly<Record<string, unknown>> | ((ids: Ids) => Readonly<Record<string, unknown>>)
  mode?: 'socket' | 'http'
  /** Mail around Cordon, with a list that knows the desk, or one that holds its mails. */
  mail?: 'list' | 'stranger'
  /** A Drive around Cordon, and the account it reads with. */
  drive?: true
}>

const secret = 'signing-secret-of-the-test'

/** What stands around Cordon beside Slack, in its own words of the environment and of cordon.yaml. */
const createSides = async ({ mail: wanted, drive: reads }: WorldSettings, dir: string) => {
  const mail = wanted ? await createMailSide({ dir, stranger: wanted === 'stranger' }) : null
  const drive = reads ? await createDrive({ now: Date.now }) : null
  return {
    mail,
    drive,
    env: {
      ...mail?.env,
      ...(drive ? { GOOGLE_CREDENTIALS: drive.credentialsJson, GOOGLE_API_URL: drive.apiUrl } : {}),
    },
    stop: async () => {
      await Promise.all([mail?.stop(), drive?.stop()])
    },
  }
}

/** What was asked for when the world was made; throws where it was not. */
const given = <T>(side: T | null, name: string): T => {
  if (side === null) throw new Error(`this world was made without ${name}`)
  return side
}

/**
 * A playground's Slack with a team in it, and Cordon's own `main.ts` started in it by environment alone. The people:
 * ada (lead, responder, announcer), bob (responder, approver), cleo (responder), olga (member, no role), gus (a guest).
 */
export const createWorld = async (it: WorldSettings = {}) => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-world-'))
  const port = await freePort()
  const mode = it.mode ?? 'socket'
  const sides = await createSides(it, dir)
  const delivery =
    mode === 'socket'
      ? ({ mode: 'socket' } as const)
      : ({ mode: 'http', url: `http://127.0.0.1:${port}/slack/events`, signingSecret: secret } as const)
  const slack = await createSlackWorkspace({ now: Date.now, delivery, ...it.slack })
  const add = (name: string, kind: 'member' | 'guest' = 'member') =>
    slack.addPerson({ name, handle: name.toLowerCase(), kind })
  const ids: Ids = { ada: add('Ada'), bob: add('Bob'), cleo: add('Cleo'), olga: add('Olga'), gus: add('Gus', 'guest') }
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
    ...sides.mail?.team,
    ...(typeof it.team === 'function' ? it.team(ids) : it.team),
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
    ...sides.env,
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
    /** What cordon.yaml says. */
    team,
    mail: (): MailSide => given(sides.mail, 'mail'),
    drive: (): Drive => given(sides.drive, 'a Drive'),
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
      await Promise.all([slack.stop(), sides.stop()])
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>
