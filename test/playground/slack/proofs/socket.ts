import { LogLevel, SocketModeClient } from '@slack/socket-mode'
import { expect, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { arrival, createClient, createPlayground, createStandingLine, type Playground } from '../setup.ts'
import type { Proofs } from './proof.ts'

const envelope = z.looseObject({
  type: z.string(),
  ack: z.custom<(body?: object) => Promise<void>>((value) => typeof value === 'function'),
  body: z.looseObject({}),
  retry_num: z.number().optional(),
  retry_reason: z.string().optional(),
})

/**
 * The official Socket Mode client, keeping what it is sent; acknowledges it all where `answers` is true. It waits
 * `pingTimeout` before it connects anew.
 */
async function connect({ slack }: Playground, { answers = true, pingTimeout = 5_000 } = {}) {
  const client = new SocketModeClient({
    appToken: slack.appToken,
    logLevel: LogLevel.ERROR,
    clientPingTimeout: pingTimeout,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  const received: z.output<typeof envelope>[] = []
  client.on('slack_event', (given: unknown) => {
    const parsed = envelope.parse(given)
    received.push(parsed)
    if (answers) void parsed.ack()
  })
  await client.start()
  onTestFinished(async () => {
    await client.disconnect()
    await slack.until(() => slack.sockets.count() === 0)
  })
  return { client, received }
}

/** A bare connection and its messages. */
async function bare(url: string) {
  const socket = new WebSocket(url)
  const messages: Record<string, unknown>[] = []
  const opened = new Promise<boolean>((resolve) => {
    socket.on('error', () => resolve(false))
    socket.on('message', (data) => {
      messages.push(z.record(z.string(), z.unknown()).parse(JSON.parse(String(data))))
      resolve(true)
    })
  })
  return { socket, messages, opened: await opened }
}

const open = async (slack: Playground['slack']) =>
  (await createClient(slack, slack.appToken).apps.connections.open({})).url ?? ''

/** Socket Mode. */
export const socketProofs = {
  'socket-hello': async () => {
    const { slack } = await createPlayground()
    const { messages, socket } = await bare(await open(slack))
    expect(messages).toMatchObject([{ type: 'hello', num_connections: 1, connection_info: { app_id: slack.appId } }])
    socket.close()
  },

  'socket-ticket': async () => {
    const { slack } = await createPlayground()
    const url = await open(slack)
    const first = await bare(url)
    expect(first.opened).toBe(true)
    expect((await bare(url)).opened).toBe(false)
    expect((await bare(url.replace(/ticket=\w+/, 'ticket=made-up'))).opened).toBe(false)
    first.socket.close()
  },

  'socket-ten': async () => {
    const { slack } = await createPlayground()
    const ten = []
    for (let count = 0; count < 10; count += 1) ten.push(await bare(await open(slack)))
    expect(slack.sockets.count()).toBe(10)
    const eleventh = await bare(await open(slack))
    expect(eleventh.messages).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }])
    expect(slack.sockets.count()).toBe(10)
    for (const { socket } of ten) socket.close()
  },

  'socket-any': async () => {
    const desk = await createPlayground()
    const [one, other] = [await connect(desk), await connect(desk)]
    for (let count = 0; count < 12; count += 1)
      await desk.slack.person(desk.ada).command(desk.town, '/kf-incident', `${count}`)
    const texts = [...one.received, ...other.received].map(({ body }) => Number(body.text))
    expect(texts.sort((low, high) => low - high)).toEqual(Array.from({ length: 12 }, (_one, index) => index))
    expect(one.received.length).toBeGreaterThan(0)
    expect(other.received.length).toBeGreaterThan(0)
  },

  'socket-refresh': async () => {
    const desk = await createPlayground()
    const { client } = await connect(desk, { pingTimeout: 300 })
    const again = new Promise<void>((resolve) => client.once('connected', () => resolve()))
    desk.slack.sockets.refresh()
    await again
    expect(await desk.slack.until(() => desk.slack.sockets.count() === 1)).toBe(true)
    expect(await desk.slack.person(desk.ada).command(desk.town, '/kf-incident')).toEqual({ ok: true })
    expect(desk.slack.calls().filter((call) => call.method === 'apps.connections.open')).toHaveLength(2)
  },

  'socket-again': async () => {
    const time = createStandingLine()
    const desk = await createPlayground({ line: time.line, after: time.after })
    const { received } = await connect(desk, { answers: false })
    const given = desk.slack.person(desk.ada).command(desk.town, '/kf-incident')
    await desk.slack.person(desk.ada).say(desk.town, 'again')
    const events = () => received.filter((one) => one.type === 'events_api')
    await arrival(() => received.length === 2)
    time.pass(3_000)
    expect(await given).toMatchObject({ says: '/kf-incident failed with the error "operation_timeout"' })
    await arrival(() => time.asked.at(-1) === 0)
    time.pass(0)
    await arrival(() => events().length === 2)
    expect(events().map((one) => [one.retry_num, one.retry_reason])).toEqual([
      [0, ''],
      [1, 'timeout'],
    ])
    await events()[1]?.ack()
    await arrival(() => time.waiting() === 0)
    time.pass(600_000)
    await desk.slack.person(desk.ada).say(desk.town, 'another')
    await arrival(() => received.length === 4)
    expect(received.filter((one) => one.type === 'slash_commands')).toHaveLength(1)
  },
} as const satisfies Proofs
