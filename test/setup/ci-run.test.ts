import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const script = new URL('../../.ci/run', import.meta.url)

/** Runs .ci/run in a folder of its own, with an npm that does only what is said here. */
const run = (npm: string) => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-ci-'))
  try {
    for (const folder of ['.ci', 'bin']) mkdirSync(join(dir, folder))
    copyFileSync(script, join(dir, '.ci/run'))
    writeFileSync(join(dir, 'bin', 'npm'), `#!/bin/sh\necho "$*" >> ${dir}/said\n${npm}\n`, { mode: 0o755 })
    const env = { CI_INSTALL: 'none', PATH: `${dir}/bin:${dirname(process.execPath)}:${process.env.PATH}`, HOME: dir }
    const { status, stdout } = spawnSync('bash', [join(dir, '.ci/run')], { env, encoding: 'utf8' })
    return { status, last: stdout.trimEnd().split('\n').at(-1), said: readFileSync(join(dir, 'said'), 'utf8') }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

const report = (passed: number, failed: number, pending: number, todo = 0): string =>
  `[ "$1" = ci ] || echo '${JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: pending,
    numTodoTests: todo,
  })}' > "$TEST_REPORT"`

test('a clean run installs, tests with every kill, and ends with its counts', () => {
  const after = run(`${report(12, 0, 0)}; [ "$1" = ci ] || echo "KILLS=$KILLS CI=$CI"`)
  expect(after).toEqual({ status: 0, last: '12 passed, 0 failed, 0 skipped', said: 'ci\ntest\n' })
  expect(run(`${report(1, 0, 0)}; [ "$1" = ci ] || [ "$KILLS$CI" = all1 ]`).status).toBe(0)
})

test.each([
  ['a failed test', report(3, 1, 0), '3 passed, 1 failed, 0 skipped'],
  ['a skipped test', report(3, 0, 2), '3 passed, 0 failed, 2 skipped'],
  ['a test that is only planned', report(3, 0, 0, 1), '3 passed, 0 failed, 1 skipped'],
  ['no test at all', report(0, 0, 0), '0 passed, 0 failed, 0 skipped'],
  ['a check before the tests', '[ "$1" = ci ]', '0 passed, 0 failed, 0 skipped'],
  [
    'an end of npm test that is none of the tests',
    `${report(3, 0, 0)}; [ "$1" = ci ]`,
    '3 passed, 0 failed, 0 skipped',
  ],
  ['an install that breaks', 'exit 1', '0 passed, 0 failed, 0 skipped'],
])('%s fails the run, and the counts are still the last line', (_what, npm, last) => {
  const after = run(npm)
  expect([after.status, after.last]).toEqual([1, last])
})
