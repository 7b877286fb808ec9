import type { Clock } from '../../kernel/time.ts'
import type { Engine } from './engine.ts'
import { lockServing } from './lock.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

/** Where the data is: a folder for SQLite, or the URL of a PostgreSQL. */
export type StoreAt = Readonly<{ kind: 'sqlite'; dir: string }> | Readonly<{ kind: 'postgres'; url: string }>

/** Opens the engine that the settings name. */
export const openEngine = (at: StoreAt, clock: Clock): Engine =>
  at.kind === 'sqlite' ? openSqlite(at.dir, clock) : openPostgres(at.url, clock.pause)

/** Takes the right to serve: one server a folder; on PostgreSQL several may. Returns how to give it back. */
export const takeServing = (at: StoreAt, pid: number): (() => void) =>
  at.kind === 'sqlite' ? lockServing(at.dir, pid) : () => undefined
