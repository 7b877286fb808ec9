import { z } from 'zod'
import { jsonOf } from '../fields.ts'
import type { Channel, Fields } from '../model.ts'
import { refuseArguments, SlackRefusal } from '../refusal.ts'
import type { World } from '../world.ts'

/** What a method answers: HTTP 200 in any case, the truth in `ok`. */
export type Answer = Fields & { ok: boolean; error?: string }

/** One Web API method. */
export type Method = {
  name: string
  /** Scopes of which one must be granted; none means that any token will do. */
  needs: readonly string[]
  token: 'bot' | 'app'
  argumentNames: readonly string[]
  run(world: World, raw: Fields): Answer
}

/** Declares a method with its arguments; `run` sees them parsed and throws a SlackRefusal to refuse. */
export function method<Shape extends z.ZodRawShape>(declared: {
  name: string
  needs?: readonly string[]
  token?: 'bot' | 'app'
  args: Shape
  run: (world: World, args: z.output<z.ZodObject<Shape>>) => Answer
}): Method {
  const schema = z.object(declared.args)
  return {
    name: declared.name,
    needs: declared.needs ?? [],
    token: declared.token ?? 'bot',
    argumentNames: Object.keys(declared.args),
    run: (world, raw) => {
      const parsed = schema.safeParse(raw)
      if (!parsed.success) {
        const messages = parsed.error.issues.map(
          (issue) => `[ERROR] ${issue.message} [json-pointer:/${issue.path.join('/')}]`,
        )
        throw refuseArguments('invalid_arguments', messages)
      }
      return declared.run(world, parsed.data)
    },
  }
}

/** An argument that is text. Slack gives numbers sent in JSON no other meaning. */
export const text = z.union([z.string(), z.number().transform(String)])

/** A yes or no: form bodies carry it as a word or a digit. */
export const flag = z.union([
  z.boolean(),
  z.enum(['true', '1']).transform(() => true),
  z.enum(['false', '0', '']).transform(() => false),
])

/** A whole number, in form bodies written as digits. */
export const whole = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
])

/** A comma-separated list, or a JSON list. */
export const list = z.union([
  z.array(z.string()),
  z.string().transform((all) =>
    all
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ),
])

/** A structured argument: JSON text in form bodies, the structure itself in JSON bodies. */
export const structure = z.union([
  z.string().transform((source, context) => {
    const value = jsonOf(source)
    if (value === undefined) {
      context.addIssue('must be valid JSON')
      return z.NEVER
    }
    return value
  }),
  z.record(z.string(), z.unknown()),
  z.array(z.unknown()),
])

/** Refuses with `missing_scope` unless one of the scopes is granted. */
export function demandScope(world: World, needed: readonly string[]): void {
  if (needed.length === 0 || needed.some((scope) => world.scopes.has(scope))) return
  throw new SlackRefusal('missing_scope', { needed: needed.join(','), provided: [...world.scopes].join(',') })
}

const channelScopes = {
  read: { public: ['channels:read'], private: ['groups:read'], im: ['im:read'] },
  history: { public: ['channels:history'], private: ['groups:history'], im: ['im:history'] },
  manage: { public: ['channels:manage'], private: ['groups:write'], im: ['im:write'] },
  post: { public: [], private: [], im: [] },
} as const

/**
 * The channel of an argument as the app may use it: `channel_not_found` where the app cannot see it (a private one
 * it is not in counts as absent), then the scope of its kind.
 */
export function seenChannel(world: World, id: string, use: keyof typeof channelScopes): Channel {
  const channel = world.channels.get(id)
  if (!channel || !isSeenByApp(world, channel)) throw new SlackRefusal('channel_not_found')
  demandScope(world, channelScopes[use][channel.kind])
  return channel
}

/** Whether the app can know of the channel at all. */
export function isSeenByApp(world: World, channel: Channel): boolean {
  return channel.kind === 'public' || channel.members.has(world.app.botUserId)
}

/** As `seenChannel`, and refuses direct messages, archived channels and channels the app is not in. */
export function ownChannel(world: World, id: string, use: keyof typeof channelScopes): Channel {
  const channel = seenChannel(world, id, use)
  if (channel.kind === 'im') throw new SlackRefusal('method_not_supported_for_channel_type')
  if (!channel.members.has(world.app.botUserId)) throw new SlackRefusal('not_in_channel')
  if (channel.archived) throw new SlackRefusal('is_archived')
  return channel
}
