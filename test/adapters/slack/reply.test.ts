import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createPace } from '../../../src/adapters/slack/pace.ts'
import { createReplies, responseMeans } from '../../../src/adapters/slack/reply.ts'
import { createSender } from '../../../src/adapters/slack/send.ts'
import { paragraph } from '../../../src/kernel/doc.ts'
import { textRow } from '../../../src/kernel/module.ts'
import { references } from '../../../src/kernel/refusal.ts'
import { commandBy } from './door-setup.ts'
import { createFakeGate, createFakeSlack } from './fake-slack.ts'
import { createFakeClock, createFakeStore, noon, plainWords } from './fakes.ts'

const texts = new Map(
  [
    textRow({
      name: 'said',
      about: references,
      write: async (_, about) => ({
        title: 'Said',
        blocks: Array.from({ length: Number(about.blocks) }, (__, at) => paragraph(`line ${at}`)),
      }),
    }),
    textRow({ name: 'over', about: z.unknown(), write: async () => null }),
  ].map((row) => [row.name, row]),
)

const setUp = async () => {
  const { clock, move } = createFakeClock()
  const store = createFakeStore()
  const fake = createFakeSlack(clock)
  fake.answer('commands/1', { body: 'ok' })
  fake.answer('conversations.open', { body: { ok: true, channel: { id: 'D1' } } })
  fake.answer('chat.postMessage', { body: { ok: true, channel: 'D1', ts: '1.1' } })
  const gate = createFakeGate()
  const sender = createSender({ slack: fake.slack, pace: createPace(clock), isCleared: gate.isCleared })
  const row = createReplies({ ...store, ...gate, slack: fake.slack, sender, texts, words: plainWords })
  const envelope = commandBy('UADA', '')
  await store.inbox.keep(envelope)
  const perform = (blocks = 1, text = 'said') =>
    row.perform(
      { delivery: envelope.key, person: 'UADA', text, about: { blocks } },
      { key: envelope.key, attempt: 1, signal: new AbortController().signal },
    )
  return { fake, gate, move, perform, row, store, envelope, methods: () => fake.calls.map((call) => call.method) }
}

const posted = z.object({ response_type: z.string(), replace_original: z.boolean(), text: z.string() })

describe('a reply', () => {
  test('goes by the response_url, to the one who asked alone, and replaces nothing', async () => {
    const it = await setUp()
    expect(await it.perform()).toEqual({ done: { by: 'response' } })
    expect(it.methods()).toEqual(['commands/1'])
    const sent = posted.parse(JSON.parse(it.fake.calls[0]?.args.json ?? ''))
    expect(sent).toEqual({ response_type: 'ephemeral', replace_original: false, text: 'Said' })
    expect(it.gate.asked).toEqual([{ person: 'UADA' }])
  })
  test('of many parts uses the address five times at most, then a direct message', async () => {
    const it = await setUp()
    expect(await it.perform(12)).toEqual({ done: { by: 'message' } })
    expect(it.methods()).toEqual([...Array(5).fill('commands/1'), 'conversations.open', 'chat.postMessage'])
    expect(it.store.row(it.envelope.key)?.uses).toBe(6)
  })
  test('counts a use before it is made, so a repetition cannot exceed five', async () => {
    const it = await setUp()
    it.fake.answer('commands/1', 'cut')
    for (let use = 1; use <= 5; use++) expect(await it.perform()).toEqual({ ambiguous: 'network' })
    expect(await it.perform()).toEqual({ done: { by: 'message' } })
    expect(it.fake.of('commands/1')).toHaveLength(5)
  })
  test('after half an hour goes by direct message', async () => {
    const it = await setUp()
    it.move(30 * 60_000 + 1)
    await it.perform()
    expect(it.methods()).toEqual(['conversations.open', 'chat.postMessage'])
    expect(it.fake.calls[0]?.args).toMatchObject({ users: 'UADA' })
    expect(it.fake.calls[1]?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' })
  })
  test('whose address Slack no longer takes goes by direct message', async () => {
    const it = await setUp()
    it.fake.answer('commands/1', { status: 404, body: 'expired_url' })
    expect(await it.perform()).toEqual({ done: { by: 'message' } })
  })
  test('that is no longer wanted, or that the gate holds, is not sent', async () => {
    const it = await setUp()
    expect(await it.perform(1, 'over')).toEqual({ superseded: 'not-wanted' })
    it.gate.hold('line 0')
    expect(await it.perform()).toEqual({ held: 'not-cleared' })
    expect(it.methods()).toEqual([])
  })
  test('that was lost is said again, with a reason', async () => {
    const it = await setUp()
    const about = { delivery: it.envelope.key, person: 'UADA', text: 'said', about: {} }
    expect(await it.row.find(about, { key: 'k', attempt: 2, signal: new AbortController().signal })).toBe('unknown')
    expect(it.row.unknown).toHaveProperty('repeat')
  })
})

describe('what an answer of a response_url means', () => {
  const answer = (status: number, text = '', retryAfter: number | null = null) => ({ status, text, retryAfter })
  test.each([
    [answer(200, 'ok'), 'said'],
    [answer(200, '{"ok":true}'), 'said'],
    [answer(200, '{"ok":false,"error":"used_url"}'), 'not-said'],
    [answer(404, 'expired_url'), 'not-said'],
    [answer(429, '', 3), { retryAt: noon + 3_000, reason: 'ratelimited' }],
    [answer(503), { ambiguous: 'http_503' }],
  ])('%j is %j', (given, expected) => {
    expect(responseMeans(given, noon)).toEqual(expected)
  })
})
