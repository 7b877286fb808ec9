import type { App } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { startHttpApp, startSocketApp } from './bolt-app.ts'
import { createPlayground, type Playground } from './setup.ts'

/** A small app: a command opens a form, the form opens a room, a button in the room is counted. */
function prepare(app: App): void {
  app.command('/kf-incident', async ({ ack, client, body }) => {
    await ack({ text: 'One moment.' })
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'open',
        title: { type: 'plain_text', text: 'Open an incident' },
        submit: { type: 'plain_text', text: 'Open' },
        blocks: [
          {
            type: 'input',
            block_id: 'summary',
            label: { type: 'plain_text', text: 'Summary' },
            element: { type: 'plain_text_input', action_id: 'value' },
          },
        ],
      },
    })
  })
  app.view('open', async ({ ack, client, view, body }) => {
    const summary = view.state.values.summary?.value?.value ?? ''
    if (summary === 'bad') return ack({ response_action: 'errors', errors: { summary: 'Too short.' } })
    await ack()
    const made = await client.conversations.create({ name: 'inc-1', is_private: true })
    const channel = made.channel?.id ?? ''
    await client.conversations.invite({ channel, users: body.user.id })
    await client.chat.postMessage({
      channel,
      text: 'Overview',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*${summary}*` } },
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'close', text: { type: 'plain_text', text: 'Close' } }],
        },
      ],
    })
  })
  app.action('close', async ({ ack, respond }) => {
    await ack()
    await respond({ text: 'Closed.', replace_original: true })
  })
  app.message('ping', async ({ say }) => {
    await say('pong')
  })
}

async function start(mode: 'socket' | 'http'): Promise<Playground> {
  const playground = await createPlayground(
    mode === 'http' ? { delivery: { mode, url: '', signingSecret: 'shh' } } : {},
  )
  if (mode === 'http') await startHttpApp(playground, prepare)
  else await startSocketApp(playground, prepare)
  return playground
}

describe.each(['socket', 'http'] as const)('a Bolt app over %s', (mode) => {
  test('is taken from a command through a form and a room to a pressed button', async () => {
    const { slack, ada, town } = await start(mode)
    const person = slack.person(ada)

    expect(await person.command(town, '/kf-incident', 'open')).toEqual({ ok: true, says: 'One moment.' })
    expect(person.messages(town).at(-1)).toMatchObject({ text: 'One moment.', ephemeral: true })
    await slack.until(() => person.modal() !== undefined)
    expect(person.modal()).toMatchObject({ title: 'Open an incident', submit: 'Open' })

    await person.fill({ Summary: 'bad' })
    expect(await person.submitModal()).toEqual({ ok: false, errors: { Summary: 'Too short.' } })
    expect(person.modal()?.fields[0]).toMatchObject({ value: 'bad', error: 'Too short.' })

    await person.fill({ Summary: 'Token leak' })
    expect(await person.submitModal()).toEqual({ ok: true })
    expect(person.modal()).toBeUndefined()

    const roomOf = () => person.channels().find((channel) => channel.name === 'inc-1')
    await slack.until(() => person.messages(roomOf()?.id ?? '').some((message) => message.controls.length > 0))
    expect(person.messages(roomOf()?.id ?? '').at(-1)).toMatchObject({ text: '*Token leak*', from: 'Cordon' })

    expect(await person.press('Close')).toEqual({ ok: true })
    await slack.until(() => person.messages(roomOf()?.id ?? '').at(-1)?.edited === true)
    expect(person.messages(roomOf()?.id ?? '').at(-1)?.text).toBe('Closed.')
  })

  test('hears what people say where the app is, and answers', async () => {
    const { slack, ada, town } = await start(mode)
    await slack.person(ada).say(town, 'ping')
    expect(await slack.until(() => slack.person(ada).messages(town).at(-1)?.text === 'pong')).toBe(true)
  })
})
