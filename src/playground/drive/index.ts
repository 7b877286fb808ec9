import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Answer, driveError, json } from './answer.ts'
import { createFaults, faultAnswer, type Operation } from './faults.ts'
import { createFiles } from './files.ts'
import { createTokens } from './tokens.ts'

/** What the playground saw of a request: which operation, for which document, by whom. Never a text. */
export type Seen = Readonly<{ operation: Operation | 'unknown'; document: string | null; by: string | null }>

type Wanted = Readonly<{ operation: Operation | 'unknown'; document: string | null; query: URLSearchParams }>

const known: Readonly<Record<Operation, readonly string[]>> = {
  token: [],
  get: ['fields', 'supportsAllDrives'],
  export: ['mimeType'],
}

const wantedBy = (request: IncomingMessage): Wanted => {
  const url = new URL(request.url ?? '/', 'http://drive')
  const query = url.searchParams
  const { method } = request
  if (method === 'POST' && url.pathname === '/token') return { operation: 'token', document: null, query }
  const [, id, exporting] = /^\/drive\/v3\/files\/([^/]+)(\/export)?$/.exec(url.pathname) ?? []
  if (method !== 'GET' || id === undefined) return { operation: 'unknown', document: null, query }
  return { operation: exporting ? 'export' : 'get', document: decodeURIComponent(id), query }
}

const longestForm = 16_384
const formOf = async (request: IncomingMessage): Promise<URLSearchParams> => {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > longestForm) break
  }
  return new URLSearchParams(text)
}

const send = (response: ServerResponse, answer: Answer) => {
  response.writeHead(answer.status, { 'content-type': `${answer.type}; charset=utf-8`, ...answer.headers })
  response.end(answer.body)
}

/**
 * A Drive on this machine, spoken to by Google's own client over HTTP: a service account's token exchange, `files.get`
 * and `files.export`, versions and permissions. What it does not know is answered 501 and kept in `unexpected`.
 * `now` is line time (ms UTC), by which tokens live and documents are dated.
 */
export const createDrive = async ({ now }: Readonly<{ now: () => number }>) => {
  const tokens = createTokens(now)
  const files = createFiles(now)
  const faults = createFaults()
  const listeners: ((seen: Seen) => void)[] = []
  const unexpected: string[] = []
  const email = 'cordon@playground.iam.gserviceaccount.com'
  const credentialsJson = tokens.addAccount(email)

  const refuse = (what: string): Answer => {
    unexpected.push(what)
    return json({ error: { code: 501, message: `The playground's Drive does not know ${what}.` } }, 501)
  }

  const answerTo = async (request: IncomingMessage, wanted: Wanted, by: string | null): Promise<Answer> => {
    const { operation, document, query } = wanted
    if (operation === 'unknown') return refuse(`${request.method} ${request.url?.split('?')[0]}`)
    const strange = [...query.keys()].find((name) => !known[operation].includes(name))
    if (strange) return refuse(`the argument ${strange} of ${operation}`)
    if (operation === 'token') return tokens.exchange(await formOf(request))
    if (by === null) return driveError('authError')
    return files[operation](document ?? '', by, query)
  }

  const server = createServer((request, response) => {
    const wanted = wantedBy(request)
    const by = tokens.bearer(request.headers.authorization)?.email ?? null
    for (const listener of listeners) listener({ operation: wanted.operation, document: wanted.document, by })
    const fault = wanted.operation === 'unknown' ? null : faults.take(wanted.operation)
    if (fault === 'silence') return
    if (fault === 'cut') return request.socket.destroy()
    if (fault && 'error' in fault) {
      // An answer before the body is read would cut the connection instead.
      request.on('end', () => send(response, faultAnswer(fault)))
      return request.resume()
    }
    const ready = fault ? fault.pause() : Promise.resolve()
    const answered = ready.then(() => answerTo(request, wanted, by))
    answered.then(
      (answer) => send(response, answer),
      (error: unknown) => {
        unexpected.push(String(error))
        request.socket.destroy()
      },
    )
  })
  // A client that is about to ask must not meet a connection that is just being closed.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  return {
    apiUrl: `http://127.0.0.1:${port}`,
    /** The service account that Cordon is given. */
    email,
    credentialsJson,
    addAccount: tokens.addAccount,
    revokeTokens: tokens.revoke,
    documents: {
      putDocument: files.putDocument,
      look: files.look,
      write: files.write,
      touch: files.touch,
      share: files.share,
      trash: files.trash,
      restore: files.restore,
      remove: files.remove,
    },
    faults: { add: faults.add, clear: faults.clear },
    /** Calls the listener before each request is answered. */
    onRequest: (listener: (seen: Seen) => void) => {
      listeners.push(listener)
    },
    unexpected,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export type Drive = Awaited<ReturnType<typeof createDrive>>
