import { pino } from 'pino'

export type Level = 'debug' | 'info' | 'warn' | 'error'

/** Says what happened and about what: codes, ids and numbers only. */
export type Log = (level: Level, what: string, about?: Readonly<Record<string, string | number | boolean>>) => void

/** The only names that may stand in a log line. What is not here is left out, so that no text of people can slip in. */
const allowed = new Set([
  'act',
  'attempt',
  'code',
  'count',
  'delivery',
  'error',
  'failures',
  'feature',
  'incident',
  'kind',
  'method',
  'missing',
  'mode',
  'ms',
  'port',
  'reason',
  'ref',
  'reference',
  'scope',
  'series',
  'state',
  'store',
  'version',
  'why',
])

const most = 200

/** Keeps the allowed names, and of their values what is short and of one line. */
const allowedOf = (about: Readonly<Record<string, string | number | boolean>>) =>
  Object.fromEntries(
    Object.entries(about)
      .filter(([name]) => allowed.has(name))
      .map(([name, value]) => [name, typeof value === 'string' ? value.replaceAll(/\s+/g, ' ').slice(0, most) : value]),
  )

/** What kind of error it is: its class, never its words. */
export const kindOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

/** Where in the program an error was made, without its words: the first line of its stack that lies in `src`. */
export const frameOf = (error: unknown): string => {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n') : []
  return frames.flatMap((line) => /^\s+at .*\/(src\/[\w./-]+:\d+)/.exec(line)?.[1] ?? [])[0] ?? 'elsewhere'
}

/** JSON lines on standard output, readable ones on a terminal. */
export const createLog = async (level: string, terminal: boolean): Promise<Log> => {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  const readable = async () => {
    const { build } = await import('pino-pretty')
    return build({ colorize: true, translateTime: 'SYS:HH:MM:ss', messageKey: 'msg', sync: true })
  }
  const out = terminal ? pino(options, await readable()) : pino(options)
  return (how, what, about = {}) => out[how](allowedOf(about), what)
}
