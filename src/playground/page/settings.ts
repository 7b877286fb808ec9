import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { knownZone } from './instant.ts'

const themes = ['auto', 'dark', 'light'] as const
export type Theme = (typeof themes)[number]
const theme = z.enum(themes)
const settings = z.object({ zone: z.string().max(60).optional(), theme: theme.optional() })

/** A year, in seconds. */
const kept = { maxAge: 31_536_000, sameSite: 'Strict', httpOnly: true } as const

/** The colours that this browser chose. */
export const themeOf = (c: Context): Theme => theme.catch('auto').parse(getCookie(c, 'theme'))

/** The zone of this browser, an IANA name; UTC until it told its own. */
export const zoneOf = (c: Context): string => knownZone(getCookie(c, 'zone'))

/** Takes what a browser tells of itself. */
export const settingsRoutes = (): Hono => {
  const app = new Hono()
  app.post('/settings', async (c) => {
    const given = settings.safeParse(await c.req.json().catch(() => null))
    if (!given.success) return c.json({ ok: false, says: 'The page asked for something unknown.' }, 400)
    const zone = given.data.zone === undefined ? zoneOf(c) : knownZone(given.data.zone)
    if (given.data.zone !== undefined) setCookie(c, 'zone', zone, kept)
    if (given.data.theme !== undefined) setCookie(c, 'theme', given.data.theme, kept)
    return c.json({ ok: true, zone })
  })
  return app
}
