import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Command } from 'commander'
import { z } from 'zod'
import { createGate, readSecrets } from '../gate/index.ts'
import { type Place, place } from '../kernel/place.ts'

/** What is wrong with what the operator gave, and what to do. */
class Misuse extends Error {}

type Options = Readonly<{ secrets: string; place: string; batch?: true }>
type Check = (text: string) => Promise<Awaited<ReturnType<ReturnType<typeof createGate>['check']>>>

const secretsIn = async (file: string) => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Misuse(`The file of secrets ${file} cannot be read. Give the path of a JSON file with --secrets.`)
  })
  let given: unknown
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    // The parser's own message would quote the file.
    throw new Misuse(`The file of secrets ${file} is not JSON. It must hold a list of incidents.`)
  }
  try {
    return readSecrets(given)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const where = error.issues.map((issue) => issue.path.join('.') || 'the whole').join(', ')
    throw new Misuse(
      `The file of secrets ${file} is not as it must be at: ${where}. ` +
        'It must be a list of {id, title, cve, ghsa, room: {name, id}, component, marked, links, state}, ' +
        'with "embargoed" or "disclosed" as the state.',
    )
  }
}

const alone = ['public', 'team', 'distributors']

/** `public`, `team` or `distributors`, or a kind and its key: `list:announce`, `room:KF-2026-0007`, `person:U123`. */
const placeOf = (given: string): Place => {
  const [kind = '', ...key] = given.split(':')
  const parsed = place.safeParse(alone.includes(given) ? { [given]: true } : { [kind]: key.join(':') })
  if (parsed.success) return parsed.data
  throw new Misuse(
    `There is no place "${given}". Use public, team, distributors, or list:KEY, channel:KEY, room:ID, person:ID, reporter:KEY.`,
  )
}

const wholeOf = async (input: Readable): Promise<string> => {
  const parts: string[] = []
  for await (const part of input.setEncoding('utf8')) parts.push(String(part))
  return parts.join('')
}

/** The lines of a stream, each however long. */
const linesOf = async function* (input: Readable): AsyncGenerator<string> {
  let parts: string[] = []
  for await (const part of input.setEncoding('utf8')) {
    const [first = '', ...rest] = String(part).split('\n')
    parts.push(first)
    for (const line of rest) {
      yield parts.join('')
      parts = [line]
    }
  }
  yield parts.join('')
}

const row = z.object({ id: z.union([z.string(), z.number()]), text: z.string() })

const rowOf = (line: string, number: number): z.infer<typeof row> => {
  let given: unknown
  try {
    given = JSON.parse(line)
  } catch {
    throw new Misuse(`Line ${number} is not JSON. Each line must be {"id": …, "text": …}.`)
  }
  const parsed = row.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Misuse(`Line ${number} has no id or no text. Each line must be {"id": …, "text": …}.`)
}

const verdictOf = (hits: readonly unknown[]): 'hit' | 'clear' => (hits.length > 0 ? 'hit' : 'clear')

const checkLines = async (check: Check, streams: Streams): Promise<void> => {
  let number = 0
  for await (const line of linesOf(streams.input)) {
    number += 1
    if (line.trim() === '') continue
    const { id, text } = rowOf(line, number)
    await streams.write(`${JSON.stringify({ id, verdict: verdictOf(await check(text)) })}\n`)
  }
}

const checkWhole = async (check: Check, streams: Streams): Promise<void> => {
  const hits = await check(await wholeOf(streams.input))
  const shown = hits.map(({ class: kind, start, end }) => ({ class: kind, start, end }))
  await streams.write(`${JSON.stringify({ verdict: verdictOf(hits), hits: shown })}\n`)
}

/** Where the texts come from and where the answers and complaints go. */
export type Streams = Readonly<{
  input: Readable
  /** Resolves when more may be written. */
  write(text: string): Promise<void>
  /** Says on one line what is wrong and what to do; the process ends with exit code 2. */
  fail(why: string): void
}>

const check = async (options: Options, streams: Streams): Promise<void> => {
  const [where, secrets] = [placeOf(options.place), await secretsIn(options.secrets)]
  const gate = createGate({
    secrets: async () => secrets,
    audience: async (it) => new Set('room' in it ? [it.room] : []),
    hit: async () => undefined,
    digest: () => null,
  })
  const one: Check = (text) => gate.check(where, text)
  await (options.batch ? checkLines(one, streams) : checkWhole(one, streams))
}

/** A reader that wants no more (`| head`) is no failure of the command: what is left goes nowhere. */
const orGone = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error
}

const standard = (): Streams => {
  process.stdout.on('error', orGone)
  return {
    input: process.stdin,
    write: (text) => new Promise((done) => process.stdout.write(text, () => done())),
    fail: (why) => {
      process.stderr.write(`${why}\n`)
      process.exitCode = 2
    },
  }
}

/** `gate check`: what the gate says of a text, without a desk. Exit code 2 for what it cannot read. */
export const addGateCommands = (program: Command, streams: () => Streams = standard): void => {
  program
    .command('gate')
    .description('what text may leave, and to whom')
    .command('check')
    .description('read a text (or with --batch JSON lines {id, text}) from standard input and say whether it may go')
    .requiredOption('--secrets <file>', 'JSON list of incidents')
    .option('--place <place>', 'where the text would go', 'public')
    .option('--batch', 'JSON lines in and out')
    .action(async (options: Options) => {
      const it = streams()
      try {
        await check(options, it)
      } catch (error) {
        if (!(error instanceof Misuse)) throw error
        it.fail(error.message)
      }
    })
}
