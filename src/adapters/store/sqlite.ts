import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Kysely, SqliteAdapter, SqliteDialect, sql } from 'kysely'
import { type Db, damaged, type Engine, isBusy, isDamaged, StoreError, unwritable } from './engine.ts'
import type { Tables } from './tables.ts'

const bindable = (value: unknown): SQLInputValue => {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value
  if (value instanceof Uint8Array) return value
  throw new TypeError(`a ${typeof value} cannot be stored`)
}

const shim = (database: DatabaseSync) => ({
  close: () => database.close(),
  prepare: (query: string) => {
    const statement = database.prepare(query)
    const bound = (parameters: readonly unknown[]) => parameters.map(bindable)
    return {
      reader: statement.columns().length > 0,
      all: (parameters: readonly unknown[]) => statement.all(...bound(parameters)),
      run: (parameters: readonly unknown[]) => statement.run(...bound(parameters)),
      iterate: (parameters: readonly unknown[]) => statement.iterate(...bound(parameters)),
    }
  },
})

/** SQLite takes back tables with the rest of a transaction, so a migration that was stopped halfway leaves nothing. */
class WholeMigrations extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class Dialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new WholeMigrations()
  }
}

const patience = 5_000

const opened = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file, { timeout: patience })
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  const asked = (pragma: string) => Object.values(database.prepare(`pragma ${pragma}`).get() ?? {})[0]
  if (asked('journal_mode') === 'wal' && asked('synchronous') === 2) {
    database.exec('pragma busy_timeout = 0')
    return database
  }
  database.close()
  throw new StoreError(
    'weak-durability',
    'SQLite does not keep what it acknowledges here (it grants neither WAL nor synchronous=FULL)',
    'Put DATA_DIR on a local disk that supports shared memory and fsync.',
  )
}

const reach = (dir: string): Readonly<{ writer: DatabaseSync; reader: DatabaseSync }> => {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    const file = join(dir, 'cordon.db')
    const writer = opened(file)
    const reader = opened(file)
    reader.exec('pragma query_only = on')
    return { writer, reader }
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw isDamaged(error) ? damaged() : unwritable()
  }
}

type Line = Readonly<{ line(): number; pause(ms: number): Promise<void> }>

/** Begins; while another process writes, waits without holding up this one (SQLite's own wait would block the thread). */
const begun = async (db: Db, begin: string, { line, pause }: Line): Promise<void> => {
  for (const until = line() + patience; ; ) {
    try {
      await sql.raw(begin).execute(db)
      return
    } catch (error) {
      if (!isBusy(error) || line() > until) throw error
      await pause(3)
    }
  }
}

const inside = async <T>(db: Db, begin: string, clock: Line, run: (db: Db) => Promise<T>): Promise<T> =>
  db.connection().execute(async (connection) => {
    await begun(connection, begin, clock)
    try {
      const result = await run(connection)
      await sql`commit`.execute(connection)
      return result
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined)
      throw error
    }
  })

/** SQLite in a folder, one file, durable at every commit. `clock` gives real time (ms UTC) and pauses by it. */
export const openSqlite = (dir: string, clock: Line): Engine => {
  const { writer, reader } = reach(dir)
  const db = new Kysely<Tables>({ dialect: new Dialect({ database: shim(writer) }) })
  const snapshots = new Kysely<Tables>({ dialect: new SqliteDialect({ database: shim(reader) }) })
  return {
    name: 'sqlite',
    db,
    write: (run) => inside(db, 'begin immediate', clock, run),
    claim: (run) => inside(db, 'begin immediate', clock, run),
    read: (run) => inside(snapshots, 'begin', clock, run),
    line: async () => clock.line(),
    version: async () => {
      const row = await sql<{ data_version: number }>`pragma data_version`.execute(db)
      return row.rows[0]?.data_version ?? 0
    },
    leases: false,
    close: async () => {
      await snapshots.destroy()
      await db.destroy()
      // Kysely leaves open what it never used, and a connection left open keeps the log from being folded in.
      for (const database of [reader, writer]) if (database.isOpen) database.close()
    },
  }
}
