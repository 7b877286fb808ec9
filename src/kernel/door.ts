import { z } from 'zod'
import type { Block } from './doc.ts'
import type { FieldLook } from './field.ts'
import { lookOf } from './field.ts'
import type { Person, Role } from './person.ts'
import type { IncidentId } from './place.ts'
import type { References, Refusal } from './refusal.ts'
import { references, refuse } from './refusal.ts'
import type { Tx } from './tx.ts'

/** Who stands at the door: roles and room are read in the decision's own transaction. */
export type Caller = Readonly<{
  person: Person
  roles: ReadonlySet<Role>
  /** The incident whose room the caller speaks in, or whose button was pressed. */
  incident?: IncidentId
  /** Desk time, ms UTC. */
  at: number
}>

/** What a decision answers. Words are named (a text and its references), never carried. */
export type Outcome =
  | Readonly<{ reply: string; about: References }>
  | Readonly<{ open: string; about: References }>
  | Readonly<{ errors: Readonly<Record<string, string>> }>
  | Readonly<{ done: true }>
  | Refusal

/** The second half of a way in: run inside the decision's transaction, perhaps twice. */
export type Decide = (tx: Tx, caller: Caller) => Promise<Outcome>

type Way = Readonly<{
  /** The row of the permission table. */
  may: string
  /** Parses what came, looks up outside facts, and returns what remains to be decided; never writes. */
  prepare(
    raw: unknown,
    person: Person,
  ): Promise<Readonly<{ decide: Decide }> | Refusal | Readonly<{ errors: Readonly<Record<string, string>> }>>
}>

export type Command = Way & Readonly<{ word: string; verb: string; usage: string; says: string; opens?: true }>
export type Button = Way & Readonly<{ id: string }>
export type Form = Way &
  Readonly<{
    id: string
    title: string
    submit: string
    fields: readonly Readonly<{ name: string; look: FieldLook }>[]
    /** What stands above the fields and in them when the form opens. */
    open(tx: Tx, about: References, caller: Caller): Promise<Opened | Refusal>
  }>
export type Opened = Readonly<{
  intro: readonly Block[]
  initial: Readonly<Record<string, string | readonly string[]>>
}>

const submitted = z.object({ about: references, values: z.record(z.string(), z.unknown()) })

type Case<T, F> = Readonly<{ given: T; facts: F; caller: Caller }>
type Looking<T, F> = Readonly<{ look(given: T, person: Person): Promise<F> }>
type Running<T, F> = Readonly<{ run(tx: Tx, it: Case<T, F>): Promise<Outcome> }>

const decider =
  <T, F>(row: Running<T, F> & Looking<T, F>) =>
  async (given: T, person: Person): Promise<Readonly<{ decide: Decide }>> => {
    const facts = await row.look(given, person)
    return { decide: (tx, caller) => row.run(tx, { given, facts, caller }) }
  }

/** One line of the table of commands. `args` parses the words behind word and verb. */
export const command = <T, F>(
  row: Readonly<{
    word: string
    verb: string
    usage: string
    says: string
    may: string
    opens?: true
    args: z.ZodType<T>
  }> &
    Running<T, F> &
    Looking<T, F>,
): Command => ({
  ...row,
  prepare: async (raw, person) => {
    const args = row.args.safeParse(raw)
    if (!args.success) return refuse('usage', { word: row.word, verb: row.verb, usage: row.usage })
    return decider(row)(args.data, person)
  },
})

/** One line of the table of buttons. `value` parses what the button carries: id and version. */
export const button = <T, F>(
  row: Readonly<{ id: string; may: string; value: z.ZodType<T> }> & Running<T, F> & Looking<T, F>,
): Button => ({
  ...row,
  prepare: async (raw, person) => {
    const value = row.value.safeParse(raw)
    if (!value.success) return refuse('stale-button')
    return decider(row)(value.data, person)
  },
})

/** One line of the table of forms: its view and its parser come from the same `fields`. */
export const form = <S extends z.core.$ZodLooseShape, F>(
  row: Readonly<{
    id: string
    may: string
    title: string
    submit: string
    fields: z.ZodObject<S>
    open: Form['open']
  }> &
    Running<Readonly<{ values: z.output<z.ZodObject<S>>; about: References }>, F> &
    Looking<Readonly<{ values: z.output<z.ZodObject<S>>; about: References }>, F>,
): Form => ({
  ...row,
  fields: Object.entries(row.fields.shape).map(([name, schema]) => ({ name, look: lookOf(schema) })),
  prepare: async (raw, person) => {
    const { about, ...given } = submitted.parse(raw)
    const values = row.fields.safeParse(given.values)
    if (values.success) return decider(row)({ values: values.data, about }, person)
    return { errors: Object.fromEntries(values.error.issues.map((issue) => [String(issue.path[0]), issue.message])) }
  },
})
