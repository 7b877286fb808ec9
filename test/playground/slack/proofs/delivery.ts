import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import { z } from 'zod'
import { createRawApp, freshTrigger } from '../raw-app.ts'
import { arrival, createPlayground, createStandingLine, noon } from '../setup.ts'
import type { Proofs } from './proof.ts'

/** Events and requests over HTTP. */
export const deliveryProofs = {
  signed: async () => {
    const time = createStandingLine(noon + 1_500)
    const desk = await createRawApp({ line: time.line, after: time.after })
    await freshTrigger(desk)
    const sent = desk.delivered.at(-1)
    const stamp = String((noon + 1_000) / 1000)
    const digest = createHmac('sha256', desk.signingSecret).update(`v0:${stamp}:${sent?.body}`).digest('hex')
    expect(sent?.headers).toMatchObject({ 'x-slack-request-timestamp': stamp, 'x-slack-signature': `v0=${digest}` })
  },

  'event-envelope': async () => {
    const desk = await createRawApp()
    await desk.slack.person(desk.ada).say(desk.town, 'one')
    await desk.slack.person(desk.ada).say(desk.town, 'two')
    await arrival(() => desk.delivered.length === 2)
    expect(desk.delivered[0]?.payload).toMatchObject({
      type: 'event_callback',
      team_id: desk.slack.teamId,
      api_app_id: desk.slack.appId,
      event_id: expect.stringMatching(/^Ev/),
      event_time: noon / 1000,
      event: { type: 'message', channel: desk.town },
      authorizations: [{ user_id: desk.slack.botUserId, is_bot: true }],
    })
    expect(new Set(desk.delivered.map(({ payload }) => payload.event_id)).size).toBe(2)
    expect(desk.slack.repeat((event) => event.text === 'one')).toBe(true)
    await arrival(() => desk.delivered.length === 3)
    expect(
      desk.delivered.filter(({ body }) => body.includes('"one"')).map(({ payload }) => payload.event_id),
    ).toHaveLength(2)
  },

  'event-membership': async () => {
    const { slack, client, ada, bob, room } = await createPlayground()
    const hidden = slack.addChannel({ name: 'hidden', private: true, members: [ada] })
    const open = slack.addChannel({ name: 'open', members: [ada] })
    const heard = () => slack.sentEvents().length
    const before = heard()
    await slack.person(ada).say(hidden, 'unheard')
    await slack.person(ada).say(open, 'unheard')
    await slack.person(ada).invite(hidden, bob)
    expect(heard()).toBe(before)
    await slack.person(ada).say(room, 'heard')
    expect(heard()).toBe(before + 1)
    await client.conversations.leave({ channel: room })
    const left = heard()
    await slack.person(ada).say(room, 'unheard again')
    expect(heard()).toBe(left)
  },

  'event-scope': async () => {
    const { slack, ada, bob, town, room } = await createPlayground({
      scopes: ['groups:history', 'channels:history', 'im:history'],
      events: ['message.groups', 'message.im', 'member_joined_channel'],
    })
    const heard = () => slack.sentEvents().map((envelope) => envelope.event)
    await slack.person(ada).say(room, 'heard')
    await slack.person(ada).say(town, 'not subscribed')
    await slack.person(ada).dm('heard too')
    slack.setScopes(['im:history'])
    await slack.person(ada).say(room, 'no scope')
    expect(heard().map(textIn)).toEqual(['heard', 'heard too'])
    await slack.person(ada).invite(room, bob)
    expect(heard()).toHaveLength(2)
  },

  'http-retries': async () => {
    const time = createStandingLine()
    const desk = await createRawApp({ line: time.line, after: time.after })
    desk.app.answer = () => ({ status: 500 })
    await desk.slack.person(desk.ada).say(desk.town, 'again')
    for (const [count, wait] of [
      [1, 0],
      [2, 60_000],
      [3, 300_000],
    ] as const) {
      await arrival(() => desk.delivered.length === count && time.asked.at(-1) === wait)
      time.pass(wait)
    }
    await arrival(() => desk.delivered.length === 4 && time.waiting() === 0)
    expect(
      desk.delivered.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]),
    ).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ])
    expect(new Set(desk.delivered.map(({ payload }) => payload.event_id)).size).toBe(1)
    const [first, , , last] = desk.delivered.map(({ headers }) => headers['x-slack-request-timestamp'])
    expect(Number(last) - Number(first)).toBe(360)
  },

  'http-no-retry': async () => {
    const time = createStandingLine()
    const desk = await createRawApp({ line: time.line, after: time.after })
    desk.app.answer = () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } })
    await desk.slack.person(desk.ada).say(desk.town, 'once')
    await arrival(() => desk.delivered.length === 1 && time.waiting() === 0)
    time.pass(600_000)
    await freshTrigger(desk)
    expect(desk.delivered.filter(({ body }) => body.includes('once'))).toHaveLength(1)
  },
} as const satisfies Proofs

function textIn(event: unknown): string {
  return z.looseObject({ text: z.string() }).parse(event).text
}
