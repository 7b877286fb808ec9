import { z } from 'zod'
import { type Button, button, type Command, type Form } from '../../kernel/door.ts'
import { references } from '../../kernel/refusal.ts'
import { openButtonId } from './text.ts'

export type Picked =
  | Readonly<{ row: Command; args: readonly string[] }>
  | Readonly<{ help: string }>
  | Readonly<{ unknown: string; near: string | null }>

type Table = Readonly<{
  prefix: string
  commands: readonly Command[]
  nearest(word: string, known: readonly string[]): string | null
}>

const pickVerb = (table: Table, word: string, tokens: readonly string[]): Picked => {
  const rows = table.commands.filter((row) => row.word === word)
  const [first = '', ...rest] = tokens
  const row = rows.find((each) => each.verb !== '' && each.verb === first.toLowerCase())
  if (row) return { row, args: rest }
  if (first.toLowerCase() === 'help' || rows.length === 0) return { help: word }
  const plain = rows.find((each) => each.verb === '')
  if (plain) return { row: plain, args: tokens }
  if (first === '') return { help: word }
  return {
    unknown: word,
    near: table.nearest(
      first.toLowerCase(),
      rows.map((each) => each.verb),
    ),
  }
}

/**
 * The line of the table of commands that was meant: `command` is Slack's, with slash and prefix, `tokens` the words
 * behind it. A command Cordon does not have is answered like a mistyped one.
 */
export const pickCommand = (table: Table, command: string, tokens: readonly string[]): Picked => {
  const word = command.replace(/^\//, '').slice(table.prefix.length)
  return pickVerb(table, word, tokens)
}

/** One button a form, which opens it for someone whose command came too late. */
export const openButtons = (forms: readonly Form[]): readonly Button[] =>
  forms.map((form) =>
    button({
      id: openButtonId(form.id),
      may: form.may,
      value: references,
      look: async () => null,
      run: async (_, { given }) => ({ open: form.id, about: given }),
    }),
  )

const json = z.string().transform((words, context): unknown => {
  try {
    return JSON.parse(words)
  } catch {
    context.addIssue('not JSON')
    return z.NEVER
  }
})

/** What a button carries; undefined when it cannot be read, which no row of the table accepts. */
export const buttonValue = (value: string | null): unknown => {
  const read = json.safeParse(value ?? '{}')
  return read.success ? read.data : undefined
}
