import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { Command } from 'commander'
import { afterAll, describe, expect, test } from 'vitest'
import { createClock } from '../../src/adapters/clock.ts'
import { appManifest } from '../../src/app.ts'
import { addInitCommand } from '../../src/cli/init/index.ts'
import { questions } from '../../src/cli/init/questions.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { account, good } from '../config/read.ts'

const scratch = mkdtempSync(join(tmpdir(), 'cordon-init-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const folder = (): string => mkdtempSync(join(scratch, 'team-'))

const slack: Config['slack'] = {
  botToken: 'xoxb-none',
  mode: { kind: 'socket', appToken: 'xapp-none' },
  apiUrl: 'https://slack.com/api/',
}

/** Runs the command with these flags; `person` answers each question, or nobody sits there. */
const run = async (flags: readonly string[], person?: (line: string) => string) => {
  const [out, wrong, asked]: [string[], string[], string[]] = [[], [], []]
  const program = new Command('cordon')
  addInitCommand(program, {
    terminal: () =>
      person
        ? {
            ask: async (line) => {
              asked.push(line)
              return person(line)
            },
            close: () => undefined,
          }
        : null,
    manifest: async (team, url) => appManifest({ team, slack }, createClock(), url),
    print: (line) => out.push(line),
    refuse: (line) => wrong.push(line),
  })
  await program.parseAsync(['init', ...flags], { from: 'user' })
  return { out, wrong, asked }
}

const team = ['--leads', 'U0AMBER01,U0BORIS02', '--team-channel', 'C0TEAM0001']
const list = ['--list', 'security@lists.example', '--from', 'desk@cordon.example']
const series = ['--series', 'Security team: the "call"', '--first', '2027-01-13T08:00', '--zone', 'America/Los_Angeles']

/** The secrets that a person fills in. */
const secrets: Readonly<Record<string, string>> = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  SLACK_SIGNING_SECRET: 'a1b2c3',
  DATABASE_URL: 'postgres://u:p@db.example/cordon',
  SMTP_URL: 'smtps://u:p@smtp.example',
  WITNESS_IMAP_URL: 'imaps://u:p@imap.example',
  GOOGLE_CREDENTIALS_FILE: '/key.json',
}

/** What was written, with every blank filled in, as Cordon reads it at its start. */
const readBack = (dir: string): Config => {
  const text = readFileSync(join(dir, '.env'), 'utf8')
  const filled = text.replace(/^([A-Z_]+)=$/gm, (_, name: string) => `${name}=${secrets[name]}`)
  const env = { ...parseEnv(filled), CORDON_CONFIG: join(dir, 'cordon.yaml') }
  return good(readConfig(env, (path) => (path === '/key.json' ? account : readFileSync(path, 'utf8'))))
}

describe('init', () => {
  test('writes a whole configuration from what only the team can know, and what is usual', async () => {
    const dir = folder()
    expect((await run(['--yes', '--dir', dir, ...team])).wrong).toEqual([])
    const config = readBack(dir)
    expect(config).toMatchObject({ store: { kind: 'sqlite', dir: './data' }, slack: { mode: { kind: 'socket' } } })
    expect(config.team).toMatchObject({
      name: 'the security team',
      commandPrefix: 'kf-',
      places: { team: 'C0TEAM0001' },
      lists: {},
      series: [],
    })
    const both = ['U0AMBER01', 'U0BORIS02']
    expect(config.team.roles).toEqual({ lead: both, responder: both, announcer: both, approver: both, host: both })
    expect(config.secret).toHaveLength(64)
  })

  test('writes each answer where Cordon reads it', async () => {
    const dir = folder()
    const places = ['--announcements-channel', 'C0ANNOUNCE', '--series-channel', 'C0MEETINGS']
    const more = ['--document', '1Ab_c-D', '--every-weeks', '1', '--minutes', '45', '--hosts', 'U0CHLOE03']
    const how = ['--mode', 'http', '--public-url', 'https://desk.example/', '--data', 'postgres', '--prefix', 'none']
    const { wrong } = await run(['--yes', '--dir', dir, ...team, ...list, ...series, ...places, ...more, ...how])
    expect(wrong).toEqual([])
    const config = readBack(dir)
    expect(config).toMatchObject({
      store: { kind: 'postgres' },
      slack: { mode: { kind: 'http' } },
      publicUrl: 'https://desk.example',
      google: { email: 'a@b.iam.example' },
    })
    expect(config.team).toMatchObject({
      commandPrefix: '',
      places: { team: 'C0TEAM0001', announcements: 'C0ANNOUNCE', meetings: 'C0MEETINGS' },
      lists: {
        security: {
          address: 'security@lists.example',
          from: { name: '', address: 'desk@cordon.example' },
          listId: 'security.lists.example',
        },
      },
    })
    expect(config.team.series).toMatchObject([
      {
        key: 'security-team-the-call',
        name: 'Security team: the "call"',
        first: '2027-01-13T08:00',
        zone: 'America/Los_Angeles',
        everyWeeks: 1,
        minutes: 45,
        channel: 'meetings',
        document: '1Ab_c-D',
        hosts: ['U0CHLOE03'],
      },
    ])
    const manifest = readFileSync(join(dir, 'slack-manifest.yml'), 'utf8')
    expect(manifest).toContain('command: /incident')
    expect(manifest).toContain('https://desk.example/slack/events')
  })

  test('keeps the secrets to their owner, leaves them blank, and says where each comes from', async () => {
    const dir = folder()
    await run(['--yes', '--dir', dir, ...team, ...list])
    expect(statSync(join(dir, '.env')).mode & 0o777).toBe(0o600)
    const env = readFileSync(join(dir, '.env'), 'utf8')
    const blanks = [...env.matchAll(/^# (.+)\n([A-Z_]+)=$/gm)].map(([, , name]) => name)
    expect(blanks).toEqual(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SMTP_URL', 'WITNESS_IMAP_URL'])
  })

  test('ends with the next three steps', async () => {
    const { out } = await run(['--yes', '--dir', folder(), ...team])
    expect(out.join('\n')).toMatch(/1\. .*From a manifest[\s\S]+2\. Fill in the blanks of \.env[\s\S]+3\. .*doctor/)
  })

  test.each(['cordon.yaml', '.env', 'slack-manifest.yml'])('writes nothing when %s is there already', async (name) => {
    const dir = folder()
    writeFileSync(join(dir, name), 'mine')
    const { wrong } = await run(['--yes', '--dir', dir, ...team])
    expect(wrong).toEqual([
      `${name} is there already, so nothing was written. Move what is there away, or name another folder by --dir.`,
    ])
    expect(readdirSync(dir)).toEqual([name])
    expect(readFileSync(join(dir, name), 'utf8')).toBe('mine')
  })

  test('says which answers are missing where nobody can be asked', async () => {
    const dir = folder()
    const { wrong } = await run(['--dir', dir, '--leads', 'U0AMBER01'])
    expect(wrong).toHaveLength(1)
    expect(wrong[0]).toMatch(/^Nobody can be asked here, and --name, .+--team-channel, .+ are missing\. .+--yes/)
    expect(wrong[0]).not.toContain('--leads')
    expect((await run(['--yes', '--dir', dir, '--leads', 'U0AMBER01'])).wrong).toEqual([
      'Nobody can be asked here, and --team-channel is missing. Only your team can know them.',
    ])
    expect(readdirSync(dir)).toEqual([])
  })

  test.each([
    ['--leads', 'amber'],
    ['--team-channel', '#team'],
    ['--list', 'a@b.example,c@d.example'],
    ['--mode', 'pigeon'],
    ['--zone', '+01:00'],
    ['--first', '2027-02-30T08:00'],
    ['--first', '2027-01-13T24:00'],
    ['--every-weeks', '0'],
    ['--minutes', '1441'],
    ['--document', 'https://docs.google.com/x'],
    ['--data', './a b'],
    ['--list-id', '<a.b>'],
  ])('refuses %s %s by its flag, with what to write, and writes nothing', async (flag, value) => {
    const dir = folder()
    const { wrong } = await run(['--yes', '--dir', dir, ...team, ...list, ...series, flag, value])
    expect(wrong).toEqual([expect.stringMatching(new RegExp(`^${flag} will not do\\. Write .+\\.$`))])
    expect(readdirSync(dir)).toEqual([])
  })

  test('refuses what Cordon itself would refuse: a list that nobody else can approve', async () => {
    const dir = folder()
    const alone = ['--leads', 'U0AMBER01', '--team-channel', 'C0TEAM0001']
    const { wrong } = await run(['--yes', '--dir', dir, ...alone, ...list])
    expect(wrong).toEqual([expect.stringContaining('leaves nobody who could approve')])
    expect(readdirSync(dir)).toEqual([])
  })

  test('asks a person in turn, offers what is usual, asks again after a slip, and skips what follows from none', async () => {
    const dir = folder()
    let slips = 0
    const person = (line: string): string => {
      if (line.startsWith('Leads')) return slips++ === 0 ? 'amber' : 'U0AMBER01 U0BORIS02'
      return line.startsWith('Id of the team') ? 'C0TEAM0001' : ''
    }
    const { asked, out, wrong } = await run(['--dir', dir, '--name', 'the harbour desk'], person)
    expect(wrong).toEqual([])
    expect(out[0]).toMatch(/^Write Slack member ids/)
    expect(asked.filter((line) => line.startsWith('Leads'))).toHaveLength(2)
    expect(asked).toContain('Responders [U0AMBER01 U0BORIS02]: ')
    expect(asked.join()).not.toMatch(/Name of the team|List-Id|Its zone/)
    expect(readBack(dir).team).toMatchObject({ name: 'the harbour desk', roles: { host: ['U0AMBER01', 'U0BORIS02'] } })
  })

  test('writes nothing when the person goes away in the middle', async () => {
    const dir = folder()
    const { wrong } = await run(['--dir', dir], (line) => {
      if (line.startsWith('Leads')) throw new DOMException('gone', 'AbortError')
      return ''
    })
    expect(wrong).toEqual(['Stopped before the last question, so nothing was written. Run init again.'])
    expect(readdirSync(dir)).toEqual([])
  })

  test('has one flag for each question', () => {
    const flags = questions.map(({ flag }) => flag)
    expect(new Set(flags).size).toBe(flags.length)
  })
})
