import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createRooms } from '../../../src/adapters/slack/rooms.ts'
import type { Cleared } from '../../../src/kernel/place.ts'
import { createFakeGate, createFakeSlack } from './fake-slack.ts'
import { createFakeClock } from './fakes.ts'

const setUp = () => {
  const { clock } = createFakeClock()
  const fake = createFakeSlack(clock)
  const gate = createFakeGate()
  const self = { user: 'UCORDON', url: 'https://team.slack.com/' }
  const rooms = createRooms({ slack: fake.slack, isCleared: gate.isCleared, self: () => self })
  const cleared = async <R>(rendered: R): Promise<Cleared<R>> => {
    const it = await gate.clear({ room: 'KF-2026-0001' }, { title: '', blocks: [] }, rendered)
    if ('held' in it) throw new Error('held')
    return it
  }
  return { fake, rooms, cleared }
}
const no = (error: string) => ({ body: { ok: false, error } })
const page = (more: object, next_cursor = '') => ({ body: { ok: true, ...more, response_metadata: { next_cursor } } })

describe('a room', () => {
  test('is asked for as private, and what it is comes from the answer', async () => {
    const it = setUp()
    const name = await it.cleared({ name: 'inc-1' })
    it.fake.answer('conversations.create', { body: { ok: true, channel: { id: 'C1', is_private: true } } })
    expect(await it.rooms.create(name)).toEqual({ done: { channel: 'C1', private: true } })
    expect(it.fake.calls[0]?.args).toEqual({ name: 'inc-1', is_private: 'true' })
    it.fake.answer('conversations.create', { body: { ok: true, channel: { id: 'C2' } } })
    expect(await it.rooms.create(name)).toEqual({ done: { channel: 'C2', private: false } })
  })
  test('whose name is taken may be asked for under another', async () => {
    const it = setUp()
    it.fake.answer('conversations.create', no('name_taken'))
    expect(await it.rooms.create(await it.cleared({ name: 'inc-1' }))).toEqual({ failed: 'name_taken' })
  })
  test('with a name that was not cleared is never asked for', async () => {
    const it = setUp()
    const { place, rendered } = await it.cleared({ name: 'inc-1' })
    // @ts-expect-error what the gate did not make is no Cleared
    expect(await it.rooms.create({ place, rendered })).toMatchObject({ failed: 'not_cleared' })
    expect(it.fake.calls).toEqual([])
  })
  test('of our own is found over all pages; one of the same name made by another is not ours', async () => {
    const it = setUp()
    const ours = { id: 'C9', name: 'inc-1', creator: 'UCORDON', is_private: true }
    const pages = () =>
      it.fake.answer(
        'users.conversations',
        page({ channels: [{ ...ours, id: 'C8', creator: 'UADA' }] }, 'p2'),
        page({ channels: [] }, 'p3'),
        page({ channels: [ours] }),
      )
    pages()
    expect(await it.rooms.findOwn('inc-1')).toEqual({ done: { channel: 'C9', private: true } })
    pages()
    expect(await it.rooms.findOwn('inc-2')).toBe('absent')
    it.fake.answer('users.conversations', no('missing_scope'))
    expect(await it.rooms.findOwn('inc-1')).toBe('unknown')
  })
  test('has the members of every page', async () => {
    const it = setUp()
    it.fake.answer(
      'conversations.members',
      page({ members: ['UADA'] }, 'p2'),
      page({ members: [] }, 'p3'),
      page({ members: ['UBOB'] }),
    )
    expect(await it.rooms.members('C1')).toEqual({ done: new Set(['UADA', 'UBOB']) })
    it.fake.answer('conversations.members', page({ members: ['UADA'] }, 'p2'), { status: 500 })
    expect(await it.rooms.members('C1')).toEqual({ ambiguous: 'http_500' })
  })
  test.each([
    ['already_in_channel', { done: 'inside' }],
    ['user_is_restricted', { done: 'barred' }],
    ['restricted_action', { failed: 'restricted_action', permanent: true }],
  ])('answers an invitation met by %s', async (error, expected) => {
    const it = setUp()
    it.fake.answer('conversations.invite', no(error))
    expect(await it.rooms.invite('C1', 'UADA')).toEqual(expected)
  })
  test.each([
    ['not_in_channel', { done: 'outside' }],
    ['restricted_action', { done: 'refused' }],
    ['channel_not_found', { failed: 'channel_not_found', permanent: true }],
  ])('answers a removal met by %s', async (error, expected) => {
    const it = setUp()
    it.fake.answer('conversations.kick', no(error))
    expect(await it.rooms.remove('C1', 'UADA')).toEqual(expected)
  })
  test('is archived once, has its topic set, and an address', async () => {
    const it = setUp()
    it.fake.answer('conversations.archive', no('already_archived'))
    expect(await it.rooms.archive('C1')).toEqual({ done: true })
    expect(await it.rooms.setTopic('C1', await it.cleared({ topic: 'KF-2026-0001' }))).toEqual({ done: true })
    expect(it.rooms.link('C1')).toBe('https://team.slack.com/archives/C1')
  })
})

describe('a file in a room', () => {
  const file = { name: 'ledger.jsonl', text: '{"é":1}\n' }
  const place = { body: { ok: true, upload_url: 'https://files.slack.com/upload/1', file_id: 'F1' } }

  test('is uploaded in three steps', async () => {
    const it = setUp()
    it.fake.answer('files.getUploadURLExternal', place)
    expect(await it.rooms.upload('C1', await it.cleared(file))).toEqual({ done: 'F1' })
    expect(it.fake.calls.map((call) => call.method)).toEqual([
      'files.getUploadURLExternal',
      'upload/1',
      'files.completeUploadExternal',
    ])
    expect(it.fake.calls[0]?.args).toMatchObject({ filename: file.name, length: '9' })
    expect(it.fake.calls[2]?.args).toMatchObject({ channel_id: 'C1' })
  })
  test('cut before the last step was not shown to anyone, cut at it perhaps', async () => {
    const it = setUp()
    it.fake.answer('files.getUploadURLExternal', place)
    it.fake.answer('upload/1', 'cut')
    expect(await it.rooms.upload('C1', await it.cleared(file))).toEqual({ failed: 'network' })
    it.fake.answer('upload/1', { body: 'OK' })
    it.fake.answer('files.completeUploadExternal', 'cut')
    expect(await it.rooms.upload('C1', await it.cleared(file))).toEqual({ ambiguous: 'network' })
  })
  test('is found by its name in the room, and its bytes are read back', async () => {
    const it = setUp()
    it.fake.answer(
      'conversations.history',
      page({ messages: [{}] }, 'p2'),
      page({ messages: [{ files: [{ id: 'F1', name: file.name }] }] }),
    )
    expect(await it.rooms.findFile('C1', file.name)).toEqual({ done: 'F1' })
    it.fake.answer('files.info', { body: { ok: true, file: { url_private: 'https://files.slack.com/f/1' } } })
    it.fake.answer('f/1', { body: file.text })
    expect(await it.rooms.fileDigest('F1')).toEqual({ done: createHash('sha256').update(file.text).digest('hex') })
    it.fake.answer('files.info', { body: { ok: true, file: { url_private: 'https://example.org/f/1' } } })
    expect(await it.rooms.fileDigest('F1')).toEqual({ failed: 'foreign_address' })
  })
})
