import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { send } from './conduct.ts'

/** Answers requests whose path begins with the key it stands under. */
export type Route = (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<void>

/** A listening server of this machine only. `baseUrl` has no slash at its end. */
export type Listening = { server: Server; baseUrl: string; stop(): Promise<void> }

/** Listens on 127.0.0.1 at a free port. A fault of this Slack itself answers 500 and is kept in `broken`. */
export async function listen(routes: Readonly<Record<string, Route>>, broken: unknown[]): Promise<Listening> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const route = Object.entries(routes).find(([prefix]) => url.pathname.startsWith(prefix))?.[1]
    if (!route) return send(response, { status: 404, body: 'not found' })
    route(url, request, response).catch((fault: unknown) => {
      broken.push(fault)
      send(response, { status: 500, body: 'the playground failed' })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    server,
    baseUrl: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
