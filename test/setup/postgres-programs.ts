import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const runs = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const debian = '/usr/lib/postgresql'

/** The newest folder in which this machine has PostgreSQL's `initdb` and `postgres`: on the path, or where Debian keeps them. */
export const findPrograms = (path: string): string | null => {
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [...path.split(delimiter), ...versions.map((version) => join(debian, version, 'bin'))]
  return folders.find((dir) => ['initdb', 'postgres'].every((name) => runs(join(dir, name)))) ?? null
}

export type User = Readonly<{ uid: number; gid: number }>

/** The user to run PostgreSQL as where we are root, since it refuses root: `postgres`, else `nobody`. Null: ourselves. */
export const findUser = (ownUid: number): User | null => {
  if (ownUid !== 0) return null
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((row) => row.split(':'))
  const [, , uid, gid] = rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody') ?? []
  if (uid === undefined || gid === undefined) throw new Error('found no user that could run PostgreSQL instead of root')
  return { uid: Number(uid), gid: Number(gid) }
}
