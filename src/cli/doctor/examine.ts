import type { Environment, ReadFile } from '../../config/environment.ts'
import { readConfigParts } from '../../config.ts'
import type { Clock } from '../../kernel/time.ts'
import { configChecks } from './config.ts'
import { dataChecks } from './data.ts'
import { driveChecks } from './drive.ts'
import type { Finding } from './finding.ts'
import { mailChecks } from './mail.ts'
import { runChecks } from './run-checks.ts'
import { slackChecks } from './slack.ts'

/** What the doctor is given of the place it runs in. */
export type Surroundings = Readonly<{
  env: Environment
  readFile: ReadFile
  /** The mode of a file, or null when it is not there. */
  modeOf(path: string): number | null
  clock: Clock
}>

/** Tries everything that the settings name, by harmless acts; what is wrong with a setting stops none of the others. */
export const examine = async ({ env, readFile, modeOf, clock }: Surroundings): Promise<readonly Finding[]> => {
  const { parts, complaints } = readConfigParts(env, readFile)
  const groups = [
    () => configChecks(complaints, modeOf),
    () => slackChecks(parts, clock),
    () => driveChecks(parts, clock),
    () => mailChecks(parts, clock),
    () => dataChecks(parts, clock),
  ]
  const found: Finding[] = []
  // One group after another: each loads a vendor's library at first use, which would eat the time of all the others.
  for (const group of groups) found.push(...(await runChecks(await group(), clock)))
  return found
}
