import { z } from 'zod'

/** References about a refusal or a text: ids and numbers, never words of people. */
export const references = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
export type References = Readonly<z.infer<typeof references>>

/** A decision's "no": the rule that refused and what it refers to. The words stand in the module's `text.ts`. */
export type Refusal = Readonly<{ rule: string; about: References }>

/** How a rule is said to the person refused: what is wrong, and what to do or who can. */
export type Rebuff = (about: References) => Readonly<{ says: string; remedy: string }>

/** Makes a Refusal. */
export const refuse = (rule: string, about: References = {}): Refusal => ({ rule, about })

/** Tells a Refusal from any other outcome of a decision. */
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'rule' in value && 'about' in value
