import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actKind, performer, planned } from '../../src/kernel/act.ts'
import { createDesk } from '../setup/desk.ts'
import { engines } from '../setup/engines.ts'
import { runCordon } from './run.ts'

const ring = actKind({ kind: 'ring', refs: z.strictObject({ n: z.number() }), result: z.strictObject({}) })
const row = performer(ring, {
  perform: async () => ({ failed: 'no-bell', permanent: true }),
  find: async () => 'absent',
  settled: async () => undefined,
  unknown: 'hold',
})
const act = (n: number) => planned(ring, { key: `ring-${n}`, refs: { n } })

const shown = z.array(
  z.looseObject({ id: z.string(), key: z.string(), state: z.string(), reason: z.string().nullable() }),
)
const linesOf = (out: string): unknown[] => out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
const listed = async (env: Readonly<Record<string, string>>) => {
  const { out } = await runCordon(env, 'acts', 'list', '--state', 'all', '--json')
  return shown.parse(linesOf(out))
}

const scratch = mkdtempSync(join(tmpdir(), 'cordon-operator-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

for (const engine of engines)
  describe(`beside a Cordon that runs on ${engine.name}`, () => {
    test('acts are listed, shown and remedied, and the running one sees it', async () => {
      const fresh = await engine.fresh()
      const desk = await createDesk(fresh.open(), [row])
      const stop = await desk.worker.start()
      await desk.plan(act(1))
      await desk.until('ring-1', 'dead')
      const [dead] = await listed(fresh.env)
      expect(dead).toMatchObject({ key: 'ring-1', state: 'dead', reason: 'no-bell' })
      const id = dead?.id ?? ''
      expect((await runCordon(fresh.env, 'acts', 'show', id, '--json')).out).toContain('"refs":"{\\"n\\":1}"')
      expect(await runCordon(fresh.env, 'acts', 'drop', id)).toMatchObject({ code: 0, err: '' })
      expect(await desk.states()).toEqual({ 'ring-1': 'dropped' })
      expect(await runCordon(fresh.env, 'acts', 'drop', id)).toEqual({
        code: 2,
        out: '',
        err: 'it is already settled (dropped). Nothing was changed.\n',
      })
      const lost = await runCordon(fresh.env, 'acts', 'list', '--state', 'lost')
      expect(lost.code).toBe(2)
      expect(lost.err).toMatch(/^there is no state "lost"\. Use one of: /)
      const { out } = await runCordon(fresh.env, 'ledger', 'verify')
      expect(out).toBe('1 chains verified\n')
      await stop(1000)
      await desk.store.close()
    })
  })

describe('what is asked wrongly ends with exit code 2 and a sentence', () => {
  test.each([
    ['an unknown command', ['act'], /unknown command 'act'/],
    ['a folder without data', ['ledger', 'heads'], /^DATA_DIR holds no data of Cordon\. .+\n$/],
    ['a restore of nothing', ['restore'], /^FILE is missing\. .+\n$/],
    ['a restore of a file that is not there', ['restore', 'nowhere.db'], /^FILE is not there\. .+\n$/],
    ['a manifest for an address that Slack cannot call', ['manifest', '--url', 'ftp://x'], /^--url is no address/],
  ])('%s', async (_what, args, says) => {
    const env = { DATA_DIR: join(scratch, 'nothing') }
    const { code, out, err } = await runCordon(env, ...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(says)
    expect(readdirSync(scratch)).not.toContain('nothing')
  })

  test('a database URL that is none, without its password', async () => {
    const { code, err } = await runCordon({ DATABASE_URL: 'mysql://x:hush-hush@y/z' }, 'acts', 'list')
    expect(code).toBe(2)
    expect(err).toMatch(/^DATABASE_URL .+\. .+\n$/)
    expect(err).not.toContain('hush-hush')
  })

  test('data that was not brought up to date is left as it is', async () => {
    const dir = mkdtempSync(join(scratch, 'old-'))
    writeFileSync(join(dir, 'cordon.db'), '')
    const { code, err } = await runCordon({ DATA_DIR: dir }, 'acts', 'list')
    expect(code).toBe(2)
    expect(err).toContain('the data was not brought up to this version of Cordon yet. Start Cordon once')
  })
})

test('--help names every command, and each tells what it takes', async () => {
  const { code, out } = await runCordon({}, '--help')
  expect(code).toBe(0)
  const words = [...out.matchAll(/^ {2}(\w+) /gm)].map(([, word]) => word)
  const names = ['acts', 'ledger', 'gate', 'meeting', 'manifest', 'backup', 'restore', 'init', 'doctor', 'help']
  expect(words).toEqual(names)
  const help = await runCordon({}, 'restore', '--help')
  expect(help).toMatchObject({ code: 0, err: '' })
  expect(help.out).toContain('Usage: cordon restore')
})
