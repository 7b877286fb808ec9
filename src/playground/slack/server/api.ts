import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, demandScope, type Method } from '../methods/method.ts'
import type { Fields } from '../model.ts'
import { SlackRefusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { parseArguments, readBody } from './body.ts'
import { type Conductor, jsonReply, type Reply } from './conduct.ts'

/** Serves `/api/<method>`. What no method of this Slack knows is written into `world.unknown`. */
export function createApi(world: World, methods: ReadonlyMap<string, Method>, conductor: Conductor) {
  return async (url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = url.pathname.slice('/api/'.length)
    const body = await readBody(request)
    const { token, ...args } = parseArguments(request.headers['content-type'] ?? '', body, url.searchParams)
    const method = methods.get(name)
    noteUnknown(world, { name, method, args })
    await conductor.conduct({ method: name, args, response }, () =>
      answer(world, { method, args, token: bearer(request) ?? token }),
    )
  }
}

/** Arguments that Bolt's client adds to every call. */
const everywhere: readonly string[] = ['team_id']

/** The token of an Authorization header. */
export function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
}

function noteUnknown(
  world: World,
  { name, method, args }: { name: string; method: Method | undefined; args: Fields },
): void {
  if (!method) world.unknown.push(`method ${name}`)
  for (const argument of Object.keys(args)) {
    if (method && !everywhere.includes(argument) && !method.argumentNames.includes(argument))
      world.unknown.push(`argument ${argument} of ${name}`)
  }
}

function answer(world: World, call: { method: Method | undefined; args: Fields; token: unknown }): Reply {
  const { method, args, token } = call
  const headers = {
    ...(token === world.tokens.bot ? { 'x-oauth-scopes': [...world.scopes].join(',') } : {}),
    ...(method && method.needs.length > 0 ? { 'x-accepted-oauth-scopes': method.needs.join(',') } : {}),
  }
  return jsonReply(run(world, method, { args, token }), 200, headers)
}

function run(world: World, method: Method | undefined, call: { args: Fields; token: unknown }): Answer {
  if (!method) return { ok: false, error: 'unknown_method' }
  try {
    demandToken(world, method, call.token)
    demandScope(world, method.needs)
    if (world.restricted.has(method.name)) throw new SlackRefusal('restricted_action')
    return method.run(world, call.args)
  } catch (refusal) {
    if (refusal instanceof SlackRefusal) return { ok: false, error: refusal.code, ...refusal.extra }
    throw refusal
  }
}

function demandToken(world: World, method: Method, token: unknown): void {
  if (typeof token !== 'string' || token === '') throw new SlackRefusal('not_authed')
  const kind = token === world.tokens.bot ? 'bot' : token === world.tokens.app ? 'app' : undefined
  if (!kind) throw new SlackRefusal('invalid_auth')
  if (kind !== method.token) throw new SlackRefusal('not_allowed_token_type')
}
