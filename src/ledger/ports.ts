import type { Tx } from '../kernel/tx.ts'
import type { Entry, Head } from './entry.ts'

export type LedgerRepository = Readonly<{
  head(tx: Tx, chain: string): Promise<Head | null>
  insert(tx: Tx, entry: Entry): Promise<void>
  /** All entries of a chain, oldest first. */
  entries(tx: Tx, chain: string): Promise<readonly Entry[]>
  chains(tx: Tx): Promise<readonly string[]>
  /** The heads of the chains that have an entry of `since` (desk time, ms UTC) or later, by name of chain. */
  recent(tx: Tx, since: number): Promise<readonly Head[]>
}>
