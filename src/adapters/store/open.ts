import type { Clock } from '../../kernel/time.ts'
import type { Engine } from './engine.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

/** Where the data is: a folder for SQLite, or the URL of a PostgreSQL. */
export type StoreSettings = Readonly<{ sqlite: string } | { postgres: string }>

/** Opens the engine that the settings name. */
export const openEngine = (settings: StoreSettings, clock: Clock): Engine =>
  'sqlite' in settings ? openSqlite(settings.sqlite, clock) : openPostgres(settings.postgres, clock.pause)
