import { randomUUID } from 'node:crypto'
import pg from 'pg'

const url = process.env['TEST_DATABASE_URL']

/** Each engine with the environment of a fresh store; PostgreSQL only where a server is there. */
export const engines: readonly Readonly<{ name: string; fresh(): Promise<Readonly<Record<string, string>>> }>[] = [
  { name: 'sqlite', fresh: async () => ({}) },
  ...(url
    ? [
        {
          name: 'postgres',
          fresh: async () => {
            const name = `cordon_${randomUUID().replaceAll('-', '')}`
            const client = new pg.Client(url)
            await client.connect()
            await client.query(`create database ${name}`)
            await client.end()
            return { DATABASE_URL: Object.assign(new URL(url), { pathname: `/${name}` }).href }
          },
        },
      ]
    : []),
]
