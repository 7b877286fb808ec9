import { createSlack } from '../../../src/adapters/slack/client.ts'
import type { Doc } from '../../../src/kernel/doc.ts'
import type { Cleared, NotCleared, Place } from '../../../src/kernel/place.ts'
import type { Clock } from '../../../src/kernel/time.ts'

export type Call = Readonly<{ method: string; args: Readonly<Record<string, string>> }>
type Reply = Readonly<{ status?: number; headers?: Record<string, string>; body?: unknown }> | 'cut'

/** Slack as a table of answers, behind the real client: what was called is written down, what is not in the table is ok. */
export const createFakeSlack = (clock: Clock, answers: Record<string, Reply[]> = {}) => {
  const calls: Call[] = []
  const stand: typeof fetch = async (input, init) => {
    const url = new URL(String(input))
    const method = url.pathname.replace(/^\/(api\/)?/, '')
    const sent = typeof init?.body === 'string' ? init.body : ''
    const args = sent.startsWith('{') ? { json: sent } : Object.fromEntries(new URLSearchParams(sent))
    calls.push({ method, args })
    const waiting = answers[method] ?? []
    const reply = waiting.length > 1 ? waiting.shift() : waiting[0]
    if (reply === 'cut') throw new TypeError('fetch failed')
    const { status = 200, headers = {}, body = { ok: true } } = reply ?? {}
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
  }
  const slack = createSlack({ token: 'xoxb-1', apiUrl: 'https://slack.com/api/', clock, fetch: stand })
  return {
    slack,
    calls,
    of: (method: string) => calls.filter((call) => call.method === method),
    answer: (method: string, ...replies: Reply[]) => {
      answers[method] = replies
    },
  }
}

const passes = <R>(it: Readonly<{ place: Place; rendered: R }>): it is Cleared<R> => it.place !== undefined

/** A gate that lets all pass but what it was told to hold, and knows its own. */
export const createFakeGate = () => {
  const known = new WeakSet<object>()
  const asked: Place[] = []
  let secret: string | null = null
  return {
    asked,
    hold: (word: string) => {
      secret = word
    },
    clear: async <R>(place: Place, doc: Doc, rendered: R): Promise<Cleared<R> | NotCleared> => {
      asked.push(place)
      if (secret !== null && JSON.stringify([doc, rendered]).includes(secret)) return { held: 'not-cleared' }
      const it = { place, rendered }
      known.add(it)
      return passes(it) ? it : { held: 'never' }
    },
    isCleared: (value: unknown) => typeof value === 'object' && value !== null && known.has(value),
  }
}
