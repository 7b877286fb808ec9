import { z } from 'zod'
import type { Block, Doc } from '../../kernel/doc.ts'
import { paragraph } from '../../kernel/doc.ts'
import type { Command, Form } from '../../kernel/door.ts'
import { type Text, textRow } from '../../kernel/module.ts'
import { type Rebuff, references } from '../../kernel/refusal.ts'

const noGuests =
  'Members of this workspace can do it. If you have found a vulnerability, tell a member or write by mail.'

/** The door's own rules of refusal, in words; `prefix` is that of the commands. */
export const doorRebuffs = (prefix: string): Readonly<Record<string, Rebuff>> => ({
  'who-are-you': () => ({
    says: 'Slack did not say who you are, so nothing was done.',
    remedy: 'Please try again in a minute.',
  }),
  guest: () => ({ says: 'Guests of this workspace cannot do this.', remedy: noGuests }),
  foreign: () => ({ says: 'People of another workspace cannot do this.', remedy: noGuests }),
  bot: () => ({ says: 'Bots cannot do this.', remedy: 'A person has to.' }),
  deactivated: () => ({
    says: 'Your account is deactivated, so nothing was done.',
    remedy: 'Ask an admin of this workspace.',
  }),
  'not-allowed': (about) => ({
    says: 'You may not do this here.',
    remedy: about.who ? `It is for: ${about.who}.` : 'Nobody may at present; the operator can change that.',
  }),
  usage: ({ word, verb, usage }) => {
    const wanted = usageOf(prefix, { word: String(word), verb: String(verb), usage: String(usage) })
    return { says: 'I could not read that, so nothing was done.', remedy: `Write it as ${wanted}` }
  },
  'stale-button': () => ({
    says: 'This button is out of date, so nothing was done.',
    remedy: 'Use the newest message, or the command.',
  }),
  'stale-form': () => ({ says: 'This form is out of date, so nothing was done.', remedy: 'Please open it again.' }),
  'unreadable-form': () => ({
    says: 'I could not read that form, so nothing was done.',
    remedy: 'Please open it again.',
  }),
  'not-valid': () => ({
    says: 'That could not be accepted, so nothing was done.',
    remedy: 'Please check it and try again.',
  }),
})

/** What is left when no module has words for a rule. */
const plainRebuff: Rebuff = (about) => ({
  says: 'This was refused, so nothing was done.',
  remedy: `The rule is called ${about.rule}; the operator can say more.`,
})

/** A refusal in words, `about` bearing its rule. */
export const refusedDoc = (known: Readonly<Record<string, Rebuff>>, about: z.infer<typeof references>): Doc => {
  const rule = String(about.rule)
  const { says, remedy } = (Object.hasOwn(known, rule) ? known[rule] : undefined)?.(about) ?? plainRebuff(about)
  return { title: says, blocks: [paragraph(says), paragraph(remedy)] }
}

/** How a command is written, for help and usage. */
export const usageOf = (prefix: string, row: Pick<Command, 'word' | 'verb' | 'usage'>): string => {
  if (row.usage.startsWith('/')) return row.usage
  const named = row.verb === '' || row.usage === row.verb || row.usage.startsWith(`${row.verb} `)
  const rest = named ? row.usage : `${row.verb} ${row.usage}`
  return `/${prefix}${row.word} ${rest}`.trim()
}

/** An unexpected failure, by the reference that is also in the log. */
export const failedDoc = (reference: string): Doc => ({
  title: 'That failed on my side',
  blocks: [
    paragraph('That failed on my side, and nothing was done. Please try again.'),
    paragraph(`If it fails again, give the operator this reference: ${reference}.`),
  ],
})

const list = (prefix: string, rows: readonly Command[]): Block => ({
  list: rows.map((row) => ({
    text: [{ text: usageOf(prefix, row), style: ['code'] }, { text: ` ${row.says}` }],
  })),
})

/** The id of the button that opens a form whose command came too late. */
export const openButtonId = (form: string): string => `open.${form}`

type Given = Readonly<{
  prefix: string
  commands: readonly Command[]
  forms: readonly Form[]
  rebuffs: Readonly<Record<string, Rebuff>>
}>

const helpDoc = (it: Given, word: string): Doc => {
  const rows = it.commands.filter((row) => row.word === word)
  const name = `/${it.prefix}${word}`
  return { title: `How ${name} is used`, blocks: [paragraph(`What ${name} can do:`), list(it.prefix, rows)] }
}

const nearDoc = (it: Given, word: string, near: string | null): Doc => {
  const row = it.commands.find((each) => each.word === word && each.verb === near)
  const help = `/${it.prefix}${word} help`
  const hint: Block[] = row ? [paragraph('Did you mean this?'), list(it.prefix, [row])] : []
  return {
    title: 'I do not know that command',
    blocks: [paragraph('I do not know that command, so nothing was done.'), ...hint, paragraph(`See ${help}.`)],
  }
}

const openDoc = (form: Form, value: z.infer<typeof references>): Doc => ({
  title: form.title,
  blocks: [
    paragraph('Slack let no form open just then. Press the button to open it.'),
    {
      buttons: [
        {
          button: openButtonId(form.id),
          label: form.title,
          value: Object.fromEntries(Object.entries(value).flatMap(([k, v]) => (v === null ? [] : [[k, v] as const]))),
        },
      ],
    },
  ],
})

/** The texts of the door's own answers, made from the same tables that parse. */
export const createDoorTexts = (it: Given): readonly Text[] => [
  textRow({
    name: 'door.refused',
    about: references,
    write: async (_, about) => refusedDoc(it.rebuffs, about),
  }),
  textRow({
    name: 'door.help',
    about: z.strictObject({ word: z.string() }),
    write: async (_, { word }) => helpDoc(it, word),
  }),
  textRow({
    name: 'door.unknown-command',
    about: z.strictObject({ word: z.string(), near: z.string().nullable() }),
    write: async (_, { word, near }) => nearDoc(it, word, near),
  }),
  textRow({
    name: 'door.failed',
    about: z.strictObject({ reference: z.string() }),
    write: async (_, { reference }) => failedDoc(reference),
  }),
  textRow({
    name: 'door.open-form',
    about: references,
    write: async (_, { form, ...about }) => {
      const row = it.forms.find((each) => each.id === form)
      return row ? openDoc(row, about) : null
    },
  }),
]
