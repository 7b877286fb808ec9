import type { Command } from 'commander'
import type { Environment, ReadFile } from '../../config/environment.ts'
import { readConfigParts } from '../../config.ts'
import type { Clock } from '../../kernel/time.ts'
import type { Print } from '../print.ts'
import { configChecks } from './config.ts'
import { dataChecks } from './data.ts'
import { driveChecks } from './drive.ts'
import type { Finding } from './finding.ts'
import { mailChecks } from './mail.ts'
import { inJson, inWords } from './print-findings.ts'
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
  const checks = [
    ...configChecks(complaints, modeOf),
    ...slackChecks(parts, clock),
    ...driveChecks(parts, clock),
    ...mailChecks(parts, clock),
    ...dataChecks(parts, clock),
  ]
  return runChecks(checks, clock)
}

/** `doctor [--json]`; the exit code is 1 when anything fails. */
export const addDoctorCommand = (
  program: Command,
  it: Surroundings & Readonly<{ print(line: string): void; failed(): void }>,
): void => {
  program
    .command('doctor')
    .description('try everything that Cordon needs by harmless acts, and say what to do about each')
    .option('--json', 'one JSON object a line: check, state (passes, warns or fails), says, remedy, who')
    .addHelpText('after', '\nNo mail and no message is sent, and no data changed. It works beside a running Cordon.')
    .action(async (how: Print) => {
      const findings = await examine(it)
      for (const line of how.json ? inJson(findings) : inWords(findings)) it.print(line)
      if (findings.some(({ state }) => state === 'fails')) it.failed()
    })
}
