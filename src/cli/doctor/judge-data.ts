import { type Finding, fails, operator, passes, warns } from './finding.ts'

type Answer =
  | Readonly<{ schema: 'none' | 'empty' | 'older' | 'current' }>
  | Readonly<{ refused: Readonly<{ message: string; remedy: string }> }>

/** What came of opening the database. */
export const judgeStore = (kind: 'sqlite' | 'postgres', answer: Answer): Finding => {
  const check = 'data.database'
  if ('refused' in answer) return fails(check, answer.refused.message, operator(answer.refused.remedy))
  const where = kind === 'sqlite' ? 'SQLite in DATA_DIR' : 'the PostgreSQL of DATABASE_URL'
  const { schema } = answer
  if (schema === 'current') return passes(check, `${where} opens, is up to date and keeps what it acknowledges`)
  if (schema === 'older')
    return warns(
      check,
      `${where} was written by an older Cordon`,
      operator('Make a backup, then start Cordon: it brings the data up to date.'),
    )
  return passes(check, `${where} is empty; the first start makes the tables`)
}

const megabyte = 1024 * 1024
const little = 1024 * megabyte
const tooLittle = 100 * megabyte

const amount = (bytes: number): string =>
  bytes >= little ? `${Math.floor(bytes / little)} GB` : `${Math.floor(bytes / megabyte)} MB`

/** The disk of DATA_DIR: whether it can be written, and what it has left (bytes). */
export const judgeDisk = ({ free, writable }: Readonly<{ free: number; writable: boolean }>): Finding => {
  const check = 'data.disk'
  if (!writable)
    return fails(
      check,
      'the folder in DATA_DIR cannot be written',
      operator('Give the user that runs Cordon write access to it, free space on its disk, or name another folder.'),
    )
  const says = `DATA_DIR has ${amount(free)} left`
  const remedy = operator('Free space on that disk, or put DATA_DIR on a larger one.')
  if (free < tooLittle) return fails(check, says, remedy)
  return free < little ? warns(check, says, remedy) : passes(check, `${says} and can be written`)
}
