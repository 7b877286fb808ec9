import type { Append } from '../kernel/ledger-entry.ts'
import type { Tx } from '../kernel/tx.ts'
import { type Entry, entryAfter, faultsOf, type Head } from './entry.ts'
import type { LedgerRepository } from './ports.ts'

export { createHeads } from './send-heads.ts'

type Ports = Readonly<{ repository: LedgerRepository; salt(): string }>

/** One line an entry, as people and `ledger verify` read it. */
const exportOf = (entries: readonly Entry[]): string => entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')

/** Promise 3: who knew and did what, when; one chain an incident, and one for the desk. */
export const createLedger = ({ repository, salt }: Ports) => {
  const append: Append = async (tx, entry) => {
    await repository.insert(tx, entryAfter(await repository.head(tx, entry.chain), entry, salt()))
  }
  return {
    append,
    offers: {
      entries: repository.entries,
      chains: repository.chains,
      head: repository.head,
      exported: async (tx: Tx, chain: string): Promise<string> => exportOf(await repository.entries(tx, chain)),
      verify: async (tx: Tx, chain: string, head?: Head): Promise<readonly string[]> =>
        faultsOf(await repository.entries(tx, chain), head),
    },
  }
}
