import { expect } from 'vitest'
import { createPlayground, eventsOf, refusal, refusals } from '../setup.ts'
import type { Proofs } from './proof.ts'

/** Channels: names, sight, making and unmaking. */
export const channelProofs = {
  'private-ids': async () => {
    const { client } = await createPlayground()
    const made = await client.conversations.create({ name: 'inc-1', is_private: true })
    expect(made.channel).toMatchObject({
      id: expect.stringMatching(/^C[A-Z0-9]{10}$/),
      is_private: true,
      is_channel: true,
    })
  },

  'create-joins': async () => {
    const { slack, client } = await createPlayground()
    const made = await client.conversations.create({ name: 'inc-1', is_private: true })
    expect(made.channel).toMatchObject({ creator: slack.botUserId })
    expect((await client.conversations.members({ channel: made.channel?.id ?? '' })).members).toEqual([slack.botUserId])
    expect(eventsOf(slack, 'member_joined_channel').at(-1)).toMatchObject({
      user: slack.botUserId,
      channel: made.channel?.id,
      channel_type: 'G',
      team: slack.teamId,
    })
  },

  'channel-names': async () => {
    const { client } = await createPlayground()
    expect(
      await refusals(
        client.conversations.create({ name: 'x'.repeat(81) }),
        client.conversations.create({ name: 'Upper' }),
        client.conversations.create({ name: 'with space' }),
        client.conversations.create({ name: '' }),
        client.conversations.create({ name: '---' }),
      ),
    ).toEqual([
      'invalid_name_maxlength',
      'invalid_name_specials',
      'invalid_name_specials',
      'invalid_name_required',
      'invalid_name_punctuation',
    ])
    expect(await client.conversations.create({ name: 'x'.repeat(80) })).toMatchObject({ ok: true })
  },

  'name-taken': async () => {
    const { slack, client, ada, town } = await createPlayground()
    slack.addChannel({ name: 'hidden', private: true, members: [ada] })
    await client.conversations.archive({ channel: town })
    const taken = ['hidden', 'town'].map((name) => client.conversations.create({ name, is_private: true }))
    expect(await Promise.all(taken.map(refusal))).toEqual([
      expect.objectContaining({ error: 'name_taken' }),
      expect.objectContaining({ error: 'name_taken' }),
    ])
  },

  'unseen-channel': async () => {
    const { slack, client, ada, room } = await createPlayground()
    const hidden = slack.addChannel({ name: 'hidden', private: true, members: [ada] })
    expect(
      await refusals(
        client.conversations.info({ channel: hidden }),
        client.conversations.history({ channel: hidden }),
        client.conversations.invite({ channel: hidden, users: ada }),
        client.chat.postMessage({ channel: hidden, text: 'x' }),
      ),
    ).toEqual(Array(4).fill('channel_not_found'))
    const seen = await client.conversations.list({ types: 'private_channel' })
    expect(seen.channels?.map((channel) => channel.id)).toEqual([room])
  },

  'membership-lists': async () => {
    const { slack, client, ada, room } = await createPlayground()
    slack.addChannel({ name: 'hidden', private: true, members: [ada] })
    slack.addChannel({ name: 'elsewhere', members: [ada] })
    const own = await client.users.conversations({ types: 'public_channel,private_channel' })
    expect(own.channels?.map((channel) => channel.name)).toEqual(['room', 'town'])
    expect(own.channels?.find((channel) => channel.id === room)).toMatchObject({ is_private: true, is_archived: false })
  },

  leave: async () => {
    const { slack, client, room } = await createPlayground()
    await client.conversations.leave({ channel: room })
    expect(eventsOf(slack, 'group_left')).toMatchObject([{ channel: room }])
    expect(await refusals(client.conversations.info({ channel: room }))).toEqual(['channel_not_found'])
  },

  archive: async () => {
    const { slack, client, ada, room } = await createPlayground()
    await client.conversations.archive({ channel: room })
    expect(eventsOf(slack, 'group_archive')).toMatchObject([{ channel: room, user: slack.botUserId }])
    expect(
      await refusals(client.conversations.info({ channel: room }), client.conversations.unarchive({ channel: room })),
    ).toEqual(['channel_not_found', 'channel_not_found'])
    expect(
      slack
        .person(ada)
        .channels()
        .find((channel) => channel.id === room),
    ).toMatchObject({ archived: true })
    expect(await slack.person(ada).say(room, 'still here?')).toMatchObject({ ok: false })
  },

  join: async () => {
    const { slack, client, ada } = await createPlayground()
    const open = slack.addChannel({ name: 'open', members: [ada] })
    const hidden = slack.addChannel({ name: 'hidden', private: true, members: [ada] })
    expect(await refusal(client.conversations.join({ channel: open }))).toMatchObject({
      error: 'missing_scope',
      needed: 'channels:join',
    })
    slack.setScopes(['channels:join', 'channels:read'])
    expect(await refusals(client.conversations.join({ channel: hidden }))).toEqual(['channel_not_found'])
    expect((await client.conversations.join({ channel: open })).channel).toMatchObject({ is_member: true })
  },

  rename: async () => {
    const { slack, client, ada, room } = await createPlayground()
    expect(await refusals(client.conversations.rename({ channel: room, name: 'mine' }))).toEqual(['not_authorized'])
    const made = await client.conversations.create({ name: 'inc-1', is_private: true })
    const channel = made.channel?.id ?? ''
    expect(await refusals(client.conversations.rename({ channel, name: 'town' }))).toEqual(['name_taken'])
    await client.conversations.rename({ channel, name: 'inc-2' })
    expect(eventsOf(slack, 'group_rename')).toMatchObject([{ channel: { id: channel, name: 'inc-2' } }])
    await client.conversations.invite({ channel, users: ada })
    expect(
      slack
        .person(ada)
        .channels()
        .map((one) => one.name),
    ).toContain('inc-2')
  },

  'topic-and-purpose': async () => {
    const { slack, client, ada, room } = await createPlayground()
    await client.conversations.setTopic({ channel: room, topic: 'Embargoed' })
    await client.conversations.setPurpose({ channel: room, purpose: 'Coordination' })
    expect(
      slack
        .person(ada)
        .channels()
        .find((channel) => channel.id === room),
    ).toMatchObject({
      topic: 'Embargoed',
      purpose: 'Coordination',
    })
    expect((await client.conversations.info({ channel: room })).channel).toMatchObject({
      topic: { value: 'Embargoed', creator: slack.botUserId },
    })
    expect(await refusals(client.conversations.setTopic({ channel: room, topic: 'x'.repeat(251) }))).toEqual([
      'too_long',
    ])
  },
} as const satisfies Proofs
