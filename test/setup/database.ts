import { inject } from 'vitest'
import { makeDatabase } from './engine-list.ts'

const server = inject('postgres')

/** Whether this run has a PostgreSQL; tests of it are skipped where it has none. */
export const hasPostgres = server !== null

/** Makes a database that nobody has used and returns its URL. */
export const freshDatabase = async (): Promise<string> => {
  if (server === null) throw new Error('this run has no PostgreSQL: ask hasPostgres first')
  return makeDatabase(server)
}
