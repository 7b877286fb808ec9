import { AsyncLocalStorage } from 'node:async_hooks'
import { Migrator } from 'kysely/migration'
import { type Read, type Transact, Tx } from '../../kernel/tx.ts'
import { type Db, type Engine, StoreError } from './engine.ts'
import { migrations } from './migrations.ts'
import { unreachableBy } from './postgres.ts'

type Open = { db: Db; planned: boolean }
type Span = { open: boolean }

const units = new WeakMap<Tx, Open>()
const spans = new AsyncLocalStorage<Span>()

const unitOf = (tx: Tx): Open => {
  const unit = units.get(tx)
  if (unit) return unit
  throw new Error('a query was made outside its transaction, or after it ended')
}

/** The connection of a unit of work; refuses one that is over. For the repositories of this folder. */
export const dbOf = (tx: Tx): Db => unitOf(tx).db

/** Marks that this transaction planned acts, so that the worker is woken once it is durable. */
export const markPlanned = (tx: Tx): void => {
  unitOf(tx).planned = true
}

const refuseInside = (what: string): void => {
  if (spans.getStore()?.open) throw new Error(`${what} was called inside a transaction, where only queries are awaited`)
}

/** Wraps an adapter so that each of its functions, save the `pure` ones, refuses to run inside an open transaction. */
export const outsideOnly = <T extends object>(name: string, adapter: T, pure: readonly (keyof T)[] = []): T =>
  new Proxy(adapter, {
    get: (target, key, receiver) => {
      const value: unknown = Reflect.get(target, key, receiver)
      if (typeof value !== 'function' || pure.some((one) => one === key)) return value
      return (...args: unknown[]) => {
        refuseInside(`${name}.${String(key)}`)
        return Reflect.apply(value, target, args)
      }
    },
  })

export type Store = Readonly<{
  engine: Engine
  transact: Transact
  read: Read
  /** Brings the tables up to date; refuses a schema newer than this program. */
  migrate(): Promise<void>
  /** Refuses tables that are older or newer than this program, and changes nothing: for who works beside a server. */
  expectCurrent(): Promise<void>
  /** Called after each commit that planned acts, outside the transaction. */
  onPlanned(call: () => void): void
  close(): Promise<void>
}>

const run = async <T>(db: Db, use: (tx: Tx) => Promise<T>): Promise<Readonly<{ result: T; planned: boolean }>> => {
  const tx = new Tx()
  const unit: Open = { db, planned: false }
  const span: Span = { open: true }
  units.set(tx, unit)
  try {
    return { result: await spans.run(span, () => use(tx)), planned: unit.planned }
  } finally {
    span.open = false
    units.delete(tx)
  }
}

const migratorOf = (engine: Engine): Migrator =>
  new Migrator({ db: engine.db, provider: { getMigrations: async () => migrations(engine.name) } })

const pending = async (engine: Engine): Promise<boolean> => {
  try {
    return (await migratorOf(engine).getMigrations()).some((it) => it.executedAt === undefined)
  } catch (error) {
    throw unreachableBy(error) ?? error
  }
}

const migrate = async (engine: Engine): Promise<void> => {
  const { error } = await migratorOf(engine).migrateToLatest()
  if (error === undefined) return
  if (/previously executed migration .* is missing/.test(String(error)))
    throw new StoreError(
      'newer-schema',
      'the data was written by a newer Cordon than this one',
      'Run the newer version, or restore a backup made by this one.',
    )
  throw unreachableBy(error) ?? error
}

/**
 * How the tables compare with this program, without bringing them up to date; a newer schema is thrown as a StoreError.
 * `empty` has never met a Cordon.
 */
export const schemaOf = async (engine: Engine): Promise<'current' | 'older' | 'empty'> => {
  if (!(await pending(engine))) {
    await migrate(engine)
    return 'current'
  }
  const steps = await migratorOf(engine).getMigrations()
  return steps.some((it) => it.executedAt !== undefined) ? 'older' : 'empty'
}

/** The store over one engine: the only way to write or read state. */
export const createStore = (engine: Engine): Store => {
  const listeners: (() => void)[] = []
  const transact: Transact = async (use) => {
    refuseInside('transact')
    const { result, planned } = await engine.write((db) => run(db, use))
    if (planned)
      spans.exit(() => {
        for (const call of listeners) call()
      })
    return result
  }
  return {
    engine,
    transact,
    read: async (use) => {
      refuseInside('read')
      return (await engine.read((db) => run(db, use))).result
    },
    migrate: () => migrate(engine),
    expectCurrent: async () => {
      if (!(await pending(engine))) return migrate(engine)
      throw new StoreError(
        'older-schema',
        'the data was not brought up to this version of Cordon yet',
        'Start Cordon once: it does so.',
      )
    },
    onPlanned: (call) => {
      listeners.push(call)
    },
    close: () => engine.close(),
  }
}
