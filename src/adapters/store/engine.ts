import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

/** What differs between the two engines, and nothing else. */
export type Engine = Readonly<{
  name: 'sqlite' | 'postgres'
  /** For migrations and questions; everything else goes through `write` and `read`. */
  db: Db
  /** One durable transaction; repeated by the engine when it lost a race. */
  write<T>(run: (db: Db) => Promise<T>): Promise<T>
  /** A read-only snapshot. */
  read<T>(run: (db: Db) => Promise<T>): Promise<T>
  /** One transaction for claiming, where rows locked by others are skipped. */
  claim<T>(run: (db: Db) => Promise<T>): Promise<T>
  /** Real time in ms UTC, by the clock that all servers on this store share. */
  line(): Promise<number>
  /** A number that changes when another process has written; always the same where nobody asks. */
  version(): Promise<number>
  /** Whether claims carry a lease, or the one server owns every act. */
  leases: boolean
  close(): Promise<void>
}>

/** The store refuses or cannot go on; `code` is stable, the message names no content. */
export class StoreError extends Error {
  readonly code:
    | 'weak-durability'
    | 'newer-schema'
    | 'older-schema'
    | 'locked'
    | 'unwritable'
    | 'unreachable'
    | 'damaged'
  readonly remedy: string
  constructor(code: StoreError['code'], message: string, remedy: string) {
    super(message)
    this.name = 'StoreError'
    this.code = code
    this.remedy = remedy
  }
}

/** The folder of the data cannot be made or written. */
export const unwritable = (): StoreError =>
  new StoreError(
    'unwritable',
    'the folder in DATA_DIR cannot be written',
    'Give the user that runs Cordon write access to it, free space on its disk, or name another folder.',
  )

/** The file of the data is there, and is not what SQLite wrote. */
export const damaged = (): StoreError =>
  new StoreError(
    'damaged',
    'cordon.db in DATA_DIR is damaged, or is no database',
    'Put a backup in its place: npm run -s cordon -- restore FILE',
  )

const sqliteBusy = 5
const sqliteDamaged: readonly (number | null)[] = [11, 26]

/** The primary code: an extended one says more in its higher bits. https://sqlite.org/rescode.html */
const errcodeOf = (error: unknown): number | null =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : null

/** SQLite's answer when another connection holds what is wanted. */
export const isBusy = (error: unknown): boolean => errcodeOf(error) === sqliteBusy

/** SQLite's answers (corrupt, not a database) to a file that it cannot read. https://sqlite.org/rescode.html */
export const isDamaged = (error: unknown): boolean => sqliteDamaged.includes(errcodeOf(error))
