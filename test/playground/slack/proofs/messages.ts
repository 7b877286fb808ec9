import { expect } from 'vitest'
import { section } from '../raw-app.ts'
import { createPlayground, eventsOf, refusals } from '../setup.ts'
import type { Proofs } from './proof.ts'

/** What the app writes. */
export const messageProofs = {
  'post-where': async () => {
    const { slack, client, ada, room } = await createPlayground()
    const open = slack.addChannel({ name: 'open', members: [ada] })
    const old = slack.addChannel({ name: 'old', members: [ada], botIsMember: true })
    await slack.person(ada).archive(old)
    const gone = slack.addPerson({ name: 'Old Hand', kind: 'deactivated' })
    expect(
      await refusals(
        client.chat.postMessage({ channel: 'C0', text: 'x' }),
        client.chat.postMessage({ channel: open, text: 'x' }),
        client.chat.postMessage({ channel: old, text: 'x' }),
        client.chat.postMessage({ channel: gone, text: 'x' }),
      ),
    ).toEqual(['channel_not_found', 'not_in_channel', 'not_in_channel', 'user_disabled'])
    const direct = await client.chat.postMessage({ channel: ada, text: 'between us' })
    expect(direct.channel).toMatch(/^D/)
    expect(
      slack
        .person(ada)
        .messages(direct.channel ?? '')
        .map((message) => message.text),
    ).toEqual(['between us'])
    expect(await client.chat.postMessage({ channel: room, text: 'x' })).toMatchObject({
      channel: room,
      message: { bot_id: slack.botId, app_id: slack.appId, blocks: [{ type: 'rich_text' }] },
    })
  },

  'post-something': async () => {
    const { client, town } = await createPlayground()
    expect(
      await refusals(
        client.apiCall('chat.postMessage', { channel: town }),
        client.chat.postMessage({ channel: town, text: '  ' }),
        client.chat.postMessage({ channel: town, text: 'x'.repeat(40_001) }),
      ),
    ).toEqual(['no_text', 'no_text', 'msg_too_long'])
    expect(await client.chat.postMessage({ channel: town, text: '', blocks: [section('there')] })).toMatchObject({
      ok: true,
    })
  },

  threads: async () => {
    const { client, town } = await createPlayground()
    const parent = await client.chat.postMessage({ channel: town, text: 'parent' })
    const thread_ts = parent.ts ?? ''
    await client.chat.postMessage({ channel: town, text: 'quiet', thread_ts })
    await client.chat.postMessage({ channel: town, text: 'loud', thread_ts, reply_broadcast: true })
    const replies = await client.conversations.replies({ channel: town, ts: thread_ts })
    expect(replies.messages?.map((message) => message.text)).toEqual(['parent', 'quiet', 'loud'])
    expect(replies.messages?.[0]).toMatchObject({ thread_ts, reply_count: 2 })
    const history = await client.conversations.history({ channel: town, oldest: thread_ts, inclusive: true })
    expect(history.messages?.map((message) => message.text)).toEqual(['loud', 'parent'])
    expect(
      await refusals(
        client.chat.postMessage({ channel: town, text: 'x', thread_ts: '1.000000' }),
        client.conversations.replies({ channel: town, ts: '1.000000' }),
      ),
    ).toEqual(['thread_not_found', 'thread_not_found'])
  },

  metadata: async () => {
    const { client, town } = await createPlayground()
    const metadata = { event_type: 'cordon_act', event_payload: { key: 'K-1' } }
    await client.chat.postMessage({ channel: town, text: 'kept', metadata })
    const [silent] = (await client.conversations.history({ channel: town, limit: 1 })).messages ?? []
    expect(silent).toMatchObject({ text: 'kept' })
    expect(silent).not.toHaveProperty('metadata')
    const [told] =
      (await client.conversations.history({ channel: town, limit: 1, include_all_metadata: true })).messages ?? []
    expect(told).toMatchObject({ metadata })
    expect(
      await refusals(
        client.apiCall('chat.postMessage', { channel: town, text: 'x', metadata: { event_type: 'only' } }),
      ),
    ).toEqual(['invalid_metadata_format'])
  },

  'history-span': async () => {
    const { client, town } = await createPlayground()
    const stamps: string[] = []
    for (const text of ['one', 'two', 'three', 'four']) {
      stamps.push((await client.chat.postMessage({ channel: town, text })).ts ?? '')
    }
    const [one = '', , , four = ''] = stamps
    const between = await client.conversations.history({ channel: town, oldest: one, latest: four })
    expect(between.messages?.map((message) => message.text)).toEqual(['three', 'two'])
    const whole = await client.conversations.history({
      channel: town,
      oldest: one,
      latest: four,
      inclusive: true,
      limit: 2,
    })
    expect(whole).toMatchObject({ has_more: true, messages: [{ text: 'four' }, { text: 'three' }] })
    const cursor = whole.response_metadata?.next_cursor ?? ''
    const rest = await client.conversations.history({
      channel: town,
      oldest: one,
      latest: four,
      inclusive: true,
      limit: 2,
      cursor,
    })
    expect(rest).toMatchObject({ has_more: false, messages: [{ text: 'two' }, { text: 'one' }] })
  },

  update: async () => {
    const { slack, client, ada, town } = await createPlayground()
    const posted = await client.chat.postMessage({ channel: town, text: 'first', blocks: [section('block one')] })
    const ts = posted.ts ?? ''
    const seen = () =>
      slack
        .person(ada)
        .messages(town)
        .find((message) => message.ts === ts)
    expect(seen()).toMatchObject({ text: 'block one', notification: 'first', edited: false })
    await client.chat.update({ channel: town, ts, text: 'second', blocks: [section('block two')] })
    expect(seen()).toMatchObject({ text: 'block two', notification: 'second', edited: false })
    await client.chat.update({ channel: town, ts, text: 'third' })
    expect(seen()).toMatchObject({ text: 'third', notification: 'third', edited: true })
    expect(await refusals(client.chat.update({ channel: town, ts: '1.000000', text: 'x' }))).toEqual([
      'message_not_found',
    ])
  },

  'own-only': async () => {
    const { slack, client, ada, town } = await createPlayground()
    const { ts = '' } = await slack.person(ada).say(town, 'mine')
    expect(
      await refusals(
        client.chat.update({ channel: town, ts, text: 'theirs' }),
        client.chat.delete({ channel: town, ts }),
        client.chat.delete({ channel: town, ts: '1.000000' }),
      ),
    ).toEqual(['cant_update_message', 'cant_delete_message', 'message_not_found'])
    const own = await client.chat.postMessage({ channel: town, text: 'own' })
    await client.chat.delete({ channel: town, ts: own.ts ?? '' })
    expect(slack.person(ada).messages(town).at(-1)).toMatchObject({ text: 'mine' })
  },

  permalink: async () => {
    const { client, town } = await createPlayground()
    const { ts = '' } = await client.chat.postMessage({ channel: town, text: 'here' })
    const link = await client.chat.getPermalink({ channel: town, message_ts: ts })
    expect(link.permalink).toBe(`https://playground.slack.com/archives/${town}/p${ts.replace('.', '')}`)
    expect(await refusals(client.chat.getPermalink({ channel: town, message_ts: '1.0' }))).toEqual([
      'message_not_found',
    ])
  },

  pins: async () => {
    const { slack, client, town } = await createPlayground()
    const { ts = '' } = await client.chat.postMessage({ channel: town, text: 'pin me' })
    await client.pins.add({ channel: town, timestamp: ts })
    const history = await client.conversations.history({ channel: town, limit: 2 })
    expect(history.messages).toMatchObject([{ subtype: 'pinned_item' }, { text: 'pin me', pinned_to: [town] }])
    expect(
      await refusals(
        client.pins.add({ channel: town, timestamp: ts }),
        client.pins.add({ channel: town, timestamp: '1.0' }),
      ),
    ).toEqual(['already_pinned', 'message_not_found'])
    expect(eventsOf(slack, 'message').at(-1)).toMatchObject({ subtype: 'pinned_item' })
  },
} as const satisfies Proofs
