import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Clock } from '../../kernel/time.ts'
import { holdsDatabase } from './backup.ts'
import { StoreError } from './engine.ts'
import { openEngine, type StoreAt } from './open.ts'
import { schemaOf } from './store.ts'

/** What came of opening the data, and how the database's clock stood (ms UTC) between two looks at ours (line time). */
export type StoreAnswer =
  | Readonly<{
      schema: 'none' | 'empty' | 'older' | 'current'
      time: Readonly<{ there: number; asked: number; answered: number }> | null
    }>
  | Readonly<{ refused: StoreError }>

/**
 * Opens the data beside a Cordon that may be running, and asks for schema, durability and clock. Nothing is brought up
 * to date, and no database is made where there is none.
 */
export const probeStore = async (at: StoreAt, clock: Clock): Promise<StoreAnswer> => {
  if (at.kind === 'sqlite' && !holdsDatabase(at.dir)) return { schema: 'none', time: null }
  try {
    const engine = openEngine(at, clock)
    try {
      const schema = await schemaOf(engine)
      const asked = clock.line()
      const there = await engine.line()
      return { schema, time: at.kind === 'sqlite' ? null : { there, asked, answered: clock.line() } }
    } finally {
      await engine.close()
    }
  } catch (error) {
    if (error instanceof StoreError) return { refused: error }
    throw error
  }
}

/** What a folder's disk has left, in bytes, and whether a file can be written there. */
export type DiskAnswer = Readonly<{ free: number; writable: boolean }>

const nearestFree = async (dir: string): Promise<Readonly<{ dir: string; free: number }>> => {
  try {
    const { bavail, bsize } = await statfs(dir)
    return { dir, free: bavail * bsize }
  } catch (error) {
    if (dirname(dir) === dir) throw error
    return nearestFree(dirname(dir))
  }
}

/** Writes a file into a folder of its own there, and takes both away again. */
const isWritable = async (dir: string): Promise<boolean> => {
  try {
    const made = await mkdtemp(join(dir, '.cordon-doctor-'))
    await writeFile(join(made, 'trial'), 'x').finally(() => rm(made, { recursive: true, force: true }))
    return true
  } catch {
    return false
  }
}

/** Looks at the disk of a folder; of one that is not made yet, at the folder that it would be made in. */
export const probeDisk = async (dir: string): Promise<DiskAnswer> => {
  const at = await nearestFree(resolve(dir))
  return { free: at.free, writable: await isWritable(at.dir) }
}
