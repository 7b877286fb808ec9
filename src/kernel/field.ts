import { z } from 'zod'
import { personId } from './person.ts'

/** How a form's field looks; what it accepts is the zod type it is registered with. */
export type FieldLook = Readonly<{
  kind: 'line' | 'text' | 'choice' | 'people' | 'moment' | 'tick'
  label: string
  hint?: string
  optional?: true
  /** Characters, for lines and texts; Slack ends a text at 3,000. */
  max?: number
  options?: readonly Readonly<{ value: string; label: string }>[]
}>

const looks = z.registry<FieldLook>()
type Said = Readonly<{ label: string; hint?: string }>

/** The look of a field; a type that was made without one cannot stand in a form. */
export const lookOf = (schema: z.core.$ZodType): FieldLook => {
  const look = looks.get(schema)
  if (!look) throw new Error('a form field was not made by kernel/field.ts')
  return look
}

/** One line of text; refuses an empty one and one longer than `max` characters. */
export const line = (said: Said & Readonly<{ max: number }>) =>
  z
    .string({ error: 'Please fill this in.' })
    .trim()
    .min(1, 'Please fill this in.')
    .max(said.max, `Please use at most ${said.max} characters.`)
    .refine((value) => !/[\r\n\0]/.test(value), 'Please use one line.')
    .register(looks, { kind: 'line', ...said })

/** A text of several lines, 3,000 characters at most. */
export const text = (said: Said) =>
  z
    .string({ error: 'Please fill this in.' })
    .trim()
    .min(1, 'Please fill this in.')
    .max(3000, 'Please use at most 3,000 characters.')
    .register(looks, { kind: 'text', max: 3000, ...said })

/** One of the given values. */
export const choice = <const V extends readonly [string, ...string[]]>(
  said: Said & Readonly<{ values: V; labels: Readonly<Record<V[number], string>> }>,
) =>
  z.enum(said.values, { error: 'Please choose one.' }).register(looks, {
    kind: 'choice',
    label: said.label,
    ...(said.hint === undefined ? {} : { hint: said.hint }),
    options: Object.entries<string>(said.labels).map(([value, label]) => ({ value, label })),
  })

/** People of the workspace, perhaps none. */
export const people = (said: Said) =>
  z
    .array(personId)
    .default([])
    .register(looks, { kind: 'people', optional: true, ...said })

/** An instant, perhaps none: integer seconds come in, milliseconds UTC go on. */
export const moment = (said: Said) =>
  z
    .number()
    .int()
    .nullable()
    .default(null)
    .transform((seconds) => (seconds === null ? null : seconds * 1000))
    .register(looks, { kind: 'moment', optional: true, ...said })

/** A tick that starts empty and must be set. */
export const tick = (said: Said) =>
  z.literal(true, { error: 'Please tick this to go on.' }).register(looks, { kind: 'tick', ...said })
