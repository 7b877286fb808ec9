import { randomInt } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { type Db, type Engine, StoreError } from './engine.ts'
import type { Tables } from './tables.ts'

const int8 = 20
const most = 30

const safe = (text: string): number => {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new RangeError('a number in the database is too large to be read exactly')
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === int8 ? safe : pg.types.getTypeParser(oid, format)),
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

const raced = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error))

const asked = async (client: pg.ClientBase): Promise<void> => {
  const answer = await client.query(
    "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit",
  )
  const { fsync, commit } = answer.rows[0] ?? {}
  if (fsync === 'on' && commit !== 'off') return
  throw new StoreError(
    'weak-durability',
    'this PostgreSQL does not keep what it acknowledges (fsync or synchronous_commit is off)',
    'Set fsync = on and synchronous_commit = on for the database in DATABASE_URL.',
  )
}

const inside = <T>(db: Db, begin: string, run: (db: Db) => Promise<T>): Promise<T> =>
  db.connection().execute(async (connection) => {
    await sql.raw(`begin isolation level ${begin}`).execute(connection)
    try {
      const result = await run(connection)
      await sql`commit`.execute(connection)
      return result
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined)
      throw error
    }
  })

/** PostgreSQL by its URL. `pause` waits line time (ms) between repeats of a transaction that lost a race. */
export const openPostgres = (url: string, pause: (ms: number) => Promise<void>): Engine => {
  const pool = new pg.Pool({ connectionString: url, max: 10, types, connectionTimeoutMillis: 5000, onConnect: asked })
  // An idle connection that breaks is replaced at the next query, which then tells its caller.
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const write = async <T>(run: (db: Db) => Promise<T>): Promise<T> => {
    for (let turn = 1; ; turn++) {
      try {
        return await inside(db, 'serializable', run)
      } catch (error) {
        if (!raced(error) || turn === most) throw error
        await pause(Math.min(2 ** turn, 200) * (randomInt(50, 150) / 100))
      }
    }
  }
  return {
    name: 'postgres',
    db,
    write,
    claim: (run) => inside(db, 'read committed', run),
    read: (run) => inside(db, 'repeatable read read only', run),
    line: async () => {
      const row = await sql<{
        ms: number
      }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms`.execute(db)
      return row.rows[0]?.ms ?? 0
    },
    version: async () => 0,
    leases: true,
    close: () => db.destroy(),
  }
}
