import type { IncomingMessage, ServerResponse } from 'node:http'
import { HTTPReceiver } from '@slack/bolt'
import type { Clock } from '../../kernel/time.ts'
import { silent } from './client.ts'
import type { Log } from './ports.ts'
import { unsigned } from './signature.ts'

/** Slack's largest deliveries, full forms, are some hundred kilobytes. */
const largest = 1_000_000

type Body = Readonly<{ bytes: Buffer } | { tooLarge: true }>

const readBody = async (request: IncomingMessage): Promise<Body> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > largest) return { tooLarge: true }
    chunks.push(bytes)
  }
  return { bytes: Buffer.concat(chunks) }
}

/** Slack asks an address now and then whether it answers, without a signature; nothing is done with it. */
const isCheck = (bytes: Buffer): boolean => new URLSearchParams(bytes.toString('utf8')).get('ssl_check') === '1'

const one = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : undefined

const end = (response: ServerResponse, status: number, headers: Record<string, string> = {}): void => {
  if (!response.headersSent) response.writeHead(status, headers)
  response.end()
}

export type HttpIntake = Readonly<{
  receiver: HTTPReceiver
  /** For POST /slack/events on the one web server. */
  handler(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Before it is opened and after it is closed nothing is taken in: 503, which makes Slack send events again. */
  open(): void
  close(): void
}>

/**
 * Slack over HTTP. Our check stands before Bolt's receiver and refuses unsigned, stale, future-dated and forged requests
 * (401) and bodies over a megabyte (413); a request sent twice bears a delivery that is kept already.
 */
export const createHttpIntake = (
  it: Readonly<{ signingSecret: string; path?: string; clock: Clock; log: Log }>,
): HttpIntake => {
  const receiver = new HTTPReceiver({
    signingSecret: it.signingSecret,
    signatureVerification: false,
    endpoints: [it.path ?? '/slack/events'],
    logger: silent,
  })
  let open = false

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!open) return end(response, 503, { 'retry-after': '10' })
    const body = await readBody(request)
    if ('tooLarge' in body) return end(response, 413, { connection: 'close' })
    const wrong = unsigned(
      {
        body: body.bytes,
        timestamp: one(request.headers['x-slack-request-timestamp']),
        signature: one(request.headers['x-slack-signature']),
      },
      { secret: it.signingSecret, line: it.clock.line() },
    )
    if (wrong === null) return receiver.requestListener(Object.assign(request, { rawBody: body.bytes }), response)
    if (isCheck(body.bytes)) return end(response, 200)
    it.log('warn', 'slack.request-refused', { why: wrong })
    end(response, 401)
  }

  return {
    receiver,
    handler: async (request, response) => {
      try {
        await take(request, response)
      } catch (error) {
        it.log('warn', 'slack.request-broken', { error: error instanceof Error ? error.name : 'unknown' })
        end(response, 400)
      }
    },
    open: () => {
      open = true
    },
    close: () => {
      open = false
    },
  }
}
