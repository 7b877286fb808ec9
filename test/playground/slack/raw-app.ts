import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { KnownBlock, View } from '@slack/types'
import { expect } from 'vitest'
import { z } from 'zod'
import type { SlackSettings } from '../../../src/playground/slack/settings.ts'
import { listenFree } from './bolt-app.ts'
import { createPlayground, type Playground } from './setup.ts'

const fields = z.record(z.string(), z.unknown())

/** One request Slack made to the app. */
type Delivered = { headers: IncomingHttpHeaders; body: string; payload: Record<string, unknown> }

/** What the app answers; nothing at all where it is undefined. */
export type Scripted = { status?: number; json?: unknown; text?: string; headers?: Record<string, string> } | undefined

/** A playground in HTTP mode with an app that keeps what it is sent and answers as it is told. */
export async function createRawApp(settings: Partial<SlackSettings> = {}) {
  const signingSecret = 'a signing secret'
  const playground = await createPlayground({ delivery: { mode: 'http', url: '', signingSecret }, ...settings })
  const delivered: Delivered[] = []
  const app = { answer: (_payload: Record<string, unknown>): Scripted => ({}), url: '' }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (piece: string) => {
      body += piece
    })
    request.on('end', () => {
      const payload = payloadOf(body)
      delivered.push({ headers: request.headers, body, payload })
      const scripted = app.answer(payload)
      if (!scripted) return
      const type = scripted.json === undefined ? 'text/plain' : 'application/json'
      response.writeHead(scripted.status ?? 200, { 'content-type': type, ...scripted.headers })
      response.end(scripted.json === undefined ? (scripted.text ?? '') : JSON.stringify(scripted.json))
    })
  })
  app.url = await listenFree(server)
  playground.slack.deliverTo(app.url)
  return { ...playground, app, delivered, signingSecret }
}

export type RawApp = Awaited<ReturnType<typeof createRawApp>>

function payloadOf(body: string): Record<string, unknown> {
  if (body.startsWith('{')) return fields.parse(JSON.parse(body))
  const form = Object.fromEntries(new URLSearchParams(body))
  return form.payload === undefined ? form : fields.parse(JSON.parse(form.payload))
}

/** The newest delivery of a type (`command` for slash commands), parsed by `shape`. */
export function newest<Shape extends z.ZodType>({ delivered }: RawApp, type: string, shape: Shape): z.output<Shape> {
  const is = ({ payload }: Delivered) => (type === 'command' ? 'command' in payload : payload.type === type)
  const found = delivered.findLast(is)
  expect(found).toBeDefined()
  return shape.parse(found?.payload)
}

/** Gives a command as a person, so that the app has a fresh trigger. */
export async function freshTrigger(desk: RawApp, user = desk.ada): Promise<string> {
  await desk.slack.person(user).command(desk.town, '/kf-incident', '')
  return newest(desk, 'command', z.looseObject({ trigger_id: z.string() })).trigger_id
}

/** Opens a modal with blocks for a person, by command and `views.open`. */
export async function openModal(desk: RawApp, view: View, user = desk.ada) {
  const opened = await desk.client.views.open({ trigger_id: await freshTrigger(desk, user), view })
  return { id: opened.view?.id ?? '', hash: opened.view?.hash ?? '' }
}

export const plain = (text: string) => ({ type: 'plain_text', text }) as const

/** A modal with a submit button. */
export const modal = (blocks: KnownBlock[], more: Partial<Extract<View, { type: 'modal' }>> = {}): View => ({
  type: 'modal',
  title: plain('Title'),
  submit: plain('Go'),
  blocks,
  ...more,
})

export const section = (text: string, id?: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text },
  ...(id ? { block_id: id } : {}),
})

export const buttons = (...labels: string[]): KnownBlock => ({
  type: 'actions',
  elements: labels.map((label) => ({
    type: 'button',
    action_id: `do_${label}`,
    value: `v:${label}`,
    text: plain(label),
  })),
})

export const textInput = (label: string, id: string): KnownBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { type: 'plain_text_input', action_id: 'value' },
})

/** The raw call of a method: what the official client would never send. */
export async function rawCall(desk: Playground, method: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${desk.slack.apiUrl}${method}`, { method: 'POST', body, headers })
  return { status: response.status, headers: response.headers, json: fields.parse(await response.json()) }
}
