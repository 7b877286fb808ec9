import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { type Db, type Engine, StoreError } from './engine.ts'
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

const opened = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file, { timeout: 5000 })
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  const asked = (pragma: string) => Object.values(database.prepare(`pragma ${pragma}`).get() ?? {})[0]
  if (asked('journal_mode') === 'wal' && asked('synchronous') === 2) return database
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
    return { writer: opened(file), reader: opened(file) }
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError(
      'unwritable',
      'the folder in DATA_DIR cannot be written',
      'Give the user that runs Cordon write access to it, free space on its disk, or name another folder.',
    )
  }
}

const inside = async <T>(db: Db, begin: 'begin immediate' | 'begin', run: (db: Db) => Promise<T>): Promise<T> =>
  db.connection().execute(async (connection) => {
    await sql.raw(begin).execute(connection)
    try {
      const result = await run(connection)
      await sql`commit`.execute(connection)
      return result
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined)
      throw error
    }
  })

/** SQLite in a folder, one file, durable at every commit. `line` is real time in ms UTC. */
export const openSqlite = (dir: string, line: () => number): Engine => {
  const { writer, reader } = reach(dir)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: shim(writer) }) })
  const snapshots = new Kysely<Tables>({ dialect: new SqliteDialect({ database: shim(reader) }) })
  return {
    name: 'sqlite',
    db,
    write: (run) => inside(db, 'begin immediate', run),
    claim: (run) => inside(db, 'begin immediate', run),
    read: (run) => inside(snapshots, 'begin', run),
    line: async () => line(),
    version: async () => {
      const row = await sql<{ data_version: number }>`pragma data_version`.execute(db)
      return row.rows[0]?.data_version ?? 0
    },
    leases: false,
    close: async () => {
      await snapshots.destroy()
      await db.destroy()
    },
  }
}
