import { request } from 'node:http'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { servePage } from '../../../src/playground/page/serve.ts'
import { type AppMenu, menuOf } from '../../../src/playground/slack/manifest.ts'
import { after } from '../../../src/playground/slack/timers.ts'
import { createRawApp } from '../slack/raw-app.ts'

type Asked = Readonly<{ method?: string; headers?: Readonly<Record<string, string>>; body?: string }>
type Answered = Readonly<{ status: number; headers: Readonly<Record<string, unknown>>; text: string }>

const ask = (url: string, { method = 'GET', headers = {}, body = '' }: Asked = {}): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (piece: string) => {
        text += piece
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })

const change = z.object({
  set: z.array(
    z.object({ id: z.string(), list: z.string().nullable(), after: z.string().nullable(), html: z.string() }),
  ),
  gone: z.array(z.string()),
  all: z.array(z.string()).optional(),
})
const deed = z.object({
  ok: z.boolean(),
  says: z.string().optional(),
  errors: z.record(z.string(), z.string()).optional(),
})

/** A stream of events; `next` waits for the next one of this name. */
const openStream = (url: string) => {
  const events: { event: string; data: string }[] = []
  const waiting: (() => void)[] = []
  let text = ''
  const sent = request(url, (response) => {
    response.setEncoding('utf8')
    response.on('data', (piece: string) => {
      text += piece
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const lines = part.split('\n')
        const event = lines.find((it) => it.startsWith('event: '))?.slice(7)
        const data = lines.filter((it) => it.startsWith('data: ')).map((it) => it.slice(6))
        if (event) events.push({ event, data: data.join('\n') })
      }
      for (const wake of waiting.splice(0)) wake()
    })
    response.on('error', () => undefined)
  })
  sent.on('error', () => undefined)
  sent.end()
  onTestFinished(() => void sent.destroy())
  const next = async (name: string): Promise<string> => {
    for (;;) {
      const at = events.findIndex((it) => it.event === name)
      if (at >= 0) return events.splice(0, at + 1).at(-1)?.data ?? ''
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }
  return { next, change: async () => change.parse(JSON.parse(await next('change'))), pending: () => events.length }
}

const menu: AppMenu = menuOf(`
features:
  slash_commands:
    - { command: /kf-incident, description: Open a room, usage_hint: open | list }
`)

/** A page over a small workspace whose app answers as it is told; ended after the test. */
export const createPage = async () => {
  const desk = await createRawApp()
  const person = (id: string, name: string, guest = false) => ({ id, name, guest, about: 'a part', may: 'do things' })
  const cast = [person(desk.ada, 'Ada Byron'), person(desk.bob, 'Bob Stone'), person(desk.guest, 'Gus Visitor', true)]
  const { slack, clock } = desk
  const page = await servePage({ slack, cast, menu, panels: null, guide: null, now: clock.now, after }, 0)
  onTestFinished(page.stop)
  const address = page.address.slice(0, -1)
  const own = { 'content-type': 'application/json', 'x-cordon': 'page', origin: address }
  return {
    ...desk,
    address,
    own,
    get: (path: string, headers: Readonly<Record<string, string>> = {}) => ask(address + path, { headers }),
    ask: (path: string, asked: Asked) => ask(address + path, asked),
    /** Does something at a place of a person, as the page's script does. */
    deed: async (user: string, place: string, what: unknown) => {
      const body = JSON.stringify(what)
      const { text } = await ask(`${address}/as/${user}/${place}/deed`, { method: 'POST', headers: own, body })
      return deed.parse(JSON.parse(text))
    },
    follow: (user: string, place: string, more = '') => openStream(`${address}/as/${user}/events?at=${place}${more}`),
  }
}
