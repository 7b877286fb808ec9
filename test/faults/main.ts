/**
 * `npm run faults [ID…]`: plants each fault in a copy of the project, two at a time, and says which test caught it.
 * First the tests run on the project as it is: only a test that is green there can catch anything.
 */
import { startPostgres } from '../setup/postgres.ts'
import { findPrograms, findUser } from '../setup/postgres-programs.ts'
import { inCopy, plant } from './copy.ts'
import type { Fault } from './fault.ts'
import { faults } from './faults.ts'
import { type Ended, runTests } from './run-tests.ts'

const together = 2

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const asked = process.argv.slice(2)
const strange = asked.filter((id) => !faults.some((fault) => fault.id === id))
if (strange.length > 0) {
  process.stderr.write(
    `There is no fault ${strange.join(' or ')}. There are:\n${faults.map(({ id }) => `  ${id}\n`).join('')}`,
  )
  process.exit(2)
}
const chosen = faults.filter((fault) => asked.length === 0 || asked.includes(fault.id))

/** Does something for every item, so many at a time. */
const eachOf = async <T>(items: readonly T[], each: (item: T) => Promise<void>): Promise<void> => {
  const left = items.values()
  const lane = async () => {
    for (const item of left) await each(item)
  }
  await Promise.all(Array.from({ length: together }, lane))
}

const has = (ended: readonly Ended[], fault: Fault, status: string): boolean =>
  ended.some((it) => it.file.endsWith(fault.tests) && it.title === fault.test && it.status === status)

const verdictOf = (sound: readonly Ended[], planted: readonly Ended[], fault: Fault): string => {
  if (!has(sound, fault, 'passed') || has(sound, fault, 'failed')) return 'NO SUCH GREEN TEST'
  return has(planted, fault, 'failed') ? 'caught' : 'MISSED'
}

const programs = findPrograms(process.env.PATH ?? '')
const server =
  process.env.TEST_DATABASE_URL || programs === null
    ? null
    : await startPostgres(programs, findUser(process.getuid?.() ?? 1))
const env = { ...process.env, ...(server === null ? {} : { TEST_DATABASE_URL: server.url }) }

const files = [...new Set(chosen.map((fault) => fault.tests))]
const sound = await inCopy((at) => runTests(at, files, { env, workers: together }))
let missed = 0
await eachOf(chosen, (fault) =>
  inCopy(async (at) => {
    plant(at, fault)
    const planted = await runTests(at, [fault.tests], { title: fault.test, env, workers: 1 })
    const verdict = verdictOf(sound, planted, fault)
    if (verdict !== 'caught') missed += 1
    process.stdout.write(`${verdict}  ${fault.id} (${fault.promise})  by: ${fault.test}\n`)
  }),
)
await server?.stop()
process.stdout.write(`${chosen.length - missed} of ${chosen.length} planted faults caught\n`)
if (missed > 0) process.exitCode = 1
