/**
 * Loaded before the program under test (`node --import`): sees each commit, writes its name to the file in KILL_RECORD,
 * and kills the process dead just before or after the commit named by KILL_AT ("before claim ring").
 * Both may also be given later, on two lines of the file KILL_ARM, at SIGUSR2. The program itself has no hook.
 */
import { appendFileSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { createTransactionReader } from './transaction-reader.ts'

let record = process.env.KILL_RECORD
let killAt = process.env.KILL_AT ?? ''
const { KILL_ARM } = process.env
if (KILL_ARM !== undefined)
  process.on('SIGUSR2', () => {
    ;[record = '', killAt = ''] = readFileSync(KILL_ARM, 'utf8').split('\n')
    appendFileSync(record, '')
  })

const at = (phase: 'before' | 'after', steps: readonly string[]): void => {
  for (const step of steps) {
    if (record) appendFileSync(record, `${phase} ${step}\n`)
    if (killAt === `${phase} ${step}`) process.kill(process.pid, 'SIGKILL')
  }
}

const names = new Map<string, string>()

const prepare = DatabaseSync.prototype.prepare
DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string) {
  const statement = prepare.call(this, sql)
  const reader = readerOf(this)
  const { run, all } = statement
  const watched =
    (call: (...parameters: never[]) => unknown) =>
    (...parameters: unknown[]) => {
      const step = reader.sees(sql, parameters)
      at('before', step)
      const result = Reflect.apply(call, statement, parameters)
      at('after', step)
      return result
    }
  Object.defineProperties(statement, { run: { value: watched(run) }, all: { value: watched(all) } })
  return statement
}

const readers = new WeakMap<object, ReturnType<typeof createTransactionReader>>()
const readerOf = (connection: object) => {
  const reader = readers.get(connection) ?? createTransactionReader(names)
  readers.set(connection, reader)
  return reader
}

const query: (...args: unknown[]) => unknown = pg.Client.prototype.query
Object.defineProperty(pg.Client.prototype, 'query', {
  value: function (this: pg.Client, ...args: unknown[]) {
    const [sql, parameters] = args
    const step = typeof sql === 'string' ? readerOf(this).sees(sql, Array.isArray(parameters) ? parameters : []) : []
    at('before', step)
    const answer = Reflect.apply(query, this, args)
    if (step.length === 0 || !(answer instanceof Promise)) return answer
    return answer.then((result: unknown) => {
      at('after', step)
      return result
    })
  },
})
