import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

const server = inject('postgres')

/** Whether this run has a PostgreSQL; tests of it are skipped where it has none. */
export const hasPostgres = server !== null

/** Makes a database that nobody has used and returns its URL. */
export const freshDatabase = async (): Promise<string> => {
  if (server === null) throw new Error('this run has no PostgreSQL: ask hasPostgres first')
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
