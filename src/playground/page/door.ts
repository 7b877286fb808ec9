import type { Context, MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** Nothing is loaded from elsewhere, nothing may frame the page, and no form leaves it but by its own script. */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    formAction: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
  referrerPolicy: 'no-referrer',
})

const refuse = (c: Context, why: string) => c.text(`${why}\n`, 403)

/**
 * Lets in what this page itself asks, on this machine: requests for another host (a name that somebody pointed at this
 * machine), deeds of another site, and deeds that a plain form could do are refused with 403. `port` is where the page is
 * served.
 */
export const guard =
  (port: () => number): MiddlewareHandler =>
  async (c, next) => {
    const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`]
    const host = c.req.header('host') ?? ''
    if (!hosts.includes(host)) return refuse(c, 'This page answers at 127.0.0.1 only.')
    const site = c.req.header('sec-fetch-site')
    if (
      site !== undefined &&
      site !== 'same-origin' &&
      site !== 'none' &&
      c.req.header('sec-fetch-mode') !== 'navigate'
    )
      return refuse(c, 'Another site asked for this.')
    c.header('Cache-Control', 'no-store')
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    if (c.req.method !== 'POST') return c.text('Only GET and POST are known here.\n', 405, { Allow: 'GET, HEAD, POST' })
    if (c.req.header('origin') !== `http://${host}`) return refuse(c, 'Another site asked for this.')
    if (c.req.header('x-cordon') !== 'page') return refuse(c, 'Only the page itself may ask this.')
    return next()
  }
