import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { copyIn, copyOnline, faultsIn, moveOut, replaceDatabase } from '../adapters/store/backup.ts'
import { type StoreAt, takeServing } from '../adapters/store/open.ts'
import type { Clock } from '../kernel/time.ts'
import { type Desk, withDeskOn } from './desk.ts'
import { fail, type Print, print } from './print.ts'

/** What these commands need of the process: where the data is, real time, and who asks. */
export type Keeping = Readonly<{ at: StoreAt; clock: Clock; pid: number; who: string }>

const wholeness = (dir: string): readonly string[] => {
  try {
    return faultsIn(dir)
  } catch {
    return ['it is no SQLite database']
  }
}

const chainsOf = async (desk: Desk) =>
  desk.store.read(async (tx) => {
    const chains = await desk.ledger.chains(tx)
    const faults = await Promise.all(chains.map((chain) => desk.ledger.verify(tx, chain)))
    return { chains: chains.length, altered: faults.filter((it) => it.length > 0).length }
  })

/** Every unsettled act waits for a person now: what the backup does not know may have happened already. */
const hold = (desk: Desk, { clock, who }: Keeping): Promise<number> =>
  desk.store.transact(async (tx) => {
    const held = await desk.acts.holdAll(tx)
    const body = { held, who }
    await desk.append(tx, { chain: 'desk', what: 'store.restored', by: 'operator', at: clock.now(), body })
    return held
  })

const backUp = async (file: string, it: Keeping, how: Print): Promise<void> => {
  if (it.at.kind === 'postgres')
    return fail('PostgreSQL is backed up by its own tools', 'Use pg_dump --format=custom on DATABASE_URL.')
  if (existsSync(file)) return fail('FILE is there already', 'Name one that is not, so that no backup is overwritten.')
  await withDeskOn(it.at, it.clock)(async () => undefined)
  const staged = `${file}.partial`
  await copyOnline(it.at.dir, staged)
  const faults = wholeness(staged)
  if (faults.length > 0)
    return fail(`the copy is not whole (${faults[0]})`, 'See whether the disk of DATA_DIR is sound.')
  await withDeskOn(
    { kind: 'sqlite', dir: staged },
    it.clock,
  )(async (desk) => {
    const unsettled = (await desk.store.read((tx) => desk.acts.list(tx, 'unsettled', 100_000))).length
    print([{ file, unsettled, ...(await chainsOf(desk)) }], how.json === true)
  })
  moveOut(staged, file)
}

const say = async (desk: Desk, it: Keeping, kept: string | null, how: Print): Promise<void> => {
  const held = await hold(desk, it)
  print([{ held, kept, ...(await chainsOf(desk)) }], how.json === true)
}

const stamp = (ms: number): string =>
  new Temporal.Instant(BigInt(ms) * 1_000_000n).toString({ smallestUnit: 'second' }).replaceAll(/[:-]/g, '')

const restoreInto = async (file: string, dir: string, it: Keeping, how: Print): Promise<void> => {
  if (!existsSync(file)) return fail('FILE is not there', 'Name a file that `backup` made.')
  const release = takeServing({ kind: 'sqlite', dir }, it.pid)
  try {
    const staged = join(dir, 'restoring')
    copyIn(file, staged)
    const faults = wholeness(staged)
    if (faults.length > 0) return fail(`FILE is not whole (${faults[0]})`, 'Nothing was changed. Use another backup.')
    const kept = `cordon.db.before-${stamp(it.clock.line())}`
    await withDeskOn({ kind: 'sqlite', dir: staged }, it.clock, true)((desk) => say(desk, it, kept, how))
    replaceDatabase(staged, dir, kept)
  } finally {
    release()
  }
}

const restore = async (file: string | undefined, it: Keeping, how: Print): Promise<void> => {
  if (it.at.kind === 'sqlite')
    return file === undefined
      ? fail('FILE is missing', 'Name a file that `backup` made.')
      : restoreInto(file, it.at.dir, it, how)
  if (file !== undefined)
    return fail(
      'PostgreSQL is restored by its own tools',
      'Stop every Cordon, use pg_restore, then run restore without FILE: it holds what was not settled.',
    )
  await withDeskOn(it.at, it.clock, true)((desk) => say(desk, it, null, how))
}

/** `backup FILE` and `restore [FILE]`. */
export const addRestoreCommands = (
  program: Command,
  withKeeping: (use: (it: Keeping) => Promise<void>) => Promise<void>,
): void => {
  program
    .command('backup <file>')
    .description('write a copy of the database (SQLite), also while Cordon runs, and verify it')
    .option('--json', 'as JSON')
    .action((file: string, how: Print) => withKeeping((it) => backUp(file, it, how)))
  program
    .command('restore [file]')
    .description('go back to a backup; every act that was not settled in it is held until a person lets it go')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nSQLite: FILE takes the place of the database while no Cordon serves; what was there is kept beside it.' +
        '\nPostgreSQL: stop every Cordon, restore by pg_restore, then run this without FILE.',
    )
    .action((file: string | undefined, how: Print) => withKeeping((it) => restore(file, it, how)))
}
