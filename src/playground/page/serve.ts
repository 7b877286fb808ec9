import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createRoutes } from './routes.ts'
import type { Stage } from './stage.ts'

/** Where the page is served unless another port is asked for, and how many ports after it are tried. */
const usualPort = 8600
const tries = 20

export type Served = Readonly<{
  /** With a slash at the end. */
  address: string
  stop(): Promise<void>
}>

/** True when the server listens, false when the port is taken. Refuses (throws) everything else. */
const listen = (server: Server, port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error))
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed)
      resolve(true)
    })
  })

const listenAtOneOf = async (server: Server, ports: readonly number[]): Promise<void> => {
  for (const port of ports) if (await listen(server, port)) return
  throw new Error(`port ${ports[0]} is taken on this machine; choose another with --port`)
}

/**
 * Serves the page on this machine alone: at `port` (0 takes any free one), or without one at the usual port or the next
 * free one behind it. Refuses (throws) a port that is taken.
 */
export const servePage = async (stage: Stage, port?: number): Promise<Served> => {
  const portOf = () => {
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }
  const answer = getRequestListener(createRoutes(stage, portOf).fetch, { overrideGlobalObjects: false })
  const server = createServer({ requireHostHeader: true }, (request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await listenAtOneOf(server, port === undefined ? Array.from({ length: tries }, (_, n) => usualPort + n) : [port])
  return {
    address: `http://127.0.0.1:${portOf()}/`,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
