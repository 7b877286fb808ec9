import type { ServerResponse } from 'node:http'
import type { createFaults, Fault } from '../faults.ts'
import type { Fields } from '../model.ts'
import type { World } from '../world.ts'

/** A step of a request: `before` its effect, or `after` it and before the answer leaves. */
type Step = { method: string; phase: 'before' | 'after'; args: Fields }

/**
 * Called at each step; the request waits for it. `drop` breaks the connection there: before the effect, so that it
 * never takes place, or after it, so that its answer is lost. That is what a client killed at this step leaves behind.
 */
export type Hook = (step: Step) => undefined | 'drop' | Promise<undefined | 'drop'>

/** A request that was made; `at` is line time, milliseconds UTC. */
export type CallRecord = { method: string; args: Fields; at: number; ok: boolean; error?: string }

/** What goes back to the client. */
export type Reply = { status: number; headers?: Record<string, string>; body: string | Uint8Array; error?: string }

/** The way every request to this Slack goes: hooks, faults, effect, record, answer. */
export type Conductor = {
  conduct(
    request: { method: string; args: Fields; response: ServerResponse },
    effect: () => Reply | Promise<Reply>,
  ): Promise<void>
  calls: CallRecord[]
  hooks: Set<Hook>
}

/** A JSON answer. */
export function jsonReply(body: Fields, status = 200, headers: Record<string, string> = {}): Reply {
  const error = typeof body.error === 'string' ? { error: body.error } : {}
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
    ...error,
  }
}

/** Conducts the requests of one workspace. */
export function createConductor(world: World, faults: ReturnType<typeof createFaults>): Conductor {
  const calls: CallRecord[] = []
  const hooks = new Set<Hook>()
  /** Whether the request goes on: no hook dropped it. */
  const goesOn = async (step: Step, response: ServerResponse): Promise<boolean> => {
    let dropped = false
    for (const hook of [...hooks]) if ((await hook(step)) === 'drop') dropped = true
    if (dropped) response.destroy()
    return !dropped
  }
  return {
    calls,
    hooks,
    conduct: async ({ method, args, response }, effect) => {
      const fault = faults.take(method)
      const record = (error: string | undefined) => {
        calls.push({ method, args, at: world.line(), ok: error === undefined, ...(error ? { error } : {}) })
        world.changed()
      }
      if (!(await goesOn({ method, phase: 'before', args }, response))) return record('dropped')
      const trouble = await afterPause(fault)
      if (trouble && trouble !== 'timeout-after' && trouble !== 'gone-after') {
        record(faultName(trouble))
        return spoil(response, trouble)
      }
      const reply = await effect()
      record(reply.error)
      if (!(await goesOn({ method, phase: 'after', args }, response))) return
      if (trouble) return spoil(response, trouble)
      send(response, reply)
    },
  }
}

type Trouble = Exclude<Fault, { pause: unknown }>

/** What goes wrong after any pause. */
async function afterPause(fault: Fault | undefined): Promise<Trouble | undefined> {
  if (typeof fault !== 'object' || !('pause' in fault)) return fault
  await fault.pause()
  return undefined
}

function faultName(fault: Trouble): string {
  if (typeof fault === 'string') return fault
  return 'error' in fault ? fault.error : String(fault.status)
}

function spoil(response: ServerResponse, fault: Trouble): void {
  if (fault === 'timeout-before' || fault === 'timeout-after') return
  if (fault === 'gone' || fault === 'gone-after') response.destroy()
  else send(response, faultyReply(fault))
}

function faultyReply(fault: Exclude<Trouble, string>): Reply {
  if ('error' in fault) return jsonReply({ ok: false, error: fault.error })
  if (fault.status === 429) {
    return jsonReply({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(fault.retryAfter) })
  }
  return { status: fault.status, headers: { 'content-type': 'text/html' }, body: 'upstream failure' }
}

/** Writes an answer; one the client no longer waits for is dropped. */
export function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return
  response.writeHead(reply.status, reply.headers).end(reply.body)
}
