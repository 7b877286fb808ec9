import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { childEnv } from '../setup/child-env.ts'

const program = new URL('../../src/cli/with-env.ts', import.meta.url).pathname

/** What `acts list` says that is started as `npm run cordon` does, in a folder with this `.env`. */
const said = (text: string | null, env: Readonly<Record<string, string>> = {}): string => {
  const cwd = mkdtempSync(join(tmpdir(), 'cordon-with-env-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  if (text !== null) writeFileSync(join(cwd, '.env'), text)
  const options = { cwd, env: { ...childEnv, ...env }, encoding: 'utf8' } as const
  return spawnSync(process.execPath, [program, 'acts', 'list'], options).stderr
}

test('npm run cordon reads the .env of its folder, and what the environment says counts more', () => {
  const wrong = 'DATABASE_URL=nonsense\n'
  expect(said(null)).toMatch(/^DATA_DIR holds no data/)
  expect(said(wrong)).toMatch(/^DATABASE_URL /)
  expect(said(wrong, { DATABASE_URL: '' })).toMatch(/^DATA_DIR holds no data/)
})
