import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const report = z.object({
  testResults: z.array(
    z.object({ name: z.string(), assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) }),
  ),
})

/** How tests of one file ended, by title; a test that runs on both engines stands here twice. */
export type Ended = Readonly<{ file: string; title: string; status: string }>

/** A fault may make a test wait in vain; that is red enough after this many milliseconds. */
const patience = 20_000

const literal = (title: string): string => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Runs files of tests in a copy of the project, all of them or the one of this title. */
export const runTests = async (
  at: string,
  files: readonly string[],
  it: Readonly<{ title?: string; env: NodeJS.ProcessEnv; workers: number }>,
): Promise<readonly Ended[]> => {
  const out = join(at, 'report.json')
  // What the tests leave behind goes with the copy.
  const scratch = join(at, 'tmp')
  mkdirSync(scratch, { recursive: true })
  const vitest = [join(at, 'node_modules/vitest/vitest.mjs'), 'run', ...files]
  const options = ['--reporter=json', `--outputFile=${out}`, '--coverage.enabled=false', `--testTimeout=${patience}`]
  const named = it.title === undefined ? [] : ['-t', literal(it.title)]
  const child = spawn(process.execPath, [...vitest, ...options, ...named, `--maxWorkers=${it.workers}`], {
    cwd: at,
    stdio: 'ignore',
    env: { ...it.env, TMPDIR: scratch },
  })
  await once(child, 'close')
  if (!existsSync(out)) return []
  return report
    .parse(JSON.parse(readFileSync(out, 'utf8')))
    .testResults.flatMap(({ name, assertionResults }) => assertionResults.map((one) => ({ file: name, ...one })))
}
