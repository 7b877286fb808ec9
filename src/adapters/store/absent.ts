import { Kysely, PostgresDialect } from 'kysely'
import type { Engine } from './engine.ts'
import type { Tables } from './tables.ts'

const refuse = (): Promise<never> => Promise.reject(new Error('there is no store here'))

/** An engine without a store, for looking at Cordon's tables while none of its data is there: each question is refused. */
export const absentEngine = (): Engine => ({
  name: 'postgres',
  db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: refuse }) }),
  write: refuse,
  read: refuse,
  claim: refuse,
  line: refuse,
  version: refuse,
  leases: true,
  close: async () => undefined,
})
