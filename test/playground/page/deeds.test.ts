import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buttons, modal, newest, openModal, plain, textInput } from '../slack/raw-app.ts'
import { createPage } from './page-for-tests.ts'

const acted = z.looseObject({ actions: z.array(z.looseObject({ action_id: z.string() })) })

describe('what is done on the page', () => {
  test('a button is pressed in the very block and message in which it stands', async () => {
    const page = await createPage()
    const { client, slack, ada, town, deed } = page
    const blocks = ['one', 'two'].map((id) => ({ ...buttons('Open'), block_id: id }))
    await client.chat.postMessage({ channel: town, text: 'x', blocks })
    const ts = slack.person(ada).messages(town)[0]?.ts
    const pressed = { do: 'press', on: { surface: 'message', ts }, block: 'two', action: 'do_Open' }
    expect(await deed(ada, town, pressed)).toEqual({ ok: true })
    expect(newest(page, 'block_actions', acted)).toMatchObject({
      user: { id: ada },
      message: { ts },
      actions: [{ action_id: 'do_Open', block_id: 'two' }],
    })
    expect(await deed(ada, town, { ...pressed, block: 'three' })).toMatchObject({ ok: false })
  })

  test('a form says at its field what is wrong, keeps what was put in, and is taken when it is right', async () => {
    const page = await createPage()
    const { app, get, ada, town, deed } = page
    const view = (await openModal(page, modal([textInput('Summary', 'summary'), textInput('Place', 'place')]))).id
    app.answer = ({ type }) =>
      type === 'view_submission'
        ? { json: { response_action: 'errors', errors: { summary: 'Say it in one line.' } } }
        : {}
    const values = { summary: 'too <long>', place: 'here' }
    expect(await deed(ada, town, { do: 'submit', view, values })).toMatchObject({
      errors: { Summary: 'Say it in one line.' },
    })
    const { text } = await get(`/as/${ada}/${town}`)
    expect(text).toContain('Say it in one line.')
    expect(text).toContain('value="too &lt;long&gt;"')
    app.answer = () => ({})
    expect(await deed(ada, town, { do: 'submit', view, values: { ...values, summary: 'short' } })).toEqual({ ok: true })
    expect(newest(page, 'view_submission', z.looseObject({}))).toMatchObject({
      view: { state: { values: { summary: { value: { value: 'short' } }, place: { value: { value: 'here' } } } } },
    })
    expect((await get(`/as/${ada}/${town}`)).text).not.toContain('data-view=')
    expect(await deed(ada, town, { do: 'submit', view, values })).toEqual({
      ok: false,
      says: 'This form is not open any more.',
    })
  })

  test('a local date and time becomes the instant that it is in the zone of the browser', async () => {
    const page = await createPage()
    const { ask, own, ada, town } = page
    const element = { type: 'datetimepicker', action_id: 'value' } as const
    const date = { type: 'input', block_id: 'date', label: plain('Date'), element } as const
    const view = (await openModal(page, modal([date]))).id
    const body = JSON.stringify({ do: 'submit', view, values: { date: '2027-07-01T09:00' }, instants: ['date'] })
    const headers = { ...own, cookie: 'zone=Europe/Berlin' }
    const { text } = await ask(`/as/${ada}/${town}/deed`, { method: 'POST', headers, body })
    expect(text).toBe('{"ok":true}')
    expect(newest(page, 'view_submission', z.looseObject({}))).toMatchObject({
      view: { state: { values: { date: { value: { selected_date_time: Date.UTC(2027, 6, 1, 7) / 1000 } } } } },
    })
  })

  test('a form is closed by the person, and what is pressed in it takes along what was typed', async () => {
    const page = await createPage()
    const { get, ada, town, deed } = page
    const view = (await openModal(page, modal([textInput('Summary', 'summary'), buttons('Check')]))).id
    const block = page.slack.person(ada).modal()?.controls[0]?.blockId
    const values = { summary: 'half' }
    const check = { do: 'press', on: { surface: 'modal' }, block, action: 'do_Check', values }
    expect(await deed(ada, town, check)).toEqual({ ok: true })
    expect(newest(page, 'block_actions', acted)).toMatchObject({
      view: { state: { values: { summary: { value: { value: 'half' } } } } },
    })
    expect((await get(`/as/${ada}/${town}`)).text).toContain(`data-view="${view}"`)
    expect(await deed(ada, town, { do: 'close', view })).toEqual({ ok: true })
    expect((await get(`/as/${ada}/${town}`)).text).not.toContain('data-view=')
  })

  test('a command that fails is told in Slack’s words, and one that is answered is seen by its giver alone', async () => {
    const { app, get, slack, ada, bob, town, deed } = await createPage()
    app.answer = () => ({ status: 500 })
    expect(await deed(ada, town, { do: 'say', text: '/kf-incident list' })).toEqual({
      ok: false,
      says: '/kf-incident failed with the error "dispatch_failed"',
    })
    app.answer = () => ({ json: { text: 'for your eyes' } })
    expect(await deed(ada, town, { do: 'say', text: '/kf-incident list' })).toMatchObject({ ok: true })
    const { ts } = slack.person(ada).messages(town)[0] ?? {}
    expect((await get(`/as/${ada}/${town}`)).text).toContain('Only visible to you')
    expect((await get(`/as/${bob}/${town}`)).text).not.toContain('for your eyes')
    expect(await deed(ada, town, { do: 'say', text: '/kf-incident list', thread: ts })).toMatchObject({
      says: '/kf-incident is not supported in threads. Sorry!',
    })
  })

  test('what is said in a thread stands in the thread, and its message tells how many replies there are', async () => {
    const { get, slack, ada, bob, town, deed } = await createPage()
    await deed(ada, town, { do: 'say', text: 'who has time?' })
    const { ts } = slack.person(ada).messages(town)[0] ?? {}
    await deed(bob, town, { do: 'say', text: 'I have', thread: ts })
    const channel = (await get(`/as/${ada}/${town}`)).text
    expect(channel).toContain('1 reply')
    expect(channel).not.toContain('I have')
    expect((await get(`/as/${ada}/${town}?thread=${ts}`)).text).toContain('I have')
  })

  test('somebody who never wrote to Cordon can do so, and then finds it there', async () => {
    const { get, ada, deed } = await createPage()
    expect((await get(`/as/${ada}/cordon`)).text).toContain('Nothing was written here yet.')
    expect(await deed(ada, 'cordon', { do: 'say', text: 'good morning' })).toMatchObject({ ok: true })
    expect((await get(`/as/${ada}/cordon`)).text).toContain('good morning')
    expect(await deed(ada, 'home', { do: 'say', text: 'hello' })).toMatchObject({ ok: false })
  })

  test('who is not in a public channel is offered to join it, and a guest sees none', async () => {
    const { get, slack, ada, bob, guest, deed } = await createPage()
    const open = slack.addChannel({ name: 'open', members: [ada] })
    expect((await get(`/as/${bob}/${open}`)).text).toContain('Join channel')
    expect(await deed(bob, open, { do: 'join' })).toEqual({ ok: true })
    expect((await get(`/as/${bob}/${open}`)).text).toContain('id="say-text"')
    expect((await get(`/as/${guest}/${open}`)).status).toBe(404)
  })

  test('a deed that the page does not know is refused before anything is done', async () => {
    const { ask, own, ada, town } = await createPage()
    for (const body of ['', '[]', '{"do":"archive"}', '{"do":"say"}', '{"do":"submit","view":1}'])
      expect((await ask(`/as/${ada}/${town}/deed`, { method: 'POST', headers: own, body })).status).toBe(400)
  })
})
