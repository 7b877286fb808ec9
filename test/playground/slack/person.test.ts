import { describe, expect, test } from 'vitest'
import { createRawApp, plain } from './raw-app.ts'
import { createPlayground } from './setup.ts'

describe('a person', () => {
  test('sees private channels and direct messages only from inside', async () => {
    const { slack, client, ada, bob, guest, room, town } = await createPlayground()
    await client.chat.postMessage({ channel: room, text: 'inside' })
    const direct = await client.chat.postMessage({ channel: ada, text: 'between us' })
    const names = (id: string) =>
      slack
        .person(id)
        .channels()
        .map((channel) => channel.name)
    expect([names(ada), names(bob), names(guest)]).toEqual([['room', 'town'], ['town'], []])
    expect(slack.person(bob).messages(room)).toEqual([])
    expect(slack.person(bob).messages(direct.channel ?? '')).toEqual([])
    expect(slack.person(bob).directMessages()).toEqual([])
    expect(slack.person(ada).directMessages()).toEqual([
      { id: direct.channel, with: 'Cordon', withId: slack.botUserId },
    ])
    expect(await slack.person(guest).join(town)).toMatchObject({ ok: false })
    expect(await slack.person(bob).command(room, '/kf-incident')).toMatchObject({ ok: false })
  })

  test('joins and leaves public channels, and says nothing where they are not', async () => {
    const { slack, ada, bob, room } = await createPlayground()
    const open = slack.addChannel({ name: 'open', members: [ada] })
    const person = slack.person(bob)
    expect(await person.say(open, 'hello')).toMatchObject({ ok: false })
    expect(await person.join(open)).toEqual({ ok: true })
    expect(await person.say(open, 'hello')).toMatchObject({ ok: true })
    expect(await person.leave(open)).toEqual({ ok: true })
    expect(await person.say(open, 'again')).toMatchObject({ ok: false })
    expect(await person.join(room)).toMatchObject({ ok: false })
  })

  test('reads every kind of block as text', async () => {
    const { slack, client, ada, bob, town } = await createPlayground()
    await client.chat.postMessage({
      channel: town,
      text: 'lock screen',
      blocks: [
        { type: 'header', text: plain('Head') },
        {
          type: 'section',
          fields: [plain('left'), { type: 'mrkdwn', text: `<@${bob}> &amp; <https://example.org|site>` }],
        },
        { type: 'divider' },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'due <!date^1770000000^{date}|2 Feb 2026 02:40 UTC>' }] },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'see ' },
                { type: 'user', user_id: ada },
              ],
            },
            {
              type: 'rich_text_list',
              style: 'ordered',
              elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'https://example.org' }] }],
            },
            {
              type: 'rich_text_quote',
              elements: [{ type: 'date', timestamp: 1770000000, format: '{date}', fallback: '2 Feb 2026' }],
            },
          ],
        },
        { type: 'markdown', text: '**bold**' },
      ],
    })
    expect(slack.person(ada).messages(town).at(-1)).toMatchObject({
      notification: 'lock screen',
      text: [
        'Head',
        'left',
        '@Bob Stone & site',
        '———',
        'due 2 Feb 2026 02:40 UTC',
        'see @Ada Byron',
        '1. https://example.org',
        '> 2 Feb 2026',
        '**bold**',
      ].join('\n'),
    })
  })

  test('chooses in selects and sees the question of a button', async () => {
    const desk = await createRawApp()
    await desk.client.chat.postMessage({
      channel: desk.town,
      text: 'x',
      blocks: [
        {
          type: 'actions',
          elements: [
            {
              type: 'static_select',
              action_id: 'severity',
              placeholder: plain('Severity'),
              options: [{ text: plain('High'), value: 'high' }],
            },
            {
              type: 'button',
              action_id: 'publish',
              text: plain('Publish'),
              confirm: {
                title: plain('Sure?'),
                text: plain('It cannot be undone.'),
                confirm: plain('Yes'),
                deny: plain('No'),
              },
            },
          ],
        },
      ],
    })
    const person = desk.slack.person(desk.ada)
    expect(person.messages(desk.town).at(-1)?.controls).toMatchObject([
      { kind: 'static_select', label: 'Severity', options: ['High'] },
      { kind: 'button', label: 'Publish', confirm: 'Sure?: It cannot be undone.' },
    ])
    expect(await person.choose('Severity', 'Low')).toEqual({ ok: false, says: 'No results for "Low"' })
    expect(await person.choose('Severity', 'High')).toEqual({ ok: true })
    expect(desk.delivered.at(-1)?.payload).toMatchObject({
      actions: [{ type: 'static_select', selected_option: { value: 'high' } }],
    })
    expect(await person.press('Nothing')).toEqual({ ok: false, says: 'There is no "Nothing" to press.' })
  })
})
