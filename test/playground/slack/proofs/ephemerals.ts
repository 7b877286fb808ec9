import { expect } from 'vitest'
import { createPlayground, refusals } from '../setup.ts'
import type { Proofs } from './proof.ts'

/** Messages that one person sees. */
export const ephemeralProofs = {
  'ephemeral-members': async () => {
    const { slack, client, ada, bob, room } = await createPlayground()
    expect(await refusals(client.chat.postEphemeral({ channel: room, user: bob, text: 'psst' }))).toEqual([
      'user_not_in_channel',
    ])
    await slack.person(ada).invite(room, bob)
    await client.chat.postEphemeral({ channel: room, user: bob, text: 'psst' })
    expect(slack.person(bob).messages(room).at(-1)).toMatchObject({ text: 'psst', ephemeral: true })
    expect(
      slack
        .person(ada)
        .messages(room)
        .some((message) => message.ephemeral),
    ).toBe(false)
  },

  'ephemeral-passes': async () => {
    const { slack, client, ada, town } = await createPlayground()
    await client.chat.postEphemeral({ channel: town, user: ada, text: 'psst' })
    const history = await client.conversations.history({ channel: town })
    expect(history.messages?.map((message) => message.text)).not.toContain('psst')
    expect(slack.person(ada).messages(town).at(-1)?.text).toBe('psst')
    slack.person(ada).reload()
    expect(
      slack
        .person(ada)
        .messages(town)
        .map((message) => message.text),
    ).not.toContain('psst')
  },
} as const satisfies Proofs
