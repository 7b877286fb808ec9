import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setUpWalk, type Walk } from './walk-setup.ts'

let it: Walk
beforeEach(async () => {
  it = await setUpWalk('http')
})
afterEach(() => it.stop())

const sign = (body: string, seconds: number) =>
  `v0=${createHmac('sha256', 'shh').update(`v0:${seconds}:${body}`).digest('hex')}`
const now = () => Math.floor(it.clock.line() / 1000)

const send = async (
  body: string,
  more: Readonly<{ at?: number; headers?: Record<string, string>; type?: string }> = {},
) => {
  const at = more.at ?? now()
  const headers = {
    'content-type': more.type ?? 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': sign(body, at),
    ...more.headers,
  }
  const answer = await fetch(it.url, { method: 'POST', body, headers })
  return { status: answer.status, text: await answer.text() }
}

const command = (trigger: string) =>
  new URLSearchParams({
    command: '/kf-bell',
    text: 'ring',
    user_id: it.ada.id,
    team_id: 'T1',
    channel_id: it.town,
    trigger_id: trigger,
  }).toString()
const settled = async () => {
  await it.until('all is decided', () => it.store.unfinished() === 0)
}

describe('a request over HTTP', () => {
  test('of Slack is taken, and the same one sent again is acknowledged and does nothing', async () => {
    const body = command('1.1')
    const at = now()
    expect(await send(body, { at })).toEqual({ status: 200, text: '' })
    expect(await send(body, { at })).toEqual({ status: 200, text: '' })
    await settled()
    expect(it.done).toHaveLength(1)
  })
  test.each([
    ['unsigned', { headers: { 'x-slack-signature': '' } }],
    ['forged', { headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } }],
    ['without a time', { headers: { 'x-slack-request-timestamp': '' } }],
  ])('that is %s is refused, and nothing is kept', async (_, more) => {
    expect((await send(command('1.2'), more)).status).toBe(401)
    expect(await it.store.inbox.open()).toEqual([])
    expect(it.logged).toContain('slack.request-refused')
  })
  test.each([
    ['five minutes and a bit old', -302],
    ['dated more than a minute ahead', 62],
  ])('that is %s is refused, though signed', async (_, seconds) => {
    expect((await send(command('1.3'), { at: now() + seconds })).status).toBe(401)
    await settled()
    expect(it.done).toEqual([])
  })
  test('too large is refused before it is read to the end', async () => {
    expect((await send(`text=${'x'.repeat(1_000_001)}`)).status).toBe(413)
  })
  test('that is no delivery of Slack’s is refused or laid aside, never a crash', async () => {
    expect((await send('{', { type: 'application/json' })).status).toBe(400)
    expect((await send('payload={', {})).status).toBe(400)
    expect((await send('{"type":"shortcut","trigger_id":"1.4"}', { type: 'application/json' })).status).toBe(200)
    expect((await send('payload=%7B%22type%22%3A%22block_actions%22%7D')).status).toBe(200)
    await settled()
    expect(await it.store.inbox.open()).toEqual([])
    expect((await send(command('1.5'))).status).toBe(200)
  })
  test('that only asks whether the address answers is answered, unsigned, and does nothing', async () => {
    const asked = await fetch(it.url, {
      method: 'POST',
      body: new URLSearchParams({ ssl_check: '1', command: '/kf-bell' }),
    })
    expect(asked.status).toBe(200)
    expect(await send('{"type":"url_verification","challenge":"c1"}', { type: 'application/json' })).toEqual({
      status: 200,
      text: '{"challenge":"c1"}',
    })
    expect(await it.store.inbox.open()).toEqual([])
  })
  test('is answered 500 when it cannot be kept, and 503 once Cordon takes nothing more in', async () => {
    it.store.breakDown(true)
    expect((await send(command('1.6'))).status).toBe(500)
    it.store.breakDown(false)
    await it.connection.stop(100)
    expect((await send(command('1.7'))).status).toBe(503)
    expect(it.done).toEqual([])
  })
  test('cut in the middle of its body does no harm', async () => {
    await new Promise<void>((resolve) => {
      const half = request(it.url, { method: 'POST', headers: { 'content-length': '100' } })
      half.on('error', () => resolve())
      half.write('half', () => half.destroy(new Error('cut')))
    })
    expect((await send(command('1.8'))).status).toBe(200)
  })
})
