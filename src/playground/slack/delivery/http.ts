import { jsonOf } from '../fields.ts'
import type { Fields } from '../model.ts'
import type { After } from '../timers.ts'
import { acknowledgeWithin, type Deliverer, type Handed } from './deliverer.ts'
import { signatureHeaders } from './signature.ts'

type Sent = { ok: true; status: number; headers: Headers; text: string } | { ok: false; why: 'timeout' | 'failed' }

/** Where and how requests are sent; `line` is line time, milliseconds UTC. */
export type HttpSettings = { url: () => string; signingSecret: string; line: () => number; after: After }

/** Delivers by signed HTTP requests to one address. */
export function createHttpDeliverer(settings: HttpSettings): Deliverer {
  const underway = new Set<AbortController>()
  const send = async (body: string, type: string, extra: Record<string, string> = {}): Promise<Sent> => {
    const abort = new AbortController()
    underway.add(abort)
    const sent = await post(settings, { body, type, extra, abort })
    underway.delete(abort)
    return sent
  }
  return {
    event: async (envelope, retry) => {
      const extra = retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}
      return handedBy(await send(JSON.stringify(envelope), 'application/json', extra))
    },
    ask: async (kind, payload) => {
      const form = kind === 'interactive' ? { payload: JSON.stringify(payload) } : formOf(payload)
      const sent = await send(new URLSearchParams(form).toString(), 'application/x-www-form-urlencoded')
      if (!sent.ok) return { answered: false, why: sent.why }
      if (sent.status !== 200) return { answered: false, why: 'failed' }
      return { answered: true, body: bodyOf(sent) }
    },
    stop: async () => {
      for (const abort of underway) abort.abort()
    },
  }
}

async function post(
  settings: HttpSettings,
  sending: { body: string; type: string; extra: Record<string, string>; abort: AbortController },
): Promise<Sent> {
  const { abort } = sending
  const late = settings.after(acknowledgeWithin, () => abort.abort())
  try {
    const signed = signatureHeaders(settings.signingSecret, sending.body, Math.floor(settings.line() / 1000))
    const response = await fetch(settings.url(), {
      method: 'POST',
      body: sending.body,
      headers: {
        'content-type': sending.type,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        ...signed,
        ...sending.extra,
      },
      signal: abort.signal,
      redirect: 'manual',
    })
    return { ok: true, status: response.status, headers: response.headers, text: await response.text() }
  } catch {
    return { ok: false, why: abort.signal.aborted ? 'timeout' : 'failed' }
  } finally {
    late()
  }
}

function handedBy(sent: Sent): Handed {
  if (!sent.ok) return { ok: false, reason: sent.why === 'timeout' ? 'http_timeout' : 'connection_failed' }
  if (sent.status >= 200 && sent.status < 300) return { ok: true }
  return { ok: false, reason: 'http_error', noMore: sent.headers.get('x-slack-no-retry') === '1' }
}

function bodyOf(sent: { headers: Headers; text: string }): unknown {
  if (sent.text === '') return undefined
  return sent.headers.get('content-type')?.includes('json') ? jsonOf(sent.text) : { text: sent.text }
}

function formOf(payload: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]))
}
