import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api'
import { type Clock, second } from '../../kernel/time.ts'
import { type Trouble, troubleOf } from './trouble.ts'

export type Answered<T> = Readonly<{ ok: T }> | Readonly<{ trouble: Trouble }>

/** Slack's libraries write bodies and headers into their logs, so they have none; Cordon logs codes of its own. */
export const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

/** Every call ends within this time (architecture, rule 6). */
const patience = 10 * second

/** How each of Slack's clients is set: ends in time, never repeats by itself, goes to no other host. */
export const clientOptions = (
  it: Readonly<{ apiUrl: string; fetch?: typeof fetch; patience?: number }>,
): WebClientOptions => ({
  slackApiUrl: it.apiUrl,
  timeout: it.patience ?? patience,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  allowAbsoluteUrls: false,
  logger: silent,
  ...(it.fetch ? { fetch: it.fetch } : {}),
})

export type Posted = Readonly<{ status: number; retryAfter: number | null; text: string }>

/**
 * The Web API: `ask` runs one call and returns its answer or its trouble, never an exception; `post` sends bytes or
 * JSON to an address that Slack gave (a response_url, an upload), `download` reads one.
 */
export const createSlack = (
  it: Readonly<{
    token: string
    apiUrl: string
    clock: Clock
    fetch?: typeof fetch
    /** Milliseconds of line time after which a call is given up; ten seconds unless said. */
    patience?: number
  }>,
) => {
  const web = new WebClient(it.token, clientOptions(it))
  const api = new URL(it.apiUrl)
  const ask = async <T>(call: (web: WebClient) => Promise<T>): Promise<Answered<T>> => {
    try {
      return { ok: await call(web) }
    } catch (error) {
      return { trouble: troubleOf(error, it.clock.line()) }
    }
  }
  /** A request to an address that Slack gave, refusing any other host than Slack's. */
  const reach = async <T>(
    address: string,
    init: RequestInit,
    read: (answer: Response) => Promise<T>,
  ): Promise<Answered<T>> => {
    if (!isSlackAddress(address, api))
      return { trouble: { code: 'foreign_address', means: 'refused', permanent: true } }
    const stop = new AbortController()
    const end = it.clock.after(patience, () => stop.abort())
    try {
      return { ok: await read(await (it.fetch ?? fetch)(address, { ...init, redirect: 'error', signal: stop.signal })) }
    } catch {
      return { trouble: { code: stop.signal.aborted ? 'timeout' : 'network', means: 'lost' } }
    } finally {
      end()
    }
  }
  return {
    web,
    ask,
    clock: it.clock,
    post: (address: string, body: string | Uint8Array<ArrayBuffer>): Promise<Answered<Posted>> =>
      reach(address, { method: 'POST', body, headers: { 'content-type': kindOf(body) } }, readPosted),
    /** The bytes of a file of ours. */
    download: (address: string): Promise<Answered<Uint8Array>> =>
      reach(address, { headers: { authorization: `Bearer ${it.token}` } }, async (answer) => {
        if (answer.status !== 200) throw new Error('not there')
        return new Uint8Array(await answer.arrayBuffer())
      }),
  }
}
export type Slack = ReturnType<typeof createSlack>

const kindOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? 'application/json; charset=utf-8' : 'application/octet-stream'

const readPosted = async (answer: Response): Promise<Posted> => {
  const after = Number(answer.headers.get('retry-after') ?? Number.NaN)
  return {
    status: answer.status,
    retryAfter: Number.isFinite(after) ? after : null,
    text: (await answer.text()).slice(0, 200),
  }
}

/** Addresses that Slack gives out lie on slack.com, or where the API itself was pointed. */
export const isSlackAddress = (address: string, api: URL): boolean => {
  const url = URL.parse(address)
  if (!url) return false
  if (url.origin === api.origin) return true
  return url.protocol === 'https:' && (url.hostname === 'slack.com' || url.hostname.endsWith('.slack.com'))
}
