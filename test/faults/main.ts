/** `npm run faults`: plants each fault in a copy of the project and says which test caught it. */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type Fault, faults } from './faults.ts'

const root = resolve(import.meta.dirname, '../..')
const parts = [
  'src',
  'test',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'manifest.yml',
  'cordon.example.yaml',
]

const copy = (): string => {
  const at = mkdtempSync(join(tmpdir(), 'cordon-fault-'))
  for (const part of parts)
    if (existsSync(join(root, part))) cpSync(join(root, part), join(at, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(at, 'node_modules'))
  return at
}

const report = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string(), fullName: z.string() })) }),
  ),
})

/** Runs a file of tests in a copy; the titles that failed and that passed. */
const run = (at: string, tests: string, title?: string) =>
  new Promise<Readonly<{ failed: readonly string[]; passed: readonly string[] }>>((done) => {
    const out = join(at, 'report.json')
    const named = title === undefined ? [] : ['-t', title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')]
    const child = spawn(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        tests,
        ...named,
        '--reporter=json',
        `--outputFile=${out}`,
        '--coverage.enabled=false',
      ],
      { cwd: at, stdio: 'ignore' },
    )
    child.on('close', () => {
      const results = existsSync(out) ? report.parse(JSON.parse(readFileSync(out, 'utf8'))).testResults : []
      const titles = (status: string) =>
        results.flatMap((it) => it.assertionResults.filter((one) => one.status === status).map((one) => one.title))
      done({ failed: titles('failed'), passed: titles('passed') })
    })
  })

const plant = (at: string, fault: Fault): void => {
  const file = join(at, fault.file)
  const text = readFileSync(file, 'utf8')
  if (text.split(fault.find).length !== 2)
    throw new Error(`${fault.id}: the text to be replaced stands not exactly once in ${fault.file}`)
  writeFileSync(
    file,
    text.replace(fault.find, () => fault.put),
  )
}

const wanted = process.argv.slice(2)
const chosen = faults.filter((fault) => wanted.length === 0 || wanted.includes(fault.id))
const sound = copy()
const passing = new Map<string, readonly string[]>()
for (const tests of new Set(chosen.map((fault) => fault.tests))) passing.set(tests, (await run(sound, tests)).passed)
rmSync(sound, { recursive: true, force: true })

let missed = 0
for (const fault of chosen) {
  const at = copy()
  plant(at, fault)
  const sane = passing.get(fault.tests)?.includes(fault.test) === true
  const { failed } = await run(at, fault.tests, fault.test)
  const caught = sane && failed.includes(fault.test)
  if (!caught) missed += 1
  const verdict = caught ? 'caught' : sane ? 'MISSED' : 'NO SUCH GREEN TEST'
  process.stdout.write(`${verdict}  ${fault.id} (${fault.promise})  by: ${fault.test}\n`)
  rmSync(at, { recursive: true, force: true })
}
process.stdout.write(`${chosen.length - missed} of ${chosen.length} planted faults caught\n`)
if (missed > 0) process.exitCode = 1
