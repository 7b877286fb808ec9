import type { Read, Transact, Tx } from '../../kernel/tx.ts'
import { dbOf } from './store.ts'

type Delivery = Readonly<{ key: string; kind: string; at: number }>

type Ports<E> = Readonly<{
  transact: Transact
  read: Read
  /** Reads a delivery back from its JSON. */
  parse(json: unknown): E
  /** Line time, ms UTC. */
  line(): number
}>

/**
 * What came in, kept until it is decided, and the decisions that were taken. The bodies may hold secrets (answering
 * addresses, texts): they are never logged. `at` is line time, ms UTC.
 */
export const createInbox = <E extends Delivery>({ transact, read, parse, line }: Ports<E>) => ({
  /** Keeps a delivery in a durable transaction of its own. */
  keep: (it: E): Promise<'new' | 'repeat'> =>
    transact(async (tx) => {
      const added = await dbOf(tx)
        .insertInto('inbox')
        .values({ key: it.key, kind: it.kind, at: it.at, body: JSON.stringify(it), done: 0 })
        .onConflict((at) => at.column('key').doNothing())
        .executeTakeFirst()
      return added.numInsertedOrUpdatedRows === 1n ? 'new' : 'repeat'
    }),
  find: async (tx: Tx, key: string): Promise<E | null> => {
    const row = await dbOf(tx).selectFrom('inbox').select('body').where('key', '=', key).executeTakeFirst()
    return row ? parse(JSON.parse(row.body)) : null
  },
  /** Kept and not yet decided, oldest first. */
  open: (): Promise<readonly E[]> =>
    read(async (tx) => {
      const open = dbOf(tx).selectFrom('inbox').select('body').where('done', '=', 0)
      return (await open.orderBy('at').orderBy('key').limit(500).execute()).map((row) => parse(JSON.parse(row.body)))
    }),
  /** Marks it decided; what is kept of its body becomes that of `left`. */
  done: async (tx: Tx, left: E): Promise<void> => {
    await dbOf(tx)
      .updateTable('inbox')
      .set({ done: 1, body: JSON.stringify(left) })
      .where('key', '=', left.key)
      .execute()
  },
  /** Counts one more use of its answering address, in a transaction of its own; returns the count. */
  spend: (key: string): Promise<number> =>
    transact(async (tx) => {
      const row = await dbOf(tx)
        .updateTable('inbox')
        .set((it) => ({ uses: it('uses', '+', 1) }))
        .where('key', '=', key)
        .returning('uses')
        .executeTakeFirst()
      return row?.uses ?? 1
    }),
  /** Writes the de-duplication row of a decision; false when it was taken before. */
  decide: async (tx: Tx, key: string): Promise<boolean> => {
    const added = await dbOf(tx)
      .insertInto('decisions')
      .values({ key, at: line() })
      .onConflict((it) => it.column('key').doNothing())
      .executeTakeFirst()
    return added.numInsertedOrUpdatedRows === 1n
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
