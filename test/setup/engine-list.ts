import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createClock } from '../../src/adapters/clock.ts'
import type { Engine } from '../../src/adapters/store/engine.ts'
import { openPostgres } from '../../src/adapters/store/postgres.ts'
import { openSqlite } from '../../src/adapters/store/sqlite.ts'

const clock = createClock()

/** Makes a database that nobody has used on this server and returns its URL. */
export const makeDatabase = async (server: string): Promise<string> => {
  const name = `cordon_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client(server)
  await client.connect()
  try {
    await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

/** A store of one engine that nobody has used: the environment that names it, and how this process opens it. */
export type Fresh = Readonly<{ env: Readonly<Record<string, string>>; open(): Engine }>
export type TestEngine = Readonly<{ name: 'sqlite' | 'postgres'; fresh(): Promise<Fresh> }>

const sqlite: TestEngine = {
  name: 'sqlite',
  fresh: async () => {
    const dir = mkdtempSync(join(tmpdir(), 'cordon-store-'))
    return { env: { DATA_DIR: dir }, open: () => openSqlite(dir, clock) }
  },
}

const postgres = (server: string): TestEngine => ({
  name: 'postgres',
  fresh: async () => {
    const database = await makeDatabase(server)
    return { env: { DATABASE_URL: database }, open: () => openPostgres(database, clock.pause) }
  },
})

/** Each engine; PostgreSQL only where there is a server. */
export const enginesOn = (server: string | null): readonly TestEngine[] =>
  server === null ? [sqlite] : [sqlite, postgres(server)]
