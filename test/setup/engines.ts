import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createClock } from '../../src/adapters/clock.ts'
import type { Engine } from '../../src/adapters/store/engine.ts'
import { openPostgres } from '../../src/adapters/store/postgres.ts'
import { openSqlite } from '../../src/adapters/store/sqlite.ts'

const url = process.env.TEST_DATABASE_URL
const clock = createClock()

const freshDatabase = async (server: string): Promise<string> => {
  const name = `cordon_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client(server)
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

/** A store of one engine that nobody has used: the environment that names it, and how this process opens it. */
export type Fresh = Readonly<{ env: Readonly<Record<string, string>>; open(): Engine }>

/** Each engine; PostgreSQL only where a server is there. */
export const engines: readonly Readonly<{ name: 'sqlite' | 'postgres'; fresh(): Promise<Fresh> }>[] = [
  {
    name: 'sqlite',
    fresh: async () => {
      const dir = mkdtempSync(join(tmpdir(), 'cordon-store-'))
      return { env: { DATA_DIR: dir }, open: () => openSqlite(dir, clock) }
    },
  },
  ...(url
    ? [
        {
          name: 'postgres' as const,
          fresh: async () => {
            const database = await freshDatabase(url)
            return { env: { DATABASE_URL: database }, open: () => openPostgres(database, clock.pause) }
          },
        },
      ]
    : []),
]
