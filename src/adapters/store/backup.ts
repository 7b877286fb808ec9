import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'

const databaseIn = (dir: string): string => join(dir, 'cordon.db')

/** Whether a folder holds a database of Cordon. */
export const holdsDatabase = (dir: string): boolean => existsSync(databaseIn(dir))

const settle = (path: string): void => {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

const freshFolder = (dir: string): void => {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
}

/** Copies the database of one folder into another, new one while it is being written to; one moment of it, whole. */
export const copyOnline = async (from: string, to: string): Promise<void> => {
  freshFolder(to)
  const source = new DatabaseSync(databaseIn(from), { timeout: 5_000 })
  try {
    await backup(source, databaseIn(to))
  } finally {
    source.close()
  }
}

/** Copies a file, such as a backup, as the database of a new folder. */
export const copyIn = (file: string, to: string): void => {
  freshFolder(to)
  copyFileSync(file, databaseIn(to))
}

/** What SQLite finds wrong in a folder's database; empty when it is whole. Throws when it is no database at all. */
export const faultsIn = (dir: string): readonly string[] => {
  const database = new DatabaseSync(databaseIn(dir), { timeout: 5_000 })
  try {
    const found = database
      .prepare('pragma integrity_check')
      .all()
      .flatMap((row) => Object.values(row).map(String))
    return found.filter((line) => line !== 'ok')
  } finally {
    database.close()
  }
}

/** Makes a folder's database, which nobody has open, the given file, durably; the folder is gone then. */
export const moveOut = (dir: string, file: string): void => {
  settle(databaseIn(dir))
  renameSync(databaseIn(dir), file)
  settle(dirname(file))
  rmSync(dir, { recursive: true, force: true })
}

const fold = (file: string): void => {
  try {
    const database = new DatabaseSync(file)
    database.exec('pragma wal_checkpoint(truncate)')
    database.close()
  } catch {
    // It may be the damaged one that is being replaced: then it is kept as it is, with its log beside it.
  }
}

/**
 * Puts the database of `staged` in the place of that of `dir`, where nobody may be serving. What was there is kept in
 * the same folder under the name `kept`. Stopped at any point, it leaves the old or the new one in place, never a mixture.
 */
export const replaceDatabase = (staged: string, dir: string, kept: string): void => {
  const file = databaseIn(dir)
  if (existsSync(file)) {
    fold(file)
    copyFileSync(file, join(dir, kept), constants.COPYFILE_FICLONE)
    settle(join(dir, kept))
    // A log that stayed behind would be played into the new database.
    for (const tail of ['-wal', '-shm']) if (existsSync(file + tail)) renameSync(file + tail, join(dir, kept + tail))
  }
  moveOut(staged, file)
}
