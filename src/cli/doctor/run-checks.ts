import { type Clock, second } from '../../kernel/time.ts'
import { type Finding, fails, operator } from './finding.ts'

/** One harmless act and what it says. The signal is aborted when its time is up; it may then end as it likes. */
export type Check = Readonly<{
  name: string
  run(signal: AbortSignal): Promise<readonly Finding[]> | readonly Finding[]
}>

const limit = 10 * second

/** An error's own words may hold words of people or of a server, so only its kind is said. */
const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

const runOne = async ({ name, run }: Check, clock: Pick<Clock, 'pause'>): Promise<readonly Finding[]> => {
  const late = new AbortController()
  const done = new AbortController()
  const tooLate = clock.pause(limit, done.signal).then((): readonly Finding[] => {
    late.abort()
    const remedy = operator('Look whether it can be reached from this machine, and try again.')
    return [fails(name, `did not come to an end within ${limit / second} s`, remedy)]
  })
  try {
    return await Promise.race([Promise.resolve(run(late.signal)), tooLate])
  } catch (error) {
    const remedy = operator('Try again; if it stays, report it with this line.')
    return [fails(name, `could not be tried (${kindOf(error)})`, remedy)]
  } finally {
    done.abort()
  }
}

/** Runs all checks at once, each within ten seconds of line time; one that fails stops no other. In the order given. */
export const runChecks = async (checks: readonly Check[], clock: Pick<Clock, 'pause'>): Promise<readonly Finding[]> =>
  (await Promise.all(checks.map((check) => runOne(check, clock)))).flat()
