import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { assetRoutes } from './assets.ts'
import { atATime, listOfPlace, shownOf } from './conversation.ts'
import { deedSchema, perform } from './deeds.ts'
import { guard, headers } from './door.ts'
import { hashOfAll } from './fragment.ts'
import { follow } from './live.ts'
import { drawEarlier, partsOf } from './parts.ts'
import { firstPlace, placeOf } from './place.ts'
import { settingsRoutes, themeOf, zoneOf } from './settings.ts'
import { drawShell } from './shell.ts'
import { eyesOf, hrefOf, type Sight } from './sight.ts'
import type { Stage } from './stage.ts'
import { createReading, type Reading } from './unread.ts'

/** The notes of a Drive document are the largest thing that is posted. */
const mostBytes = 512 * 1024

const nothing = (c: Context) => c.text('There is nothing here.\n', 404)

/** What a request looks at; undefined where its person, or the place for that person, is not there. */
const sightOf = (c: Context, stage: Stage, reading: Reading, placeId: string): Sight | undefined => {
  const member = stage.cast.find((it) => it.id === c.req.param('user'))
  if (!member) return undefined
  const person = stage.slack.person(member.id)
  const place = placeOf(person, stage.slack.botUserId, placeId)
  const zone = zoneOf(c)
  const [thread, first] = [c.req.query('thread') || null, c.req.query('first') || null]
  return place && { stage, reading, person, place, zone, thread: place.kind === 'home' ? null : thread, first }
}

type Answer = (c: Context, sight: Sight) => Response | Promise<Response>

const page: Answer = async (c, sight) =>
  c.html(drawShell(sight, { fragments: await partsOf(sight), theme: themeOf(c) }))

/** Earlier messages than `before`, and the word for what the page shows when it has put them at its beginning. */
const earlier: Answer = async (c, sight) => {
  const all = shownOf({ ...sight, first: '0' }).shown
  const at = all.findIndex((it) => it.ts >= (c.req.query('before') ?? ''))
  const first = all[Math.max(0, at - atATime)]?.ts ?? null
  const wider: Sight = { ...sight, first }
  const [items, parts, button] = await Promise.all([listOfPlace(wider), partsOf(wider), drawEarlier(wider)])
  const before = items.findIndex((it) => it.id === `m-${c.req.query('before')}`)
  const html = items.slice(0, Math.max(0, before)).map((it) => it.html)
  return c.json({ first, seen: hashOfAll(parts), earlier: String(button), html: html.join('') })
}

const file: Answer = (c, { person, place }) => {
  const files = place.kind === 'home' || place.channelId === null ? [] : person.files(place.channelId)
  const found = files.find((it) => it.id === c.req.param('file'))
  return found ? c.json({ name: found.name, title: found.title, text: found.text }) : nothing(c)
}

const deed: Answer = async (c, sight) => {
  const asked = deedSchema.safeParse(await c.req.json().catch(() => null))
  if (!asked.success) return c.json({ ok: false, says: 'The page asked for something unknown.' }, 400)
  return c.json(await perform(sight, asked.data))
}

const panelRoutes = (app: Hono, stage: Stage): void => {
  const { panels } = stage
  if (!panels) return
  app.get('/panel/:id', async (c, next) => {
    const member = stage.cast.find((it) => it.id === c.req.query('as'))
    if (!member || !panels.tabs.some((it) => it.id === c.req.param('id'))) return next()
    const eyes = eyesOf({ stage, person: stage.slack.person(member.id), zone: zoneOf(c) })
    return c.html(await panels.draw(c.req.param('id'), eyes))
  })
  app.route('/panel', panels.routes)
}

/** Everything that is served, at `port`. */
export const createRoutes = (stage: Stage, port: () => number): Hono => {
  const app = new Hono()
  const reading = createReading()
  const at = (placeId: (c: Context) => string, answer: Answer) => (c: Context) => {
    const sight = sightOf(c, stage, reading, placeId(c))
    return sight ? answer(c, sight) : nothing(c)
  }
  const here = (c: Context) => c.req.param('place') ?? ''
  const asked = (c: Context) => c.req.query('at') ?? ''
  app.use(headers, guard(port), bodyLimit({ maxSize: mostBytes, onError: (c) => c.text('Too large.\n', 413) }))
  app.route('/', assetRoutes())
  panelRoutes(app, stage)
  app.route('/', settingsRoutes())
  app.post('/guide/found', (c) => {
    stage.guide?.found()
    return c.json({ note: '' })
  })
  app.get('/', (c) => c.redirect(`/as/${stage.cast[0]?.id ?? ''}`))
  app.get(
    '/as/:user',
    at(
      () => 'home',
      (c, { person }) => c.redirect(hrefOf(person, firstPlace(person))),
    ),
  )
  app.get(
    '/as/:user/events',
    at(asked, (c, { place }) =>
      streamSSE(c, (stream) =>
        follow(stream, { stage, seen: c.req.query('seen') ?? '', look: () => sightOf(c, stage, reading, place.id) }),
      ),
    ),
  )
  app.post('/as/:user/:place/deed', at(here, deed))
  app.get('/as/:user/:place/earlier', at(here, earlier))
  app.get('/as/:user/:place/file/:file', at(here, file))
  app.get('/as/:user/:place', at(here, page))
  app.notFound(nothing)
  app.onError((_error, c) => c.text('The page failed at this.\n', 500))
  return app
}
