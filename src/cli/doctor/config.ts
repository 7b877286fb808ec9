import type { Complaint } from '../../config/complaint.ts'
import { type Finding, fails, operator, passes, warns } from './finding.ts'
import type { Check } from './run-checks.ts'

/** Complaints of the configuration, each as a failed check. */
export const judgeConfig = (complaints: readonly Complaint[]): readonly Finding[] => {
  if (complaints.length === 0) return [passes('config', 'cordon.yaml and the environment are whole')]
  return complaints.map((it) => fails(`config.${it.name.replace(': ', '.')}`, it.wrong, operator(it.remedy)))
}

/** `mode` is that of the file of secrets, null where there is none. */
export const judgeEnvFile = (mode: number | null): readonly Finding[] => {
  const check = 'config.env-file'
  if (mode === null) return []
  if ((mode & 0o077) === 0) return [passes(check, '.env is for its owner alone')]
  return [warns(check, 'others on this machine can read the secrets in .env', operator('chmod 600 .env'))]
}

/** Checks of the settings themselves. `modeOf` gives the mode of a file, or null when it is not there. */
export const configChecks = (
  complaints: readonly Complaint[],
  modeOf: (path: string) => number | null,
): readonly Check[] => [
  { name: 'config', run: () => judgeConfig(complaints) },
  { name: 'config.env-file', run: () => judgeEnvFile(modeOf('.env')) },
]
