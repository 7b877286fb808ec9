import { probeDocument } from '../../adapters/drive/probe.ts'
import type { ConfigParts } from '../../config.ts'
import type { Clock } from '../../kernel/time.ts'
import { judgeDocument, noAccount } from './judge-drive.ts'
import type { Check } from './run-checks.ts'

/** Checks of Drive: each document of a series, read as Cordon reads it. */
export const driveChecks = ({ google, team }: Pick<ConfigParts, 'google' | 'team'>, clock: Clock): readonly Check[] =>
  (team.series ?? []).flatMap(({ key, document }): readonly Check[] => {
    if (document === undefined) return []
    const name = `drive.${key}`
    if (google === null) return [{ name, run: () => [noAccount(name)] }]
    const run = async (signal: AbortSignal) => [
      judgeDocument(name, await probeDocument({ settings: google, document, clock }, signal), google.email),
    ]
    return [{ name, run }]
  })
