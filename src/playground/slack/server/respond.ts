import type { IncomingMessage, ServerResponse } from 'node:http'
import { jsonOf } from '../fields.ts'
import { SlackRefusal } from '../refusal.ts'
import { respond } from '../respond.ts'
import type { World } from '../world.ts'
import { readBody } from './body.ts'
import { type Conductor, jsonReply } from './conduct.ts'

/** Serves `/response/<team>/<key>`: 200 `ok`, or 404 with the reason. */
export function createResponder(world: World, conductor: Conductor) {
  return async (url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const key = url.pathname.split('/').at(-1) ?? ''
    const body = jsonOf((await readBody(request)).toString())
    await conductor.conduct({ method: 'response_url', args: {}, response }, () => {
      try {
        respond(world, key, body)
        return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' }
      } catch (refusal) {
        if (refusal instanceof SlackRefusal) return jsonReply({ ok: false, error: refusal.code }, 404)
        throw refusal
      }
    })
  }
}
