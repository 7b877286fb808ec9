import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isBusy, StoreError, unwritable } from './engine.ts'

const holder = (file: string): string => {
  try {
    const pid = readFileSync(file, 'utf8').trim()
    return /^\d+$/.test(pid) ? ` (process ${pid})` : ''
  } catch {
    return ''
  }
}

const lockFile = (dir: string): DatabaseSync => {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    return new DatabaseSync(join(dir, 'serve.lock'), { timeout: 0 })
  } catch {
    throw unwritable()
  }
}

/**
 * Takes the lock of serving in a folder: an exclusive SQLite transaction, which the kernel frees when the process dies.
 * Refuses when another server holds it; returns how to give it back. `pid` is written beside it for people.
 */
export const lockServing = (dir: string, pid: number): (() => void) => {
  const beside = join(dir, 'serve.pid')
  const lock = lockFile(dir)
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw unwritable()
    throw new StoreError(
      'locked',
      `another Cordon${holder(beside)} is already serving from this DATA_DIR`,
      'Stop the other one first, or give this one a DATA_DIR of its own.',
    )
  }
  writeFileSync(beside, `${pid}\n`)
  return () => {
    rmSync(beside, { force: true })
    lock.close()
  }
}
