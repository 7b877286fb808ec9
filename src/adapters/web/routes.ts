import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { secureHeaders } from 'hono/secure-headers'
import type { NodeHandler, Readiness, WebLimits, WebPorts } from './ports.ts'

/** What hono's server for Node hands to a route. */
export type NodeBindings = { Bindings: { incoming: Parameters<NodeHandler>[0]; outgoing: Parameters<NodeHandler>[1] } }

/** Nothing is loaded from anywhere, nothing may frame a page, and no address is told to other sites. */
const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
})

const tooLarge = (c: Context) => c.text('The request is too large.\n', 413)

const readiness = async (ports: WebPorts): Promise<Readiness> => {
  try {
    return await ports.ready()
  } catch {
    ports.log('error', 'web.readiness-failed', {})
    return { ok: false, why: ['readiness could not be asked'] }
  }
}

const kindOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')

const handOver = (handler: NodeHandler, ports: WebPorts, limits: WebLimits) => async (c: Context<NodeBindings>) => {
  if (Number(c.req.header('content-length') ?? 0) > limits.slackBytes) return tooLarge(c)
  const { incoming, outgoing } = c.env
  try {
    await handler(incoming, outgoing)
  } catch (error) {
    ports.log('error', 'web.slack-failed', { error: kindOf(error) })
    if (!outgoing.headersSent) return c.text('Something went wrong.\n', 500)
    outgoing.destroy()
  }
  return RESPONSE_ALREADY_SENT
}

/** All that is served. */
export const createRoutes = (ports: WebPorts, limits: WebLimits): Hono<NodeBindings> => {
  const app = new Hono<NodeBindings>()
  app.use(headers)
  app.use(async (c, next) => {
    c.header('Cache-Control', 'no-store')
    await next()
  })
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    const { ok, why } = await readiness(ports)
    return c.json({ ok, why }, ok ? 200 : 503)
  })
  if (ports.slackEvents) app.post('/slack/events', handOver(ports.slackEvents, ports, limits))
  // Behind the one route whose handler reads the body itself, since measuring a body takes it.
  app.use(bodyLimit({ maxSize: limits.bytes, onError: tooLarge }))
  app.all('/healthz', (c) => c.text('Only GET is known here.\n', 405, { Allow: 'GET, HEAD' }))
  app.all('/readyz', (c) => c.text('Only GET is known here.\n', 405, { Allow: 'GET, HEAD' }))
  if (ports.slackEvents) app.all('/slack/events', (c) => c.text('Only POST is known here.\n', 405, { Allow: 'POST' }))
  app.notFound((c) => c.text('There is nothing here.\n', 404))
  app.onError((error, c) => {
    ports.log('error', 'web.failed', { error: kindOf(error) })
    return c.text('Something went wrong.\n', 500)
  })
  return app
}
