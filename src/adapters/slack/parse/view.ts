import { z } from 'zod'
import type { Form } from '../../../kernel/door.ts'
import type { References, Refusal } from '../../../kernel/refusal.ts'
import { references, refuse } from '../../../kernel/refusal.ts'

/** A submitted form: which one, what it is about, and its values as `form().prepare` takes them. */
export type Submitted = Readonly<{ form: string; about: References; values: Readonly<Record<string, unknown>> }>

const metadata = z.object({ form: z.string().min(1), about: references })

const chosen = z.object({ value: z.string() })

/** What Slack sends for each element of a form (docs.slack.dev/reference/interaction-payloads/view-interactions-payload). */
const element = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plain_text_input'), value: z.string().nullish() }),
  z.object({ type: z.literal('static_select'), selected_option: chosen.nullish() }),
  z.object({ type: z.literal('multi_users_select'), selected_users: z.array(z.string()).nullish() }),
  z.object({ type: z.literal('datetimepicker'), selected_date_time: z.int().nullish() }),
  z.object({ type: z.literal('checkboxes'), selected_options: z.array(chosen).nullish() }),
])

const state = z.record(z.string(), z.record(z.string(), element))

/** Undefined where nothing was filled in, so that the field's own type says what it wants. */
const filledIn = (given: z.infer<typeof element>): unknown => {
  switch (given.type) {
    case 'plain_text_input':
      return given.value ?? undefined
    case 'static_select':
      return given.selected_option?.value
    case 'multi_users_select':
      return given.selected_users ?? []
    case 'datetimepicker':
      return given.selected_date_time ?? undefined
    case 'checkboxes':
      return given.selected_options && given.selected_options.length > 0 ? true : undefined
  }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Reads `view.state.values` and `view.private_metadata` of a submission: texts, a choice's value, user ids, an instant
 * in seconds since 1970 UTC, `true` for a set tick. Refuses (`unreadable-form`) what `renderView` could not have made.
 */
export const readView = (values: unknown, privateMetadata: unknown): Submitted | Refusal => {
  const about = metadata.safeParse(typeof privateMetadata === 'string' ? jsonOf(privateMetadata) : undefined)
  if (!about.success) return refuse('unreadable-form', { part: 'metadata' })
  const blocks = state.safeParse(values)
  if (!blocks.success) return refuse('unreadable-form', { part: 'values' })
  const read: [string, unknown][] = []
  for (const [name, actions] of Object.entries(blocks.data)) {
    const [action, more] = Object.entries(actions)
    if (!action || more || action[0] !== name) return refuse('unreadable-form', { part: 'values' })
    read.push([name, filledIn(action[1])])
  }
  return { ...about.data, values: Object.fromEntries(read) }
}

/**
 * Complaints of a form as `response_action: errors` takes them: Slack refuses the whole answer when it names a block that
 * is no input. A complaint about no field of the form is said at the first one, so that none is lost.
 */
export const formErrors = (
  form: Pick<Form, 'fields'>,
  errors: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const names = form.fields.map((field) => field.name)
  const [first] = names
  const answer = new Map<string, string>()
  for (const [name, message] of Object.entries(errors)) {
    const block = names.includes(name) ? name : first
    if (block === undefined) continue
    const said = answer.get(block)
    answer.set(block, said === undefined ? message : `${said} ${message}`)
  }
  return Object.fromEntries(answer)
}
