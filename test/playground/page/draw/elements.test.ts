import { describe, expect, test } from 'vitest'
import { drawBlocks } from '../../../../src/playground/page/draw/blocks.ts'
import type { Fields } from '../../../../src/playground/slack/model.ts'
import { block, eyes, mrkdwn, option, plain } from './eyes-for-tests.ts'
import { type Tag, tagsNamed, textIn } from './markup.ts'

const confirm = {
  title: plain('Sure?'),
  text: mrkdwn('Tell *all* of <#C1>?'),
  confirm: plain('Yes'),
  deny: plain('No'),
}
const drawn = (element: Fields) => drawBlocks([block('actions', { elements: [{ action_id: 'a1', ...element }] })], eyes)
const first = (element: Fields, name: string): Tag['attributes'] => tagsNamed(drawn(element), name)[0]?.attributes ?? {}

describe('a button', () => {
  const button = { type: 'button', text: plain('Open'), value: 'v' }

  test('is pressed by its block and action', () => {
    expect(first(button, 'button')).toEqual({
      type: 'button',
      class: 'bk-button',
      'data-press': '',
      'data-block': 'b1',
      'data-action': 'a1',
    })
  })

  test('is told apart when it is the main one, or one of danger', () => {
    expect(first({ ...button, style: 'primary' }, 'button').class).toBe('bk-button bk-primary')
    expect(first({ ...button, style: 'danger' }, 'button').class).toBe('bk-button bk-danger')
    expect(first({ ...button, style: 'x bk-primary' }, 'button').class).toBe('bk-button')
  })

  test('carries its question as plain words', () => {
    expect(first({ ...button, confirm }, 'button')).toMatchObject({
      'data-confirm-title': 'Sure?',
      'data-confirm-text': 'Tell all of #town?',
      'data-confirm-yes': 'Yes',
      'data-confirm-no': 'No',
    })
  })

  test('is called for listeners as it asks to be', () => {
    expect(first({ ...button, accessibility_label: 'Open the room' }, 'button')['aria-label']).toBe('Open the room')
  })

  test('that leads elsewhere is a link, and is pressed as well', () => {
    expect(first({ ...button, url: 'https://example.org/a' }, 'a')).toMatchObject({
      href: 'https://example.org/a',
      target: '_blank',
      rel: 'noreferrer noopener',
      'data-press': '',
      'data-action': 'a1',
    })
  })

  test('that would lead to a script is a button like any other', () => {
    expect(tagsNamed(drawn({ ...button, url: 'javascript:alert(1)' }), 'a')).toEqual([])
    expect(first({ ...button, url: 'javascript:alert(1)' }, 'button')['data-press']).toBe('')
  })
})

describe('a select', () => {
  const options = [option('One', 'o1'), option('Two', 'o2')]
  const chosen = (element: Fields) =>
    tagsNamed(drawn(element), 'option')
      .filter((tag) => tag.attributes.selected === '')
      .map((tag) => tag.attributes.value)

  test('of options is chosen in by its block and action, and called by its placeholder', () => {
    const select = { type: 'static_select', placeholder: plain('Pick'), options, confirm }
    expect(first(select, 'select')).toMatchObject({
      'data-choose': '',
      'data-block': 'b1',
      'data-action': 'a1',
      'data-confirm-title': 'Sure?',
      'aria-label': 'Pick',
    })
    expect(first(select, 'select')).not.toHaveProperty('name')
    expect(textIn(drawn(select))).toBe('PickOneTwo')
  })

  test('of options shows the one that stands in it', () => {
    expect(chosen({ type: 'static_select', options, initial_option: options[1] })).toEqual(['o2'])
  })

  test('of groups of options has them under their labels', () => {
    const groups = [
      { label: plain('Some'), options },
      { label: plain('More'), options: [option('Three', 'o3')] },
    ]
    const select = { type: 'static_select', option_groups: groups }
    expect(tagsNamed(drawn(select), 'optgroup').map((tag) => tag.attributes.label)).toEqual(['Some', 'More'])
    expect(tagsNamed(drawn(select), 'option')).toHaveLength(4)
  })

  test('takes an option without a value by its label', () => {
    expect(
      chosen({ type: 'static_select', options: [{ text: plain('Bare') }], initial_option: { text: plain('Bare') } }),
    ).toEqual(['Bare'])
  })

  test('of people lists them, guests as such, and whoever was chosen though they are no longer here', () => {
    expect(textIn(drawn({ type: 'users_select', initial_user: 'U9' }))).toBe('Choose oneAdaBrookGale (guest)Gone')
    expect(chosen({ type: 'users_select', initial_user: 'U9' })).toEqual(['U9'])
  })

  test.each([
    ['channels_select', 'initial_channel'],
    ['conversations_select', 'initial_conversation'],
  ])('of channels (%s) lists those the viewer sees, another one without its name', (type, initial) => {
    expect(textIn(drawn({ type, [initial]: 'C7' }))).toBe('Choose one#town#halla private channel')
    expect(chosen({ type, [initial]: 'C1' })).toEqual(['C1'])
  })
})

describe('boxes', () => {
  const options = [option('One', 'o1'), { ...option('Two', 'o2'), description: mrkdwn('_the second_') }]
  const boxes = (element: Fields) => tagsNamed(drawn(element), 'input').map((tag) => tag.attributes)
  const checked = (element: Fields) =>
    boxes(element)
      .filter((box) => box.checked === '')
      .map((box) => box.value)

  test.each([
    ['checkboxes', 'checkbox'],
    ['multi_static_select', 'checkbox'],
    ['radio_buttons', 'radio'],
  ])('of %s stand in a fieldset that is chosen in, and belong to no form', (type, kind) => {
    expect(first({ type, options }, 'fieldset')).toMatchObject({
      'data-choose': '',
      'data-block': 'b1',
      'data-action': 'a1',
    })
    expect(tagsNamed(drawn({ type, options }), 'legend')).toHaveLength(1)
    expect(boxes({ type, options }).map((box) => [box.type, box.value, box.form])).toEqual([
      [kind, 'o1', ''],
      [kind, 'o2', ''],
    ])
    expect(textIn(drawn({ type, options }))).toContain('the second')
  })

  test('show what stands in them', () => {
    expect(checked({ type: 'checkboxes', options, initial_options: options })).toEqual(['o1', 'o2'])
    expect(checked({ type: 'radio_buttons', options, initial_option: options[0] })).toEqual(['o1'])
    expect(checked({ type: 'multi_static_select', options, initial_options: [options[1]] })).toEqual(['o2'])
    expect(checked({ type: 'multi_users_select', initial_users: ['U2', 'U9'] })).toEqual(['U2', 'U9'])
  })

  test('of a select of several say how many may be chosen', () => {
    expect(first({ type: 'multi_users_select', max_selected_items: 2 }, 'fieldset')['data-most']).toBe('2')
  })

  test('of two messages are two groups', () => {
    const actions = block('actions', { elements: [{ type: 'radio_buttons', action_id: 'a1', options }] })
    const names = ['1.1', '1.2'].map(
      (id) => tagsNamed(drawBlocks([actions], eyes, { id, state: {}, errors: {} }), 'input')[0]?.attributes.name,
    )
    expect(new Set(names).size).toBe(2)
  })

  test('of groups stand under their labels', () => {
    const groups = [{ label: plain('Some'), options }]
    expect(textIn(drawn({ type: 'multi_static_select', option_groups: groups }))).toContain('SomeOne')
  })
})

describe('an overflow menu', () => {
  test('opens without a script, and each of its options is chosen at once', () => {
    const options = [option('Edit', 'o1'), { ...option('Read', 'o2'), url: 'https://example.org/' }]
    const menu = { type: 'overflow', options, confirm }
    expect(first(menu, 'summary')['aria-label']).toBe('More actions')
    expect(first(menu, 'button')).toMatchObject({
      type: 'button',
      'data-choose': '',
      'data-block': 'b1',
      'data-action': 'a1',
      'data-value': 'o1',
      value: 'o1',
      'data-confirm-yes': 'Yes',
    })
    expect(first(menu, 'a')).toMatchObject({ href: 'https://example.org/', 'data-choose': '', 'data-value': 'o2' })
  })

  test('beside a section is called after it', () => {
    const accessory = { type: 'overflow', action_id: 'a1', options: [option('Edit', 'o1')] }
    const section = drawBlocks([block('section', { text: mrkdwn('*The* text'), accessory })], eyes)
    expect(tagsNamed(section, 'summary')[0]?.attributes['aria-label']).toBe('More actions: The text')
  })
})

describe('a picker', () => {
  test.each([
    ['datepicker', { initial_date: '2026-03-08' }, 'date', '2026-03-08'],
    ['timepicker', { initial_time: '14:30' }, 'time', '14:30'],
    ['datetimepicker', { initial_date_time: 1772953260 }, 'datetime-local', '2026-03-08T07:01'],
  ])('of type %s is the browser’s own', (type, initial, kind, value) => {
    const picker = { type, ...initial, placeholder: plain('When') }
    expect(first(picker, 'input')).toMatchObject({
      type: kind,
      value,
      'data-choose': '',
      'data-action': 'a1',
      'aria-label': 'When',
    })
  })

  test('of type datetimepicker says that it holds an instant', () => {
    expect(first({ type: 'datetimepicker' }, 'input')).toMatchObject({ 'data-instant': '', value: '' })
  })
})
