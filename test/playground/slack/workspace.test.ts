import { Buffer } from 'node:buffer'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createSlackWorkspace } from '../../../src/playground/slack/workspace.ts'
import { createRawApp } from './raw-app.ts'
import { arrival, createClient, createPlayground, createStandingLine, refusals } from './setup.ts'

describe('what is not known', () => {
  test('is named when a method or an argument was called that this Slack does not have', async () => {
    const slack = await createSlackWorkspace({ now: () => 0, delivery: { mode: 'socket' } })
    const client = createClient(slack, slack.botToken)
    await refusals(client.apiCall('chat.scheduleMessage', { channel: 'C0' }))
    await client.apiCall('auth.test', { extra: 'x', team_id: slack.teamId })
    expect(slack.unknown).toEqual(['method chat.scheduleMessage', 'argument extra of auth.test'])
    await slack.stop()
  })
})

describe('a workspace', () => {
  test('overlooks a taken name once, as two creations at one instant do', async () => {
    const { slack, client } = await createPlayground()
    slack.overlookName('town')
    expect(await client.conversations.create({ name: 'town' })).toMatchObject({ ok: true })
    expect(await refusals(client.conversations.create({ name: 'town' }))).toEqual(['name_taken'])
  })

  test('lets held events go in order or the last first', async () => {
    const desk = await createRawApp()
    for (const [order, texts] of [
      ['as sent', ['one', 'two']],
      ['last first', ['two', 'one']],
    ] as const) {
      desk.delivered.length = 0
      const release = desk.slack.holdEvents()
      await desk.slack.person(desk.ada).say(desk.town, 'one')
      await desk.slack.person(desk.ada).say(desk.town, 'two')
      expect(desk.delivered).toEqual([])
      release(order)
      await arrival(() => desk.delivered.length === 2)
      expect(desk.delivered.map(({ body }) => (body.includes('"one"') ? 'one' : 'two'))).toEqual(texts)
    }
  })

  test('waits for what a person will see, and not for ever', async () => {
    const time = createStandingLine()
    const { slack, client, ada, town } = await createPlayground({ line: time.line, after: time.after })
    const seen = slack.until(() => slack.person(ada).messages(town).length === 1, 100)
    await client.chat.postMessage({ channel: town, text: 'one' })
    expect(await seen).toBe(true)
    const unseen = slack.until(() => slack.person(ada).messages(town).length === 2, 100)
    time.pass(100)
    expect(await unseen).toBe(false)
  })

  test('stamps messages by desk time, never twice and never back', async () => {
    const { slack, clock, ada, town } = await createPlayground()
    const person = slack.person(ada)
    const first = await person.say(town, 'one')
    const second = await person.say(town, 'two')
    clock.move(-5_000)
    const third = await person.say(town, 'three')
    clock.move(60_000)
    const fourth = await person.say(town, 'four')
    expect([first.ts, second.ts, third.ts, fourth.ts]).toEqual([
      '1768737600.000000',
      '1768737600.000001',
      '1768737600.000002',
      '1768737655.000000',
    ])
  })

  test('ends an account without a word and keeps its id', async () => {
    const { slack, client, ada, bob, town } = await createPlayground()
    slack.deactivate(bob)
    expect((await client.conversations.members({ channel: town })).members).toEqual([ada, slack.botUserId])
    expect(slack.sentEvents()).toEqual([])
    expect(slack.person(bob).channels()).toEqual([])
  })

  test('gives the same ids to the same seed and others to another', async () => {
    const make = async (seed: number) => (await createPlayground({ seed })).ada
    const [one, same, other] = [await make(5), await make(5), await make(6)]
    expect(one).toBe(same)
    expect(one).not.toBe(other)
  })

  test('survives a connection that sends what is no frame', async () => {
    const { slack, client } = await createPlayground()
    const opened = await createClient(slack, slack.appToken).apps.connections.open({})
    const url = new URL(opened.url ?? '')
    const socket = connect(Number(url.port), '127.0.0.1')
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
    socket.on('error', () => {}).resume()
    socket.write(
      [
        `GET ${url.pathname}${url.search} HTTP/1.1`,
        'Host: 127.0.0.1',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        '\r\n',
      ].join('\r\n'),
    )
    await arrival(() => slack.sockets.count() === 1)
    socket.write(Buffer.alloc(64, 0xff))
    await closed
    expect(await slack.until(() => slack.sockets.count() === 0)).toBe(true)
    expect(await client.auth.test()).toMatchObject({ ok: true })
  })

  test('fails a command at once when its connection breaks', async () => {
    const desk = await createPlayground()
    const opened = await createClient(desk.slack, desk.slack.appToken).apps.connections.open({})
    const socket = new WebSocket(opened.url ?? '')
    await new Promise((resolve) => socket.once('message', resolve))
    const given = desk.slack.person(desk.ada).command(desk.town, '/kf-incident')
    desk.slack.sockets.cut()
    expect(await given).toEqual({ ok: false, says: '/kf-incident failed with the error "operation_timeout"' })
    expect(await desk.slack.person(desk.ada).command(desk.town, '/kf-incident')).toEqual({
      ok: false,
      says: '/kf-incident failed with the error "dispatch_failed"',
    })
  })

  test('leaves nothing running when it is stopped', async () => {
    const time = createStandingLine()
    const desk = await createRawApp({ line: time.line, after: time.after })
    desk.app.answer = () => undefined
    const given = desk.slack.person(desk.ada).command(desk.town, '/kf-incident')
    await desk.slack.person(desk.ada).say(desk.town, 'hello')
    await arrival(() => desk.delivered.length === 2)
    desk.app.answer = () => ({ status: 500 })
    await desk.slack.person(desk.ada).say(desk.town, 'to be repeated')
    await arrival(() => time.asked.at(-1) === 0)
    await desk.slack.stop()
    expect(await given).toMatchObject({ ok: false })
    await new Promise((resolve) => setImmediate(resolve))
    expect(time.waiting()).toBe(0)
  })

  test('seats each person once', async () => {
    const { slack, ada } = await createPlayground()
    expect(slack.person(ada)).toBe(slack.person(ada))
    expect(() => slack.person('U0')).toThrow('no account U0')
  })
})
