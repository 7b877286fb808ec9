import { createHash } from 'node:crypto'
import { z } from 'zod'
import { personId } from '../../kernel/person.ts'

const id = z.string().min(1).max(300)
const common = { key: id, at: z.number().int() }

const commandBody = z.strictObject({
  user: personId,
  channel: id,
  command: id,
  text: z.string(),
  respond: id.nullable(),
  trigger: id,
})

const buttonBody = z.strictObject({
  user: personId,
  channel: id.nullable(),
  action: id,
  value: z.string().nullable(),
  respond: id.nullable(),
  trigger: id,
})

const formBody = z.strictObject({
  user: personId,
  form: id,
  view: id,
  hash: id,
  about: z.string(),
  values: z.record(z.string(), z.unknown()),
  trigger: id.nullable(),
})

const eventBody = z.strictObject({ type: id, fields: z.record(z.string(), z.string()) })

/**
 * What is kept of one delivery by Slack before it is acknowledged: the fields Cordon needs and nothing more.
 * `key` names the delivery (`event_id`, else `trigger_id`); `at` is line time (ms UTC) of its arrival.
 */
export const envelope = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('command'), body: commandBody }),
  z.strictObject({ ...common, kind: z.literal('button'), body: buttonBody }),
  z.strictObject({ ...common, kind: z.literal('form'), body: formBody }),
  z.strictObject({ ...common, kind: z.literal('event'), body: eventBody }),
  z.strictObject({ ...common, kind: z.literal('unknown'), body: z.strictObject({ what: z.string() }) }),
])
export type Envelope = Readonly<z.infer<typeof envelope>>
export type Of<K extends Envelope['kind']> = Extract<Envelope, { kind: K }>

const sentCommand = z
  .object({
    command: id,
    text: z.string().default(''),
    user_id: personId,
    channel_id: id,
    trigger_id: id,
    response_url: id.optional(),
  })
  .transform((it) => ({
    kind: 'command' as const,
    key: it.trigger_id,
    body: {
      user: it.user_id,
      channel: it.channel_id,
      command: it.command,
      text: it.text,
      respond: it.response_url ?? null,
      trigger: it.trigger_id,
    },
  }))

const sender = z.object({ id: personId })

const sentButton = z
  .object({
    type: z.literal('block_actions'),
    user: sender,
    channel: z.object({ id }).nullish(),
    trigger_id: id,
    response_url: id.optional(),
    actions: z.tuple([z.object({ action_id: id, value: z.string().optional() })], z.unknown()),
  })
  .transform((it) => ({
    kind: 'button' as const,
    key: it.trigger_id,
    body: {
      user: it.user.id,
      channel: it.channel?.id ?? null,
      action: it.actions[0].action_id,
      value: it.actions[0].value ?? null,
      respond: it.response_url ?? null,
      trigger: it.trigger_id,
    },
  }))

const sentForm = z
  .object({
    type: z.literal('view_submission'),
    user: sender,
    trigger_id: id.optional(),
    view: z.object({
      id,
      hash: id,
      callback_id: id,
      private_metadata: z.string().default(''),
      state: z.object({ values: z.record(z.string(), z.unknown()) }).optional(),
    }),
  })
  .transform((it) => ({
    kind: 'form' as const,
    key: it.trigger_id ?? `${it.view.id}:${it.view.hash}`,
    body: {
      user: it.user.id,
      form: it.view.callback_id,
      view: it.view.id,
      hash: it.view.hash,
      about: it.view.private_metadata,
      values: it.view.state?.values ?? {},
      trigger: it.trigger_id ?? null,
    },
  }))

/** Ids and times only: an event's words are read again where they are needed, never kept here. */
const eventFields = [
  'user',
  'channel',
  'channel_type',
  'inviter',
  'ts',
  'event_ts',
  'thread_ts',
  'subtype',
  'bot_id',
  'tab',
]

const sentEvent = z
  .object({
    type: z.literal('event_callback'),
    event_id: id,
    event: z.looseObject({ type: id }),
  })
  .transform((it) => ({
    kind: 'event' as const,
    key: it.event_id,
    body: {
      type: it.event.type,
      fields: Object.fromEntries(
        eventFields.flatMap((name) => {
          const value = z.union([id, z.object({ id }).transform((of) => of.id)]).safeParse(it.event[name])
          return value.success ? [[name, value.data] as const] : []
        }),
      ),
    },
  }))

const sent = z.union([sentCommand, sentButton, sentForm, sentEvent])
const anything = z.object({ type: id.optional(), event_id: id.optional(), trigger_id: id.optional() })

/**
 * Reads a delivery of either mode, already decoded from JSON or form fields. What has no known shape becomes
 * `unknown`, named by its own id or, failing that, by the digest of its words. Never throws.
 */
export const readEnvelope = (sentBody: unknown, at: number): Envelope => {
  const known = sent.safeParse(sentBody)
  if (known.success) return { ...known.data, at }
  const loose = anything.safeParse(sentBody)
  const about = loose.success ? loose.data : {}
  const digest = () =>
    createHash('sha256')
      .update(JSON.stringify(sentBody) ?? '')
      .digest('hex')
  return {
    kind: 'unknown',
    key: about.event_id ?? about.trigger_id ?? `digest:${digest()}`,
    at,
    body: { what: (about.type ?? 'none').slice(0, 80) },
  }
}

/**
 * The key under which a decision is written once. A form may be sent again after errors (a new delivery of the same
 * view), so its decision is named by view and hash.
 */
export const decisionKey = (it: Envelope): string =>
  it.kind === 'form' ? `form:${it.body.view}:${it.body.hash}` : `${it.kind}:${it.key}`

/** What remains of an envelope once it is decided: who is to be answered and how, none of the words they wrote. */
export const answered = (it: Envelope): Envelope => {
  if (it.kind === 'command') return { ...it, body: { ...it.body, text: '' } }
  if (it.kind === 'button') return { ...it, body: { ...it.body, value: null } }
  if (it.kind === 'form') return { ...it, body: { ...it.body, about: '', values: {} } }
  return it
}

/** A short reference of a failure, the same for the log and the person. */
export const referenceOf = (it: Envelope): string => createHash('sha256').update(it.key).digest('hex').slice(0, 8)
