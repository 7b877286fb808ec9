import { probeDisk, probeStore } from '../../adapters/store/probe.ts'
import type { ConfigParts } from '../../config.ts'
import type { Clock } from '../../kernel/time.ts'
import { judgeClock } from './judge-clock.ts'
import { judgeDisk, judgeStore } from './judge-data.ts'
import type { Check } from './run-checks.ts'

/** Checks of the data: the database, and the disk where it is a folder of this machine. */
export const dataChecks = ({ store }: Pick<ConfigParts, 'store'>, clock: Clock): readonly Check[] => {
  if (store === null) return []
  const database: Check = {
    name: 'data.database',
    run: async () => {
      const answer = await probeStore(store, clock)
      const time = 'schema' in answer ? answer.time : null
      return [judgeStore(store.kind, answer), ...judgeClock('clock.database', 'the database’s', time, 0)]
    },
  }
  if (store.kind === 'postgres') return [database]
  return [database, { name: 'data.disk', run: async () => [judgeDisk(await probeDisk(store.dir))] }]
}
