import type { KnownBlock } from '@slack/types'
import { expect } from 'vitest'
import { z } from 'zod'
import { createRawApp, modal, newest, openModal, plain, section, textInput } from '../raw-app.ts'
import type { Proofs } from './proof.ts'

const submission = z.looseObject({
  view: z.looseObject({
    id: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
})
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() })
const field = (id: string, element: Extract<KnownBlock, { type: 'input' }>['element']): KnownBlock => ({
  type: 'input',
  block_id: id,
  optional: true,
  label: plain(`The ${id}`),
  element,
})

/** Filling and submitting forms. */
export const formProofs = {
  'state-values': async () => {
    const desk = await createRawApp()
    const { ada, bob, guest } = desk
    await openModal(
      desk,
      modal([
        field('text', { type: 'plain_text_input', action_id: 'value' }),
        field('severity', { type: 'static_select', action_id: 'value', options: [option('High'), option('Unknown')] }),
        field('people', { type: 'multi_users_select', action_id: 'value' }),
        field('lead', { type: 'users_select', action_id: 'value', initial_user: ada }),
        field('terms', { type: 'checkboxes', action_id: 'value', options: [option('Agreed')] }),
        field('kind', { type: 'radio_buttons', action_id: 'value', options: [option('One'), option('Two')] }),
        field('date', { type: 'datepicker', action_id: 'value' }),
        field('time', { type: 'timepicker', action_id: 'value' }),
        field('when', { type: 'datetimepicker', action_id: 'value' }),
        field('place', { type: 'conversations_select', action_id: 'value' }),
        field('empty', { type: 'plain_text_input', action_id: 'value' }),
        field('nobody', { type: 'multi_users_select', action_id: 'value' }),
        field('unchosen', { type: 'static_select', action_id: 'value', options: [option('High')] }),
      ]),
    )
    const person = desk.slack.person(ada)
    expect(
      await person.fill({
        'The text': 'a "quoted" <text>',
        severity: 'Unknown',
        'The people': ['Bob Stone', guest],
        terms: ['Agreed'],
        kind: 'Two',
        date: '2026-02-03',
        time: '08:00',
        when: '1770000000',
        place: 'town',
      }),
    ).toEqual({ ok: true })
    expect(await person.submitModal()).toEqual({ ok: true })
    const { view } = newest(desk, 'view_submission', submission)
    expect(view.state.values).toEqual({
      text: { value: { type: 'plain_text_input', value: 'a "quoted" <text>' } },
      severity: { value: { type: 'static_select', selected_option: option('Unknown') } },
      people: { value: { type: 'multi_users_select', selected_users: [bob, guest] } },
      lead: { value: { type: 'users_select', selected_user: ada } },
      terms: { value: { type: 'checkboxes', selected_options: [option('Agreed')] } },
      kind: { value: { type: 'radio_buttons', selected_option: option('Two') } },
      date: { value: { type: 'datepicker', selected_date: '2026-02-03' } },
      time: { value: { type: 'timepicker', selected_time: '08:00' } },
      when: { value: { type: 'datetimepicker', selected_date_time: 1770000000 } },
      place: { value: { type: 'conversations_select', selected_conversation: desk.town } },
      empty: { value: { type: 'plain_text_input', value: null } },
      nobody: { value: { type: 'multi_users_select', selected_users: [] } },
      unchosen: { value: { type: 'static_select', selected_option: null } },
    })
  },

  'required-fields': async () => {
    const desk = await createRawApp()
    await openModal(desk, modal([textInput('Summary', 'summary')]))
    const person = desk.slack.person(desk.ada)
    const sent = desk.delivered.length
    expect(await person.submitModal()).toEqual({
      ok: false,
      errors: { Summary: 'Please complete this required field.' },
    })
    expect(desk.delivered).toHaveLength(sent)
    await person.fill({ Summary: 'x'.repeat(3001) })
    expect(await person.submitModal()).toEqual({ ok: false, errors: { Summary: 'This entry is too long.' } })
    await person.fill({ Summary: 'short' })
    expect(await person.submitModal()).toEqual({ ok: true })
    expect(desk.delivered).toHaveLength(sent + 1)
  },

  'form-errors': async () => {
    const desk = await createRawApp()
    await openModal(desk, modal([textInput('Summary', 'summary'), textInput('Where', 'where')]))
    const person = desk.slack.person(desk.ada)
    await person.fill({ Summary: 'a', Where: 'b' })
    desk.app.answer = () => ({ json: { response_action: 'errors', errors: { where: 'No such place.' } } })
    expect(await person.submitModal()).toEqual({ ok: false, errors: { Where: 'No such place.' } })
    expect(person.modal()?.fields.map(({ value, error }) => [value, error])).toEqual([
      ['a', undefined],
      ['b', 'No such place.'],
    ])
    desk.app.answer = () => ({})
    expect(await person.submitModal()).toEqual({ ok: true })
    expect(person.modal()).toBeUndefined()
  },

  'form-errors-inputs': async () => {
    const desk = await createRawApp()
    await openModal(desk, modal([section('words', 'words'), textInput('Summary', 'summary')]))
    const person = desk.slack.person(desk.ada)
    await person.fill({ Summary: 'a' })
    const trouble = { ok: false, says: 'We had some trouble connecting. Try again?' }
    for (const errors of [{ words: 'Wrong.' }, { summary: 'Wrong.', elsewhere: 'Wrong.' }, {}]) {
      desk.app.answer = () => ({ json: { response_action: 'errors', errors } })
      expect(await person.submitModal()).toEqual(trouble)
    }
    desk.app.answer = () => ({ status: 500 })
    expect(await person.submitModal()).toEqual(trouble)
    expect(person.modal()?.fields[0]?.value).toBe('a')
  },

  'form-answers': async () => {
    const desk = await createRawApp()
    const person = desk.slack.person(desk.ada)
    const { id } = await openModal(desk, modal([section('one')]))
    desk.app.answer = () => ({ json: { response_action: 'update', view: modal([section('two')]) } })
    expect(await person.submitModal()).toEqual({ ok: true })
    expect(person.modal()?.text).toBe('two')
    expect(newest(desk, 'view_submission', submission).view.id).toBe(id)
    desk.app.answer = () => ({ json: { response_action: 'push', view: modal([section('three')]) } })
    await person.submitModal()
    expect(person.modal()?.text).toBe('three')
    desk.app.answer = () => ({})
    await person.submitModal()
    expect(person.modal()?.text).toBe('two')
    desk.app.answer = () => ({ json: { response_action: 'push', view: modal([section('four')]) } })
    await person.submitModal()
    desk.app.answer = () => ({ json: { response_action: 'clear' } })
    await person.submitModal()
    expect(person.modal()).toBeUndefined()
  },

  'dispatched-input': async () => {
    const desk = await createRawApp()
    const block = { ...textInput('Summary', 'summary'), dispatch_action: true }
    await openModal(desk, modal([block, textInput('Where', 'where')]))
    await desk.slack.person(desk.ada).fill({ Where: 'quiet', Summary: 'loud' })
    const actions = desk.delivered.filter(({ payload }) => payload.type === 'block_actions')
    expect(actions.map(({ payload }) => payload)).toMatchObject([
      {
        actions: [{ block_id: 'summary', action_id: 'value', type: 'plain_text_input', value: 'loud' }],
        container: { type: 'view' },
      },
    ])
  },
} as const satisfies Proofs
