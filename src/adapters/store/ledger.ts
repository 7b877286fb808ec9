import { references } from '../../kernel/refusal.ts'
import type { LedgerRepository } from '../../ledger/ports.ts'
import { dbOf } from './store.ts'

/** The chains of the ledger in the store. */
export const createLedgerRepository = (): LedgerRepository => ({
  head: async (tx, chain) => {
    const row = await dbOf(tx)
      .selectFrom('ledger')
      .select(['chain', 'seq', 'hash'])
      .where('chain', '=', chain)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row ?? null
  },
  insert: async (tx, entry) => {
    const body = entry.body === null ? null : JSON.stringify(entry.body)
    await dbOf(tx)
      .insertInto('ledger')
      .values({ ...entry, body })
      .execute()
  },
  entries: async (tx, chain) => {
    const rows = await dbOf(tx).selectFrom('ledger').selectAll().where('chain', '=', chain).orderBy('seq').execute()
    return rows.map((row) => ({ ...row, body: row.body === null ? null : references.parse(JSON.parse(row.body)) }))
  },
  chains: async (tx) => {
    const rows = await dbOf(tx).selectFrom('ledger').select('chain').distinct().orderBy('chain').execute()
    return rows.map((row) => row.chain)
  },
  recent: async (tx, since) => {
    const grown = dbOf(tx).selectFrom('ledger').select('chain').where('at', '>=', since)
    return dbOf(tx)
      .selectFrom('ledger as l')
      .select(['l.chain', 'l.seq', 'l.hash'])
      .where('l.chain', 'in', grown)
      .where('l.seq', '=', (it) =>
        it
          .selectFrom('ledger as m')
          .select((of) => of.fn.max('m.seq').as('last'))
          .whereRef('m.chain', '=', 'l.chain'),
      )
      .orderBy('l.chain')
      .execute()
  },
})
