import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from './engine.ts'

const holder = (file: string): string => {
  try {
    const pid = readFileSync(file, 'utf8').trim()
    return /^\d+$/.test(pid) ? ` (process ${pid})` : ''
  } catch {
    return ''
  }
}

/**
 * Takes the lock of serving in a folder: an exclusive SQLite transaction, which the kernel frees when the process dies.
 * Refuses when another server holds it; returns how to give it back. `pid` is written beside it for people.
 */
export const lockServing = (dir: string, pid: number): (() => void) => {
  const beside = join(dir, 'serve.pid')
  const lock = new DatabaseSync(join(dir, 'serve.lock'), { timeout: 0 })
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch {
    lock.close()
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
