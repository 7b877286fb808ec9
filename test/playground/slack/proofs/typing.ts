import { expect } from 'vitest'
import { createPlayground, eventsOf } from '../setup.ts'
import type { Proofs } from './proof.ts'

/** What people write, as the app hears it. */
export const typingProofs = {
  'typed-text': async () => {
    const { slack, ada, bob, guest, town, room } = await createPlayground()
    const typed = 'if a<b & c>d ask @bob in #town, not #room: https://example.org/x?a=1&b=2 @here'
    await slack.person(ada).say(town, typed)
    expect(eventsOf(slack, 'message').at(-1)?.text).toBe(
      `if a&lt;b &amp; c&gt;d ask <@${bob}> in <#${town}|town>, not <#${room}|>: <https://example.org/x?a=1&amp;b=2> <!here>`,
    )
    expect(slack.person(ada).messages(town).at(-1)?.notification).toBe(
      'if a<b & c>d ask @Bob Stone in #town, not #room: https://example.org/x?a=1&b=2 @here',
    )
    await slack.person(ada).invite(town, guest)
    expect(
      slack
        .person(guest)
        .messages(town)
        .find((message) => message.text.startsWith('if'))?.notification,
    ).toContain('not #private-channel')
  },

  'rich-text': async () => {
    const { slack, ada, bob, town } = await createPlayground()
    await slack.person(ada).say(town, 'ask @bob & see https://example.org')
    expect(eventsOf(slack, 'message').at(-1)).toMatchObject({
      channel: town,
      channel_type: 'channel',
      user: ada,
      blocks: [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'ask ' },
                { type: 'user', user_id: bob },
                { type: 'text', text: ' & see ' },
                { type: 'link', url: 'https://example.org' },
              ],
            },
          ],
        },
      ],
    })
  },

  'edits-nested': async () => {
    const { slack, ada, room } = await createPlayground()
    const { ts = '' } = await slack.person(ada).say(room, 'helo')
    await slack.person(ada).edit(room, ts, 'hello')
    const event = eventsOf(slack, 'message').at(-1)
    expect(event).toMatchObject({
      subtype: 'message_changed',
      hidden: true,
      channel: room,
      channel_type: 'group',
      message: { ts, user: ada, text: 'hello', edited: { user: ada } },
      previous_message: { ts, text: 'helo' },
    })
    expect(event).not.toHaveProperty('text')
    expect(event?.ts).not.toBe(ts)
  },

  'deletions-nested': async () => {
    const { slack, ada, bob, town } = await createPlayground()
    const { ts = '' } = await slack.person(ada).say(town, 'secret')
    expect(await slack.person(bob).delete(town, ts)).toMatchObject({ ok: false })
    await slack.person(ada).delete(town, ts)
    expect(eventsOf(slack, 'message').at(-1)).toMatchObject({
      subtype: 'message_deleted',
      deleted_ts: ts,
      hidden: true,
      previous_message: { ts, user: ada, text: 'secret' },
    })
    expect(
      slack
        .person(bob)
        .messages(town)
        .map((message) => message.text),
    ).not.toContain('secret')
  },
} as const satisfies Proofs
