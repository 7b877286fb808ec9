import { expect } from 'vitest'
import { createRawApp, freshTrigger, modal, openModal, plain, section, textInput } from '../raw-app.ts'
import { arrival, createStandingLine, refusal, refusals } from '../setup.ts'
import type { Proofs } from './proof.ts'

/** Opening and changing views. */
export const viewProofs = {
  'trigger-once': async () => {
    const desk = await createRawApp()
    const trigger_id = await freshTrigger(desk)
    const open = () => desk.client.views.open({ trigger_id, view: modal([section('hello')]) })
    expect(await open()).toMatchObject({ ok: true })
    expect(await refusals(open(), desk.client.views.open({ trigger_id: '1.2.x', view: modal([]) }))).toEqual([
      'exchanged_trigger_id',
      'invalid_trigger_id',
    ])
  },

  'trigger-three-seconds': async () => {
    const time = createStandingLine()
    const desk = await createRawApp({ line: time.line, after: time.after })
    const early = await freshTrigger(desk)
    time.pass(3_000)
    expect(await desk.client.views.open({ trigger_id: early, view: modal([section('in time')]) })).toMatchObject({
      ok: true,
    })
    const late = await freshTrigger(desk)
    time.pass(3_001)
    expect(await refusals(desk.client.views.open({ trigger_id: late, view: modal([section('late')]) }))).toEqual([
      'expired_trigger_id',
    ])
    expect(desk.slack.person(desk.ada).modal()?.text).toBe('in time')
  },

  'view-texts': async () => {
    const desk = await createRawApp()
    const tries = [
      [24, '/title/text', (text: string) => modal([section('x')], { title: plain(text) })],
      [24, '/submit/text', (text: string) => modal([section('x')], { submit: plain(text) })],
      [24, '/close/text', (text: string) => modal([section('x')], { close: plain(text) })],
      [3000, '/private_metadata', (text: string) => modal([section('x')], { private_metadata: text })],
      [255, '/callback_id', (text: string) => modal([section('x')], { callback_id: text })],
    ] as const
    for (const [most, at, make] of tries) {
      expect(await openModal(desk, make('x'.repeat(most)))).toMatchObject({ id: expect.stringMatching(/^V/) })
      expect(await refusal(openModal(desk, make('x'.repeat(most + 1))))).toMatchObject({
        error: 'invalid_arguments',
        response_metadata: { messages: [`[ERROR] must be less than ${most + 1} characters [json-pointer:/view${at}]`] },
      })
    }
  },

  'submit-with-inputs': async () => {
    const desk = await createRawApp()
    const { submit: _submit, ...view } = { submit: undefined, ...modal([textInput('Summary', 'summary')]) }
    expect(await refusals(openModal(desk, view))).toEqual(['invalid_arguments'])
    expect(await openModal(desk, modal([textInput('Summary', 'summary')]))).toMatchObject({ id: expect.any(String) })
  },

  'view-hash': async () => {
    const desk = await createRawApp()
    const { id: view_id, hash } = await openModal(desk, modal([section('one')]))
    const update = (text: string, known: string) =>
      desk.client.views.update({ view_id, hash: known, view: modal([section(text)]) })
    const changed = await update('two', hash)
    expect(changed.view?.id).toBe(view_id)
    expect(changed.view?.hash).not.toBe(hash)
    expect(await refusals(update('three', hash))).toEqual(['hash_conflict'])
    expect(desk.slack.person(desk.ada).modal()?.text).toBe('two')
    expect(await desk.client.views.update({ view_id, view: modal([section('four')]) })).toMatchObject({ ok: true })
    await desk.slack.person(desk.ada).closeModal()
    expect(await refusals(desk.client.views.update({ view_id, view: modal([section('five')]) }))).toEqual(['not_found'])
  },

  'view-values-kept': async () => {
    const desk = await createRawApp()
    const { id: view_id } = await openModal(desk, modal([textInput('Summary', 'summary'), textInput('Where', 'where')]))
    const person = desk.slack.person(desk.ada)
    await person.fill({ Summary: 'kept', Where: 'lost' })
    const view = modal([section('more'), textInput('Summary', 'summary'), textInput('Where', 'where_else')])
    const answer = await desk.client.views.update({ view_id, view })
    expect(answer.view?.state).toMatchObject({
      values: { summary: { value: { value: 'kept' } }, where_else: { value: { value: null } } },
    })
    expect(person.modal()?.fields.map((field) => field.value)).toEqual(['kept', ''])
  },

  'external-id': async () => {
    const desk = await createRawApp()
    await openModal(desk, modal([section('one')], { external_id: 'inc-1' }))
    expect(await refusals(openModal(desk, modal([section('x')], { external_id: 'inc-1' }), desk.bob))).toEqual([
      'duplicate_external_id',
    ])
    await desk.client.views.update({ external_id: 'inc-1', view: modal([section('two')], { external_id: 'inc-1' }) })
    expect(desk.slack.person(desk.ada).modal()?.text).toBe('two')
    expect(await refusals(desk.client.views.update({ external_id: 'inc-2', view: modal([]) }))).toEqual(['not_found'])
  },

  'modal-depth': async () => {
    const desk = await createRawApp()
    await openModal(desk, modal([section('one')]))
    const push = async (text: string) =>
      desk.client.views.push({ trigger_id: await freshTrigger(desk), view: modal([section(text)]) })
    const second = await push('two')
    expect(second.view).toMatchObject({ previous_view_id: expect.stringMatching(/^V/) })
    await push('three')
    expect(await refusals(push('four'))).toEqual(['push_limit_reached'])
    const person = desk.slack.person(desk.ada)
    expect(person.modal()?.text).toBe('three')
    await person.closeModal()
    expect(person.modal()?.text).toBe('two')
  },

  'view-closed': async () => {
    const desk = await createRawApp()
    const person = desk.slack.person(desk.ada)
    await openModal(desk, modal([section('quiet')]))
    await person.closeModal()
    await openModal(desk, modal([section('told')], { notify_on_close: true, private_metadata: 'm' }))
    await person.closeModal()
    expect(person.modal()).toBeUndefined()
    const closed = desk.delivered.map(({ payload }) => payload).filter((payload) => payload.type === 'view_closed')
    expect(closed).toMatchObject([{ is_cleared: false, user: { id: desk.ada }, view: { private_metadata: 'm' } }])
  },

  'home-stays': async () => {
    const desk = await createRawApp()
    const publish = (text: string, hash?: string) =>
      desk.client.views.publish({
        user_id: desk.ada,
        view: { type: 'home', blocks: [section(text)] },
        ...(hash ? { hash } : {}),
      })
    const first = await publish('yours')
    const person = desk.slack.person(desk.ada)
    person.reload()
    expect(person.home()?.text).toBe('yours')
    expect(desk.slack.person(desk.bob).home()).toBeUndefined()
    const second = await publish('new', first.view?.hash)
    expect(second.view?.id).toBe(first.view?.id)
    expect(await refusals(publish('old', first.view?.hash))).toEqual(['hash_conflict'])
    expect(person.home()?.text).toBe('new')
  },

  'home-opened': async () => {
    const desk = await createRawApp()
    await desk.slack.person(desk.ada).openHome()
    await arrival(() => desk.delivered.length > 0)
    await desk.client.views.publish({ user_id: desk.ada, view: { type: 'home', blocks: [section('yours')] } })
    await desk.slack.person(desk.ada).openHome()
    const opened = desk.slack.sentEvents().map((envelope) => envelope.event)
    expect(opened).toMatchObject([
      { type: 'app_home_opened', user: desk.ada, tab: 'home', channel: expect.stringMatching(/^D/) },
      { type: 'app_home_opened', view: { blocks: [{ type: 'section' }] } },
    ])
    expect(opened[0]).not.toHaveProperty('view')
  },
} as const satisfies Proofs
