import type { Command } from 'commander'
import type { Print } from '../print.ts'
import type { Surroundings } from './examine.ts'
import { inJson, inWords } from './print-findings.ts'

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
      // Loaded when it is asked for, since it knows every vendor, and other commands need none of them.
      const findings = await (await import('./examine.ts')).examine(it)
      for (const line of how.json ? inJson(findings) : inWords(findings)) it.print(line)
      if (findings.some(({ state }) => state === 'fails')) it.failed()
    })
}
