import { expect } from 'vitest'
import { z } from 'zod'
import { buttons, createRawApp, freshTrigger, newest, section } from '../raw-app.ts'
import { arrival, createStandingLine } from '../setup.ts'
import type { Proofs } from './proof.ts'

const command = z.looseObject({ text: z.string(), response_url: z.string(), trigger_id: z.string() })
const answerable = z.looseObject({ response_url: z.string() })

const post = (url: string, body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) })

/** Commands, buttons and what is answered to them. */
export const interactionProofs = {
  'command-payload': async () => {
    const desk = await createRawApp({ commands: ['/kf-incident'] })
    const person = desk.slack.person(desk.ada)
    desk.app.answer = () => ({ json: { text: 'For you alone.' } })
    expect(await person.command(desk.room, '/kf-incident', 'open high')).toEqual({ ok: true, says: 'For you alone.' })
    expect(newest(desk, 'command', command)).toMatchObject({
      command: '/kf-incident',
      text: 'open high',
      user_id: desk.ada,
      user_name: 'ada',
      channel_id: desk.room,
      channel_name: 'privategroup',
      team_id: desk.slack.teamId,
      api_app_id: desk.slack.appId,
    })
    expect(person.messages(desk.room).at(-1)).toMatchObject({ text: 'For you alone.', ephemeral: true })
    desk.app.answer = () => ({ json: { text: 'For all.', response_type: 'in_channel' } })
    await person.command(desk.town, '/kf-incident', 'list')
    expect(desk.slack.person(desk.bob).messages(desk.town).at(-1)).toMatchObject({ text: 'For all.', ephemeral: false })
    expect(await person.command(desk.town, '/kf-incidnet')).toMatchObject({
      ok: false,
      says: '/kf-incidnet is not a valid command.',
    })
  },

  'command-escaped': async () => {
    const desk = await createRawApp()
    await desk.slack.person(desk.ada).command(desk.town, '/kf-incident', 'invite @bob to #town & <x>')
    expect(newest(desk, 'command', command).text).toBe(
      `invite <@${desk.bob}|bob> to <#${desk.town}|town> &amp; &lt;x&gt;`,
    )
  },

  'phone-typing': async () => {
    const desk = await createRawApp()
    await desk.slack
      .person(desk.ada)
      .command(desk.town, '/kf-incident', { text: `note "it's out" -- now`, phone: true })
    expect(newest(desk, 'command', command).text).toBe('note “it’s out” — now')
    await desk.slack.person(desk.ada).command(desk.town, '/kf-incident', `note "it's out" -- now`)
    expect(newest(desk, 'command', command).text).toBe(`note "it's out" -- now`)
  },

  'no-threads': async () => {
    const desk = await createRawApp()
    const person = desk.slack.person(desk.ada)
    const { ts = '' } = await person.say(desk.town, 'thread')
    await arrival(() => desk.delivered.length > 0)
    const answer = await person.command(desk.town, '/kf-incident', { text: 'status', thread: ts })
    expect(answer).toEqual({ ok: false, says: '/kf-incident is not supported in threads. Sorry!' })
    expect(desk.delivered.some(({ payload }) => 'command' in payload)).toBe(false)
  },

  'acknowledge-in-time': async () => {
    const time = createStandingLine()
    const desk = await createRawApp({ line: time.line, after: time.after })
    desk.app.answer = () => undefined
    const given = desk.slack.person(desk.ada).command(desk.town, '/kf-incident', 'open')
    time.pass(2_999)
    expect(await Promise.race([given, Promise.resolve('still waiting')])).toBe('still waiting')
    time.pass(1)
    expect(await given).toEqual({ ok: false, says: '/kf-incident failed with the error "operation_timeout"' })
  },

  'app-gone': async () => {
    const desk = await createRawApp()
    desk.app.answer = () => ({ status: 500 })
    const failed = { ok: false, says: '/kf-incident failed with the error "dispatch_failed"' }
    expect(await desk.slack.person(desk.ada).command(desk.town, '/kf-incident')).toEqual(failed)
    desk.slack.deliverTo('http://127.0.0.1:9/')
    expect(await desk.slack.person(desk.ada).command(desk.town, '/kf-incident')).toEqual(failed)
  },

  'never-again': async () => {
    const desk = await createRawApp({ eventRetries: [0, 0, 0] })
    await desk.client.chat.postMessage({ channel: desk.town, text: 'x', blocks: [buttons('Close')] })
    desk.app.answer = () => ({ status: 500 })
    const person = desk.slack.person(desk.ada)
    await person.command(desk.town, '/kf-incident')
    expect(await person.press('Close')).toMatchObject({ ok: false })
    await person.say(desk.town, 'an event')
    const isSaid = ({ body }: { body: string }) => body.includes('an event')
    await arrival(() => desk.delivered.filter(isSaid).length === 4)
    await new Promise((resolve) => setImmediate(resolve))
    expect(desk.delivered.filter(({ payload }) => 'command' in payload)).toHaveLength(1)
    expect(desk.delivered.filter(({ payload }) => payload.type === 'block_actions')).toHaveLength(1)
  },

  'button-payload': async () => {
    const desk = await createRawApp()
    const { ts } = await desk.client.chat.postMessage({
      channel: desk.room,
      text: 'x',
      blocks: [buttons('Accept', 'Decline')],
    })
    expect(await desk.slack.person(desk.bob).press('Decline')).toMatchObject({ ok: false })
    expect(await desk.slack.person(desk.ada).press('Decline')).toEqual({ ok: true })
    expect(newest(desk, 'block_actions', answerable)).toMatchObject({
      user: { id: desk.ada },
      channel: { id: desk.room },
      container: { type: 'message', message_ts: ts, channel_id: desk.room, is_ephemeral: false },
      message: { ts, bot_id: desk.slack.botId },
      actions: [{ action_id: 'do_Decline', value: 'v:Decline', type: 'button', text: { text: 'Decline' } }],
      trigger_id: expect.any(String),
    })
    await desk.client.chat.postEphemeral({ channel: desk.room, user: desk.ada, text: 'y', blocks: [buttons('Hide')] })
    await desk.slack.person(desk.ada).press('do_Hide')
    const hidden = newest(desk, 'block_actions', answerable)
    expect(hidden).toMatchObject({ container: { is_ephemeral: true }, actions: [{ value: 'v:Hide' }] })
    expect(hidden).not.toHaveProperty('message')
  },

  shortcuts: async () => {
    const desk = await createRawApp()
    const person = desk.slack.person(desk.ada)
    const { ts = '' } = await person.say(desk.town, 'relay this')
    expect(await person.shortcut('report')).toEqual({ ok: true })
    expect(newest(desk, 'shortcut', z.looseObject({}))).toMatchObject({
      callback_id: 'report',
      trigger_id: expect.any(String),
      user: { id: desk.ada },
    })
    expect(await person.messageShortcut(desk.town, ts, 'relay')).toEqual({ ok: true })
    expect(newest(desk, 'message_action', answerable)).toMatchObject({
      callback_id: 'relay',
      message_ts: ts,
      message: { text: 'relay this' },
    })
  },

  'response-five-times': async () => {
    const desk = await createRawApp()
    await freshTrigger(desk)
    const { response_url: url } = newest(desk, 'command', command)
    for (const number of [1, 2, 3, 4, 5]) expect((await post(url, { text: `answer ${number}` })).status).toBe(200)
    const sixth = await post(url, { text: 'answer 6' })
    expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }])
    const seen = desk.slack
      .person(desk.ada)
      .messages(desk.town)
      .filter((message) => message.ephemeral)
    expect(seen.map((message) => message.text)).toEqual([1, 2, 3, 4, 5].map((number) => `answer ${number}`))
  },

  'response-thirty-minutes': async () => {
    const time = createStandingLine()
    const desk = await createRawApp({ line: time.line, after: time.after })
    await freshTrigger(desk)
    const { response_url: url } = newest(desk, 'command', command)
    time.pass(30 * 60_000)
    expect((await post(url, { text: 'in time' })).status).toBe(200)
    time.pass(1)
    const late = await post(url, { text: 'late' })
    expect([late.status, await late.json()]).toEqual([404, { ok: false, error: 'expired_url' }])
  },

  'response-replaces': async () => {
    const desk = await createRawApp()
    const person = desk.slack.person(desk.ada)
    await desk.client.chat.postMessage({ channel: desk.town, text: 'x', blocks: [section('choose'), buttons('Yes')] })
    await person.press('Yes')
    const { response_url: url } = newest(desk, 'block_actions', answerable)
    await post(url, { text: 'beside' })
    expect(
      person
        .messages(desk.town)
        .slice(-2)
        .map((message) => message.text),
    ).toEqual(['choose', 'beside'])
    await post(url, { text: 'chosen', replace_original: true })
    expect(desk.slack.person(desk.bob).messages(desk.town).at(-1)).toMatchObject({ text: 'chosen', controls: [] })
    await post(url, { delete_original: true })
    expect(
      desk.slack
        .person(desk.bob)
        .messages(desk.town)
        .map((message) => message.text),
    ).not.toContain('chosen')
  },
} as const satisfies Proofs
