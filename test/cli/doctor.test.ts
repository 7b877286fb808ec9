import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Finding } from '../../src/cli/doctor/finding.ts'
import { childEnv } from '../setup/child-env.ts'
import { freshDatabase, hasPostgres } from '../setup/database.ts'
import { type Clinic, createClinic } from './doctor/clinic.ts'
import { faults } from './doctor/faults.ts'
import { runCordon } from './run.ts'

let clinic: Clinic
let healthy: ReadonlyMap<string, Finding['state']>
/** Everything that was ever said, to be searched for secrets. */
const said: Finding[] = []
const answers: string[] = []

const statesOf = (findings: readonly Finding[]): ReadonlyMap<string, Finding['state']> =>
  new Map(findings.map(({ check, state }) => [check, state]))

beforeAll(async () => {
  clinic = await createClinic()
  healthy = statesOf(await clinic.examine())
})
afterEach(() => clinic.heal())
afterAll(async () => {
  await clinic.stop()
  process.stdout.write(`| fault | check | state | who | remedy |\n|---|---|---|---|---|\n${answers.join('')}`)
})

describe('the doctor', () => {
  test('finds nothing wrong with a healthy world but what nobody can know', () => {
    const notPassing = [...healthy].filter(([, state]) => state !== 'passes')
    expect(notPassing).toEqual([['slack.restrictions', 'warns']])
    expect([...healthy.keys()]).toEqual([
      'config',
      'config.env-file',
      'slack.app-token',
      'slack.bot-token',
      'slack.scopes',
      'slack.place.team',
      'slack.place.announcements',
      'slack.person.ADA',
      'slack.person.BOB',
      'slack.person.CLEO',
      'slack.restrictions',
      'clock.slack',
      'drive.calls',
      'mail.smtp',
      'mail.witness',
      'mail.list.kubeflow-security',
      'mail.bounce',
      'mail.dkim',
      'mail.spf.cordon.example',
      'mail.dmarc.cordon.example',
      'data.database',
      'data.disk',
    ])
  })

  test.each(faults)('sees $fault, says who can do what, and goes on with all the others', async (it) => {
    const findings = await clinic.examine(await it.does(clinic))
    said.push(...findings)
    const now = statesOf(findings)
    const differing = [...new Set([...healthy.keys(), ...now.keys()])].filter(
      (check) => healthy.get(check) !== now.get(check),
    )
    expect(Object.fromEntries(differing.map((check) => [check, now.get(check) ?? 'gone']))).toEqual(it.changes)
    const shown = findings.find(({ check }) => check === it.shown)
    expect(shown).toMatchObject({ remedy: expect.stringMatching(it.remedy), who: it.who })
    expect(shown?.remedy).not.toContain('\n')
    const remedy = shown?.remedy?.replace(/p=MII.{20,}/, 'p=MII…')
    answers.push(`| ${it.fault} | ${it.shown} | ${shown?.state} | ${shown?.who} | ${remedy} |\n`)
  })

  test('works beside a Cordon that serves, and on a database of PostgreSQL', async () => {
    const program = await clinic.world.start()
    const beside = await clinic.examine()
    program.kill()
    expect(statesOf(beside)).toEqual(healthy)
    expect(beside.find(({ check }) => check === 'data.database')?.says).toContain('up to date')
    if (!hasPostgres) return
    const there = statesOf(await clinic.examine({ env: { DATABASE_URL: await freshDatabase() } }))
    expect([there.get('data.database'), there.get('clock.database')]).toEqual(['passes', 'passes'])
  })

  test('does nothing: no mail arrives, no message is posted, no data is made', async () => {
    const mails = async () => (await clinic.mail.witness.messages()).length
    const [before, calls] = [await mails(), clinic.slack.calls().length]
    const dir = join(clinic.world.dir, 'not-made')
    await clinic.examine({ env: { DATA_DIR: dir } })
    expect(await mails()).toBe(before)
    const methods = new Set(
      clinic.slack
        .calls()
        .slice(calls)
        .map(({ method }) => method),
    )
    expect(methods).toEqual(new Set(['auth.test', 'apps.connections.open', 'conversations.info', 'users.info']))
    expect(clinic.slack.unknown).toEqual([])
    expect(clinic.drive.unexpected).toEqual([])
    expect(() => rmSync(dir, { recursive: true })).toThrow('ENOENT')
  })

  test('never says a secret', () => {
    const { env } = clinic
    const secretsOf = (name: string) => /:([^:@]+)@/.exec(env[name] ?? '')?.[1] ?? 'missing'
    const secrets = [
      env.SLACK_BOT_TOKEN ?? 'missing',
      env.SLACK_APP_TOKEN ?? 'missing',
      ...['SMTP_URL', 'WITNESS_IMAP_URL', 'BOUNCE_IMAP_URL'].map(secretsOf),
      (env.DKIM_KEY ?? 'missing').slice(60, 90),
      'PRIVATE KEY',
      'wrong-password',
      'xoxb-wrong',
      'hush-hush',
      'The words of the notes',
      'The text of a mail',
    ]
    const all = JSON.stringify(said)
    expect(said.length).toBeGreaterThan(100)
    for (const secret of secrets) expect(all.includes(secret), secret.slice(0, 6)).toBe(false)
  })
})

const finding = z.strictObject({
  check: z.string(),
  state: z.enum(['passes', 'warns', 'fails']),
  says: z.string(),
  remedy: z.string().nullable(),
  who: z.string().nullable(),
})

describe('the command', () => {
  test('says it in groups, with the counts last, and ends with 0 when nothing fails', async () => {
    const { code, out, err } = await runCordon(clinic.env, 'doctor')
    expect(out.split('\n').filter((line) => line.startsWith('  FAIL'))).toEqual([])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Configuration\n {2}ok {4}config: .+\n\nSlack\n {2}ok {4}app-token: /)
    expect(out).toMatch(/\n {2}warn {2}restrictions: .+\n {8}workspace admin: .+\n/)
    expect(out).toMatch(/\n20 passes, 1 warns, 0 fails\n$/)
  })

  const main = new URL('../../src/cli/main.ts', import.meta.url).pathname
  const shell = (script: string, env: Readonly<Record<string, string>>) =>
    spawnSync('unshare', ['-m', 'sh', '-ec', script], { env: { ...childEnv, ...env }, encoding: 'utf8' })
  // Root writes into a folder without write bits, so the folder is a disk of its own, which only Linux lets us mount.
  if (shell('true', {}).status === 0)
    test('with --json says one JSON object a line, and ends with 1 where a disk is read-only', () => {
      const dir = mkdtempSync(join(tmpdir(), 'cordon-read-only-'))
      const script = `mount -t tmpfs none ${dir} && mount -o remount,ro ${dir} && exec ${process.execPath} ${main} doctor --json`
      // No Slack here: the world's servers wait for this very process, which stands still meanwhile.
      const ended = shell(script, { DATA_DIR: dir })
      rmSync(dir, { recursive: true })
      expect({ status: ended.status, err: ended.stderr }).toEqual({ status: 1, err: '' })
      const lines = ended.stdout.trimEnd().split('\n')
      const findings = lines.map((line) => finding.parse(JSON.parse(line)))
      expect(findings.map(({ check, state }) => [check, state])).toEqual([
        ['config.SLACK_BOT_TOKEN', 'fails'],
        ['config.SLACK_APP_TOKEN', 'fails'],
        ['config.cordon.yaml', 'fails'],
        ['data.database', 'passes'],
        ['data.disk', 'fails'],
      ])
    })
})
