import type { Tx } from '../../kernel/tx.ts'
import { dbOf } from './store.ts'

/** What came in, as it is kept until it is decided. `body` is JSON and may hold secrets: it is never logged. */
export type Kept = Readonly<{ key: string; kind: string; body: string; at: number }>

/** The inbox and the decisions of the store. Instants are line time, ms UTC. */
export const createInboxRepository = () => ({
  /** Adds it; false when this delivery is there already. */
  add: async (tx: Tx, it: Kept): Promise<boolean> => {
    const added = await dbOf(tx)
      .insertInto('inbox')
      .values({ ...it, done: 0 })
      .onConflict((at) => at.column('key').doNothing())
      .executeTakeFirst()
    return added.numInsertedOrUpdatedRows === 1n
  },
  find: async (tx: Tx, key: string): Promise<Kept | null> => {
    const row = await dbOf(tx)
      .selectFrom('inbox')
      .select(['key', 'kind', 'body', 'at'])
      .where('key', '=', key)
      .executeTakeFirst()
    return row ?? null
  },
  /** Kept and not yet decided, oldest first. */
  open: async (tx: Tx): Promise<readonly Kept[]> =>
    dbOf(tx)
      .selectFrom('inbox')
      .select(['key', 'kind', 'body', 'at'])
      .where('done', '=', 0)
      .orderBy('at')
      .orderBy('key')
      .limit(500)
      .execute(),
  done: async (tx: Tx, key: string): Promise<void> => {
    await dbOf(tx).updateTable('inbox').set({ done: 1 }).where('key', '=', key).execute()
  },
  /** Counts one use of a delivery's answering address; returns how many there were before. */
  use: async (tx: Tx, key: string): Promise<number> => {
    const row = await dbOf(tx)
      .updateTable('inbox')
      .set((it) => ({ uses: it('uses', '+', 1) }))
      .where('key', '=', key)
      .returning('uses')
      .executeTakeFirst()
    return (row?.uses ?? 1) - 1
  },
  /** Writes the de-duplication row of a decision; false when it was taken before. */
  decide: async (tx: Tx, key: string, at: number): Promise<boolean> => {
    const added = await dbOf(tx)
      .insertInto('decisions')
      .values({ key, at })
      .onConflict((it) => it.column('key').doNothing())
      .executeTakeFirst()
    return added.numInsertedOrUpdatedRows === 1n
  },
  /** Empties what is decided and older than `before`: answering addresses are secrets and live half an hour. */
  forget: async (tx: Tx, before: number): Promise<void> => {
    await dbOf(tx).updateTable('inbox').set({ body: '{}' }).where('done', '=', 1).where('at', '<', before).execute()
  },
})

/** Where a message stands in Slack, by the key it was posted under. */
export const createMessageRepository = () => ({
  put: async (tx: Tx, key: string, at: Readonly<{ channel: string; ts: string }>): Promise<void> => {
    await dbOf(tx)
      .insertInto('messages')
      .values({ key, ...at })
      .onConflict((it) => it.column('key').doUpdateSet(at))
      .execute()
  },
  get: async (tx: Tx, key: string): Promise<Readonly<{ channel: string; ts: string }> | null> => {
    const row = await dbOf(tx)
      .selectFrom('messages')
      .select(['channel', 'ts'])
      .where('key', '=', key)
      .executeTakeFirst()
    return row ?? null
  },
})
