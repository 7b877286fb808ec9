import { describe, expect, test } from 'vitest'
import { createMessages } from '../../../src/adapters/slack/messages.ts'
import { createPace } from '../../../src/adapters/slack/pace.ts'
import { createSender } from '../../../src/adapters/slack/send.ts'
import { paragraph } from '../../../src/kernel/doc.ts'
import { textRow } from '../../../src/kernel/module.ts'
import type { Place } from '../../../src/kernel/place.ts'
import { references } from '../../../src/kernel/refusal.ts'
import { Tx } from '../../../src/kernel/tx.ts'
import { createFakeGate, createFakeSlack } from './fake-slack.ts'
import { createFakeClock, createFakeStore, noon, plainWords } from './fakes.ts'

const signal = new AbortController().signal

const setUp = () => {
  const { clock } = createFakeClock()
  const store = createFakeStore()
  const fake = createFakeSlack(clock)
  const gate = createFakeGate()
  let lines: number | null = 1
  const text = (name: string) =>
    textRow({
      name,
      about: references,
      write: async () =>
        lines === null
          ? null
          : {
              title: 'KF-2026-0001',
              blocks: Array.from({ length: lines }, (_, at) => paragraph(`line ${at}`)),
              ...(name === 'review' ? { otherwise: { title: 'KF-2026-0001', blocks: [paragraph('waits')] } } : {}),
            },
    })
  const rows = createMessages({
    ...store,
    ...gate,
    sender: createSender({ slack: fake.slack, pace: createPace(clock), isCleared: gate.isCleared }),
    texts: new Map([text('overview'), text('announcement'), text('review')].map((row) => [row.name, row])),
    words: plainWords,
    once: new Set(['announcement']),
    resolve: async (_, place) => {
      if ('person' in place) return { person: place.person }
      if ('room' in place) return place.room === 'KF-2026-0001' ? { channel: 'CROOM' } : null
      return { channel: 'CTOWN' }
    },
  })
  fake.answer('chat.postMessage', { body: { ok: true, channel: 'CROOM', ts: '1.1' } })
  fake.answer('conversations.open', { body: { ok: true, channel: { id: 'D1' } } })
  const rowOf = (kind: string) => {
    const row = rows.find((each) => each.kind === kind)
    if (!row) throw new Error(`no performer of ${kind}`)
    return row
  }
  const refs = (more: Readonly<{ place?: Place; text?: string; thread?: string }> = {}) => ({
    place: { room: 'KF-2026-0001' },
    text: 'overview',
    about: {},
    ...more,
  })
  return {
    fake,
    gate,
    store,
    rowOf,
    refs,
    long: (count: number | null) => {
      lines = count
    },
    post: (more = {}, key = 'k1') => rowOf('message.post').perform(refs(more), { key, attempt: 1, signal }),
    find: (more = {}) => rowOf('message.post').find(refs(more), { key: 'k1', attempt: 2, signal }),
  }
}

const marked = (key: string, ts: string) => ({
  ts,
  text: 'KF-2026-0001',
  metadata: { event_type: 'cordon_message', event_payload: { key } },
})
const history = (messages: unknown[], next_cursor = '') => ({
  body: { ok: true, messages, response_metadata: { next_cursor } },
})

describe('a message', () => {
  test('is posted to its place with its key, unfolding nothing', async () => {
    const it = setUp()
    expect(await it.post()).toEqual({ done: { key: 'k1', channel: 'CROOM', ts: '1.1', more: false } })
    const [call] = it.fake.calls
    expect(call?.args).toMatchObject({
      channel: 'CROOM',
      text: 'KF-2026-0001',
      unfurl_links: 'false',
      unfurl_media: 'false',
      metadata: JSON.stringify({ event_type: 'cordon_message', event_payload: { key: 'k1' } }),
    })
    expect(it.gate.asked).toEqual([{ room: 'KF-2026-0001' }])
  })
  test('to a person goes to the conversation with them', async () => {
    const it = setUp()
    await it.post({ place: { person: 'UADA' } })
    expect(it.fake.calls.map((call) => call.method)).toEqual(['conversations.open', 'chat.postMessage'])
    expect(it.fake.calls[1]?.args.channel).toBe('D1')
  })
  test('is remembered when settled, and others answer in its thread', async () => {
    const it = setUp()
    const result = { key: 'k1', channel: 'CROOM', ts: '1.1', more: false }
    expect(await it.post({ thread: 'k1' })).toEqual({ failed: 'place-unknown' })
    await it.rowOf('message.post').settled(new Tx(), it.refs(), result)
    await it.post({ thread: 'k1' }, 'k2')
    expect(it.fake.of('chat.postMessage')[0]?.args).toMatchObject({ channel: 'CROOM', thread_ts: '1.1' })
  })
  test('too long for one goes on in its thread, part by part, each an act of its own', async () => {
    const it = setUp()
    it.long(5)
    expect(await it.post()).toMatchObject({ done: { more: true } })
    await it.rowOf('message.post').settled(new Tx(), it.refs(), { key: 'k1', channel: 'CROOM', ts: '1.1', more: true })
    const go = it.rowOf('message.continue')
    expect(it.store.acts()).toMatchObject([{ kind: 'message.continue', key: 'k1#1', refs: { thread: 'k1', part: 1 } }])
    expect(await go.perform(it.store.acts()[0]?.refs, { key: 'k1#1', attempt: 1, signal })).toMatchObject({
      done: { more: true },
    })
    await go.settled(new Tx(), it.store.acts()[0]?.refs, { key: 'k1#1', channel: 'CROOM', ts: '1.2', more: true })
    expect(it.store.acts()[1]).toMatchObject({ key: 'k1#2', refs: { thread: 'k1', part: 2 } })
    expect(await go.perform(it.store.acts()[1]?.refs, { key: 'k1#2', attempt: 1, signal })).toMatchObject({
      done: { more: false },
    })
    const sent = it.fake.of('chat.postMessage').map((call) => call.args)
    expect(sent.map((args) => args.thread_ts)).toEqual([undefined, '1.1', '1.1'])
    for (let at = 0; at < 5; at++) expect(sent.filter((args) => args.blocks?.includes(`line ${at}`))).toHaveLength(1)
  })
  test('no longer wanted, held by the gate, or with nowhere to go is not sent', async () => {
    const it = setUp()
    expect(await it.post({ place: { room: 'KF-2026-0002' } })).toEqual({ failed: 'place-unknown' })
    it.gate.hold('line 0')
    expect(await it.post()).toEqual({ held: 'not-cleared' })
    it.long(null)
    expect(await it.post()).toEqual({ superseded: 'not-wanted' })
    expect(it.fake.of('chat.postMessage')).toEqual([])
  })
  test('that the gate keeps from a reader is for them what stands instead, in one message, also when looked for', async () => {
    const it = setUp()
    it.long(5)
    it.gate.hold('line 4')
    const done = { key: 'k1', channel: 'CROOM', ts: '1.1', more: false }
    expect(await it.post({ text: 'review' })).toEqual({ done })
    const [sent] = it.fake.of('chat.postMessage')
    expect(sent?.args.blocks).toContain('waits')
    expect(sent?.args.blocks).not.toContain('line')
    it.fake.answer('conversations.history', history([marked('k1', '1.1')]))
    expect(await it.find({ text: 'review' })).toEqual({ done })
    it.gate.hold('KF-2026-0001')
    expect(await it.post({ text: 'review' })).toEqual({ held: 'not-cleared' })
  })
  test('waits its turn: one a second in a channel', async () => {
    const it = setUp()
    const before = it.fake.slack.clock.span()
    for (const key of ['a', 'b', 'c']) await it.post({}, key)
    expect(it.fake.slack.clock.span() - before).toBe(2_000)
  })
})

describe('a message whose answer was lost', () => {
  test('is found by its key, over pages that are short or empty', async () => {
    const it = setUp()
    it.fake.answer(
      'conversations.history',
      history([], 'p2'),
      history([marked('k0', '0.9')], 'p3'),
      history([marked('k1', '0.8')]),
    )
    expect(await it.find()).toEqual({ done: { key: 'k1', channel: 'CROOM', ts: '0.8', more: false } })
    const asked = it.fake.of('conversations.history').map((call) => call.args)
    expect(asked.map((args) => args.cursor)).toEqual([undefined, 'p2', 'p3'])
    expect(asked[0]).toMatchObject({ include_all_metadata: 'true' })
  })
  test('is absent when the history ends without it', async () => {
    const it = setUp()
    it.fake.answer('conversations.history', history([{ ts: '1', text: 'k1' }]))
    expect(await it.find()).toBe('absent')
  })
  test('is looked for in its thread', async () => {
    const it = setUp()
    await it.store.messages.put(new Tx(), 'k0', { channel: 'CROOM', ts: '1.1' })
    it.fake.answer('conversations.replies', history([marked('k1', '1.2')]))
    expect(await it.find({ thread: 'k0' })).toMatchObject({ done: { ts: '1.2' } })
    expect(it.fake.of('conversations.replies')[0]?.args.ts).toBe('1.1')
  })
  test('is repeated where history may not be read, save a text that must not be doubled', async () => {
    const it = setUp()
    it.fake.answer('conversations.history', { body: { ok: false, error: 'missing_scope' } })
    expect(await it.find()).toBe('absent')
    expect(await it.find({ text: 'announcement', place: { channel: 'news' } })).toBe('unknown')
    expect(it.rowOf('message.post').unknown).toBe('hold')
  })
})

describe('an edit', () => {
  test('writes the remembered message anew, shortened in words where it no longer fits', async () => {
    const it = setUp()
    const edit = (message: string) =>
      it.rowOf('message.edit').perform({ ...it.refs(), message }, { key: 'e1', attempt: 1, signal })
    expect(await edit('k1')).toEqual({ failed: 'message-unknown' })
    await it.store.messages.put(new Tx(), 'k1', { channel: 'CROOM', ts: '1.1' })
    it.long(5)
    expect(await edit('k1')).toEqual({ done: {} })
    const [call] = it.fake.of('chat.update')
    expect(call?.args).toMatchObject({ channel: 'CROOM', ts: '1.1' })
    expect(call?.args.blocks).toContain('Shortened')
    expect(it.fake.slack.clock.line()).toBe(noon)
  })
})
