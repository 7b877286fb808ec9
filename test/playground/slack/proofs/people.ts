import { expect } from 'vitest'
import { createPlayground, eventsOf, refusal, refusals } from '../setup.ts'
import type { Proofs } from './proof.ts'

/** People in channels. */
export const peopleProofs = {
  'invite-in-part': async () => {
    const { slack, client, ada, bob, guest, room } = await createPlayground()
    const users = `${bob},${ada},${guest}`
    const before = await refusal(client.conversations.invite({ channel: room, users }))
    expect(before).toMatchObject({
      error: 'already_in_channel',
      errors: [{ user: ada, ok: false, error: 'already_in_channel' }],
    })
    expect((await client.conversations.members({ channel: room })).members).toEqual([ada, slack.botUserId])
    expect(await refusal(client.conversations.invite({ channel: room, users, force: true }))).toMatchObject({
      errors: [{ user: ada }],
    })
    expect((await client.conversations.members({ channel: room })).members).toEqual([ada, slack.botUserId, bob, guest])
    expect(eventsOf(slack, 'member_joined_channel').at(-1)).toMatchObject({ user: guest, inviter: slack.botUserId })
  },

  'invite-outsiders': async () => {
    const { slack, client, guest, room } = await createPlayground()
    const stranger = slack.addPerson({ name: 'Sue Else', kind: 'foreign' })
    const gone = slack.addPerson({ name: 'Old Hand', kind: 'deactivated' })
    expect(
      await refusals(
        client.conversations.invite({ channel: room, users: stranger }),
        client.conversations.invite({ channel: room, users: gone }),
        client.conversations.invite({ channel: room, users: 'U0' }),
        client.conversations.invite({ channel: room, users: slack.botUserId }),
      ),
    ).toEqual(['user_team_not_in_channel', 'cant_invite', 'user_not_found', 'cant_invite_self'])
    expect(await client.conversations.invite({ channel: room, users: guest })).toMatchObject({ ok: true })
  },

  'people-kinds': async () => {
    const { slack, client, ada, guest } = await createPlayground()
    const bot = slack.addPerson({ name: 'Other Bot', kind: 'bot' })
    const stranger = slack.addPerson({ name: 'Sue Else', kind: 'foreign' })
    slack.deactivate(guest)
    const of = async (user: string) => (await client.users.info({ user })).user
    expect(await of(ada)).toMatchObject({ is_restricted: false, deleted: false, is_bot: false, team_id: slack.teamId })
    expect(await of(guest)).toMatchObject({ deleted: true })
    expect(await of(bot)).toMatchObject({ is_bot: true })
    expect((await of(stranger))?.team_id).not.toBe(slack.teamId)
    const second = slack.addPerson({ name: 'Gil Visitor', kind: 'guest' })
    expect(await of(second)).toMatchObject({ is_restricted: true, is_ultra_restricted: false })
    expect(await refusals(client.users.info({ user: 'U0' }))).toEqual(['user_not_found'])
  },

  'shared-channels': async () => {
    const { slack, client, ada, room } = await createPlayground()
    const stranger = slack.addPerson({ name: 'Sue Else', kind: 'foreign' })
    expect((await client.conversations.info({ channel: room })).channel).toMatchObject({ is_ext_shared: false })
    await slack.person(ada).invite(room, stranger)
    const team = (await client.users.info({ user: stranger })).user?.team_id
    expect((await client.conversations.info({ channel: room })).channel).toMatchObject({
      is_ext_shared: true,
      shared_team_ids: [slack.teamId, team],
    })
    expect(eventsOf(slack, 'member_joined_channel').at(-1)).toMatchObject({ user: stranger, team })
  },

  'email-scope': async () => {
    const { slack, client, ada } = await createPlayground()
    expect((await client.users.info({ user: ada })).user?.profile).toMatchObject({ email: 'ada@example.org' })
    slack.setScopes(['users:read'])
    expect((await client.users.info({ user: ada })).user?.profile).not.toHaveProperty('email')
  },

  'members-add': async () => {
    const { slack, client, ada, bob, guest, room } = await createPlayground()
    expect(await slack.person(ada).invite(room, guest)).toEqual({ ok: true })
    expect(eventsOf(slack, 'member_joined_channel').at(-1)).toMatchObject({ user: guest, inviter: ada, channel: room })
    expect(await slack.person(guest).invite(room, bob)).toMatchObject({ ok: false })
    expect(await slack.person(bob).invite(room, bob)).toMatchObject({ ok: false })
    expect((await client.conversations.members({ channel: room })).members).not.toContain(bob)
  },

  'newcomers-read-back': async () => {
    const { slack, ada, bob, room } = await createPlayground()
    await slack.person(ada).say(room, 'before Bob')
    expect(slack.person(bob).messages(room)).toEqual([])
    await slack.person(ada).invite(room, bob)
    expect(
      slack
        .person(bob)
        .messages(room)
        .map((message) => message.text),
    ).toContain('before Bob')
  },

  'removal-notice': async () => {
    const { slack, client, ada, room } = await createPlayground()
    await client.conversations.kick({ channel: room, user: ada })
    const person = slack.person(ada)
    const direct = person.directMessages().find((one) => one.with === 'Slackbot')
    expect(person.messages(direct?.id ?? '').map((message) => message.text)).toEqual([
      'You have been removed from #room by @Cordon',
    ])
    expect(person.messages(room)).toEqual([])
    expect(eventsOf(slack, 'member_left_channel')).toMatchObject([{ user: ada, channel: room, channel_type: 'G' }])
  },

  kick: async () => {
    const { slack, client, bob, room } = await createPlayground()
    expect(
      await refusals(
        client.conversations.kick({ channel: room, user: slack.botUserId }),
        client.conversations.kick({ channel: room, user: bob }),
        client.conversations.kick({ channel: room, user: 'U0' }),
      ),
    ).toEqual(['cant_kick_self', 'not_in_channel', 'user_not_found'])
  },

  'open-direct': async () => {
    const { slack, client, ada } = await createPlayground()
    const bot = slack.addPerson({ name: 'Other Bot', kind: 'bot' })
    const gone = slack.addPerson({ name: 'Old Hand', kind: 'deactivated' })
    expect(
      await refusals(
        client.conversations.open({ users: bot }),
        client.conversations.open({ users: gone }),
        client.conversations.open({ users: 'U0' }),
      ),
    ).toEqual(['cannot_dm_bot', 'user_disabled', 'user_not_found'])
    const first = await client.conversations.open({ users: ada })
    expect(first.channel?.id).toMatch(/^D/)
    expect(await client.conversations.open({ users: ada })).toMatchObject({
      channel: first.channel,
      already_open: true,
    })
  },
} as const satisfies Proofs
