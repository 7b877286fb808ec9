import { expect } from 'vitest'
import { z } from 'zod'
import { rawCall } from '../raw-app.ts'
import { createClient, createPlayground, refusal, refusals } from '../setup.ts'
import type { Proofs } from './proof.ts'

/** Answers, tokens and scopes. */
export const answeringProofs = {
  'errors-are-200': async () => {
    const desk = await createPlayground()
    const answer = await rawCall(desk, 'conversations.info', 'channel=C0', {
      authorization: `Bearer ${desk.slack.botToken}`,
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(answer).toMatchObject({ status: 200, json: { ok: false, error: 'channel_not_found' } })
  },

  'rate-limit': async () => {
    const { slack, client, ada, town } = await createPlayground()
    slack.faults.next('chat.postMessage', { status: 429, retryAfter: 7 })
    await expect(client.chat.postMessage({ channel: town, text: 'one' })).rejects.toMatchObject({ retryAfter: 7 })
    await client.chat.postMessage({ channel: town, text: 'two' })
    expect(
      slack
        .person(ada)
        .messages(town)
        .map((message) => message.text),
    ).toEqual(['two'])
    expect(slack.calls().map(({ method, error }) => [method, error])).toEqual([
      ['chat.postMessage', '429'],
      ['chat.postMessage', undefined],
    ])
  },

  'missing-scope': async () => {
    const { slack, client, town } = await createPlayground()
    slack.setScopes(['commands', 'users:read'])
    expect(await refusal(client.chat.postMessage({ channel: town, text: 'hello' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
      provided: 'commands,users:read',
    })
    slack.setScopes(['chat:write'])
    expect(await client.chat.postMessage({ channel: town, text: 'hello' })).toMatchObject({ ok: true })
    expect(await refusal(client.conversations.create({ name: 'new', is_private: true }))).toMatchObject({
      error: 'missing_scope',
      needed: 'groups:write',
    })
  },

  'scopes-header': async () => {
    const { slack, client } = await createPlayground({ scopes: ['commands', 'chat:write'] })
    const answer = await client.auth.test()
    expect(answer.response_metadata?.scopes).toEqual(['commands', 'chat:write'])
    expect(answer).toMatchObject({ user_id: slack.botUserId, team_id: slack.teamId, bot_id: slack.botId })
  },

  tokens: async () => {
    const desk = await createPlayground()
    const { slack, client } = desk
    expect((await rawCall(desk, 'auth.test', '')).json.error).toBe('not_authed')
    expect(
      await refusals(
        createClient(slack, 'xoxb-wrong').auth.test(),
        createClient(slack, slack.appToken).auth.test(),
        client.apps.connections.open({}),
      ),
    ).toEqual(['invalid_auth', 'not_allowed_token_type', 'not_allowed_token_type'])
    expect((await createClient(slack, slack.appToken).apps.connections.open({})).url).toMatch(/^ws:/)
  },

  'arguments-checked': async () => {
    const { client } = await createPlayground()
    expect(await refusal(client.apiCall('conversations.info'))).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: [expect.stringContaining('/channel')] },
    })
  },

  'json-bodies': async () => {
    const desk = await createPlayground()
    const body = JSON.stringify({
      channel: desk.town,
      text: 'as JSON',
      unfurl_links: false,
      blocks: [{ type: 'divider' }],
    })
    const headers = {
      authorization: `Bearer ${desk.slack.botToken}`,
      'content-type': 'application/json; charset=utf-8',
    }
    expect((await rawCall(desk, 'chat.postMessage', body, headers)).json).toMatchObject({
      ok: true,
      message: { text: 'as JSON', blocks: [{ type: 'divider' }] },
    })
  },

  'restricted-action': async () => {
    const { slack, client, ada, room } = await createPlayground()
    slack.restrict('conversations.kick', true)
    expect(await refusals(client.conversations.kick({ channel: room, user: ada }))).toEqual(['restricted_action'])
    expect(
      slack
        .person(ada)
        .channels()
        .map((channel) => channel.name),
    ).toContain('room')
    slack.restrict('conversations.kick', false)
    await client.conversations.kick({ channel: room, user: ada })
    expect(
      slack
        .person(ada)
        .channels()
        .map((channel) => channel.name),
    ).not.toContain('room')
  },

  'short-pages': async () => {
    const { slack, client, ada } = await createPlayground()
    for (const name of ['one', 'two', 'three', 'four']) {
      slack.addChannel({ name, members: [ada], private: name !== 'four', botIsMember: true })
    }
    const sizes: number[] = []
    const names: (string | undefined)[] = []
    for await (const page of client.paginate('conversations.list', { limit: 2, types: 'public_channel' })) {
      const { channels } = z.object({ channels: z.array(z.object({ name: z.string() })) }).parse(page)
      sizes.push(channels.length)
      names.push(...channels.map((channel) => channel.name))
    }
    expect(sizes).toEqual([1, 0, 1])
    expect(names).toEqual(['town', 'four'])
  },

  'cursor-checked': async () => {
    const { client } = await createPlayground()
    expect(await refusals(client.users.list({ cursor: 'made up' }))).toEqual(['invalid_cursor'])
  },
} as const satisfies Proofs
