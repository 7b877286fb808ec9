import { createServer, type RequestListener, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { usualLimits, type WebLimits, type WebPorts } from './ports.ts'
import { createRoutes } from './routes.ts'

export type WebServer = Readonly<{
  /** Listens; resolves with the port, which matters when 0 was asked for. Rejects when the port is taken. */
  start(): Promise<number>
  /** Takes nothing new in, lets running requests end within `graceMs` of line time, then cuts them off. */
  stop(graceMs: number): Promise<void>
}>

const guarded = (listener: RequestListener, limits: WebLimits): Server => {
  const server = createServer(
    {
      headersTimeout: limits.headers,
      requestTimeout: limits.request,
      keepAliveTimeout: limits.keepAlive,
      connectionsCheckingInterval: Math.min(limits.headers, 1_000),
      requireHostHeader: true,
    },
    listener,
  )
  server.timeout = limits.silence
  server.maxConnections = limits.connections
  return server
}

/** The one server of Cordon, on `port` (0 takes any free one) of all addresses of this machine. */
export const createWebServer = (port: number, ports: WebPorts, limits: WebLimits = usualLimits): WebServer => {
  let stopping = false
  const routes = createRoutes(ports, limits)
  const answer = getRequestListener(routes.fetch, { overrideGlobalObjects: false })
  const server = guarded((request, response) => {
    // A connection kept alive would hold up the end of a server that is stopping.
    response.once('close', () => queueMicrotask(() => stopping && server.closeIdleConnections()))
    answer(request, response).catch(() => response.destroy())
  }, limits)
  return {
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, () => {
          server.off('error', reject)
          const address = server.address()
          resolve(typeof address === 'object' && address ? address.port : port)
        })
      }),
    stop: (graceMs) =>
      new Promise((resolve) => {
        stopping = true
        const callOff = ports.clock.after(graceMs, () => server.closeAllConnections())
        server.close(() => {
          callOff()
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}
