import { describe, expect, test } from 'vitest'
import { drawBlocks } from '../../../../src/playground/page/draw/blocks.ts'
import { drawView, titleId } from '../../../../src/playground/page/draw/view.ts'
import type { Fields } from '../../../../src/playground/slack/model.ts'
import type { SeenView } from '../../../../src/playground/slack/person/seen.ts'
import { block, eyes, eyesIn, mrkdwn, option, plain } from './eyes-for-tests.ts'
import { markupOf, parsed, type Tag, tagsNamed, textIn } from './markup.ts'

const viewOf = (given: Partial<SeenView>): SeenView => ({
  id: 'V1',
  title: 'Open a room',
  blocks: [],
  state: {},
  errors: {},
  close: 'Cancel',
  text: '',
  fields: [],
  controls: [],
  ...given,
})
const input = (element: Fields, more: Fields = {}) =>
  block('input', { label: plain('What?'), element: { action_id: 'a1', ...element }, ...more })
const drawn = (element: Fields, more: Fields = {}, given: Partial<SeenView> = {}) =>
  drawView(viewOf({ submit: 'Open', blocks: [input(element, more)], ...given }), eyes)
const first = (of: ReturnType<typeof drawn>, name: string): Tag['attributes'] =>
  tagsNamed(of, name)[0]?.attributes ?? {}
const text = { type: 'plain_text_input' }

describe('a modal', () => {
  test('has a title to be named by, and buttons to send and to close it', () => {
    const modal = drawView(viewOf({ submit: 'Open' }), eyes)
    expect(first(modal, 'h3').id).toBe(titleId({ id: 'V1' }))
    expect(textIn(modal)).toBe('Open a roomCancelOpen')
    expect(tagsNamed(modal, 'button').map((tag) => [tag.attributes.type, tag.attributes['data-close']])).toEqual([
      ['button', ''],
      ['submit', undefined],
    ])
  })

  test('that sends nothing has no button to send', () => {
    expect(textIn(drawView(viewOf({}), eyes))).toBe('Open a roomCancel')
  })

  test('says an error whose field is not there', () => {
    const modal = drawView(viewOf({ errors: { elsewhere: 'Too late' } }), eyes)
    expect(first(modal, 'p').role).toBe('alert')
    expect(textIn(modal)).toContain('Too late')
  })
})

test('a Home has its blocks alone', () => {
  const home = drawView(viewOf({ title: '', blocks: [block('header', { text: plain('Desk') })] }), eyes)
  expect(textIn(home)).toBe('Desk')
  expect(tagsNamed(home, 'button')).toEqual([])
})

describe('a field of a form', () => {
  test('is named by its block, and labelled', () => {
    const one = drawn(text)
    expect(first(one, 'input')).toMatchObject({ type: 'text', name: 'b1', value: '', 'aria-required': 'true' })
    expect(first(one, 'label').for).toBe(first(one, 'input').id)
    expect(textIn(one)).toContain('What?')
  })

  test('that may stay empty says so', () => {
    const one = drawn(text, { optional: true })
    expect(textIn(one)).toContain('What? (optional)')
    expect(first(one, 'input')).not.toHaveProperty('aria-required')
  })

  test('has its hint and its error told with it', () => {
    const one = drawn(text, { hint: plain('In one line') }, { errors: { b1: 'Say more' } })
    const { id = '', ...field } = first(one, 'input')
    expect(field).toMatchObject({ 'aria-describedby': `${id}-error ${id}-hint`, 'aria-invalid': 'true' })
    const paragraphs = tagsNamed(one, 'p').map((tag) => [tag.attributes.id, tag.attributes.role])
    expect(paragraphs).toEqual([
      [`${id}-error`, 'alert'],
      [`${id}-hint`, undefined],
    ])
    expect(textIn(one)).toContain('⚠ Say more')
  })

  test('shows what stands in it rather than how it began', () => {
    const element = { ...text, initial_value: 'before' }
    expect(first(drawn(element), 'input').value).toBe('before')
    const state = { b1: { a1: { type: 'plain_text_input', value: 'after' } } }
    expect(first(drawn(element, {}, { state }), 'input').value).toBe('after')
    expect(first(drawn(element, {}, { state: { b1: { a1: { value: null } } } }), 'input').value).toBe('')
  })

  test('of several lines keeps every one of them, the first empty one too', () => {
    const one = drawn({ ...text, multiline: true, initial_value: '\n a\n</textarea>b' })
    // A browser leaves out the line break right behind the tag.
    expect(markupOf(one)).toContain('>\n\n a\n&lt;/textarea&gt;b</textarea>')
  })

  test('says how long it may be, and cuts nothing', () => {
    const one = drawn({ ...text, max_length: 80 })
    expect(first(one, 'input')['data-longest']).toBe('80')
    expect(first(one, 'input')).not.toHaveProperty('maxlength')
    expect(textIn(one)).toContain('At most 80 characters.')
    expect(textIn(drawn({ ...text, max_length: 3000 }))).not.toContain('At most')
  })

  test.each([
    ['email_text_input', {}, { type: 'email' }],
    ['url_text_input', {}, { type: 'url' }],
    [
      'number_input',
      { is_decimal_allowed: false, min_value: '1', max_value: '9' },
      { type: 'number', step: '1', min: '1', max: '9' },
    ],
    ['number_input', { is_decimal_allowed: true }, { type: 'number', step: 'any' }],
    ['datepicker', { initial_date: '2026-03-08' }, { type: 'date', value: '2026-03-08' }],
    ['timepicker', { initial_time: '07:30' }, { type: 'time', value: '07:30' }],
  ])('of type %s is the browser’s own', (type, element, attributes) => {
    const placeholder = plain('Such as')
    expect(first(drawn({ type, ...element, placeholder }), 'input')).toMatchObject({
      name: 'b1',
      placeholder: 'Such as',
      ...attributes,
    })
  })

  test('of type datetimepicker shows its instant in the viewer’s zone', () => {
    const blocks = [input({ type: 'datetimepicker', initial_date_time: 1772953260 })]
    const inZone = (zone: string) => first(drawView(viewOf({ blocks }), eyesIn(zone)), 'input')
    expect(inZone('America/New_York')).toMatchObject({ name: 'b1', 'data-instant': '', value: '2026-03-08T03:01' })
    expect(inZone('Asia/Kolkata').value).toBe('2026-03-08T12:31')
  })

  test.each(['static_select', 'users_select', 'channels_select', 'conversations_select'])(
    'of type %s is a select with an empty choice',
    (type) => {
      const one = drawn({ type, options: [option('One', 'o1')] })
      expect(first(one, 'select')).toMatchObject({ name: 'b1', 'aria-required': 'true' })
      expect(first(one, 'select')).not.toHaveProperty('data-choose')
      expect(first(one, 'label').for).toBe(first(one, 'select').id)
      expect(first(one, 'option').value).toBe('')
    },
  )

  test.each(['checkboxes', 'multi_static_select', 'multi_users_select'])('of type %s repeats its name', (type) => {
    const one = drawn({ type, options: [option('One', 'o1'), option('Two', 'o2')] }, {}, { errors: { b1: 'No' } })
    const boxes = tagsNamed(one, 'input').map((tag) => tag.attributes)
    expect(boxes.length).toBeGreaterThan(1)
    expect(boxes.every((box) => box.name === 'b1' && box['aria-invalid'] === 'true' && !('form' in box))).toBe(true)
    expect(first(one, 'fieldset')['aria-describedby']).toBe(`${first(one, 'fieldset').id}-error`)
    expect(first(one, 'fieldset')).not.toHaveProperty('data-choose')
  })

  test('of radio buttons is one group, labelled by its legend', () => {
    const one = drawn({ type: 'radio_buttons', options: [option('One', 'o1')] }, {}, { errors: { b1: 'No' } })
    expect(first(one, 'fieldset')).toMatchObject({
      role: 'radiogroup',
      'aria-required': 'true',
      'aria-invalid': 'true',
    })
    expect(tagsNamed(one, 'legend')).toHaveLength(1)
    expect(tagsNamed(one, 'label')).toHaveLength(1)
  })

  test('that asked for it tells the app while it is filled, and may be the first to be filled', () => {
    const one = drawn({ ...text, focus_on_load: true }, { dispatch_action: true })
    expect(first(one, 'input')).toMatchObject({
      autofocus: '',
      'data-dispatch': '',
      'data-block': 'b1',
      'data-action': 'a1',
    })
    expect(first(drawn(text), 'input')).not.toHaveProperty('data-dispatch')
  })

  test('has an id without spaces that no other form’s field has', () => {
    const ids = ['a b', 'a_b', 'a-b', 'a_20_b', 'é', 'a\u0000b'].flatMap((id) =>
      ['', 'V1', 'V1-'].map((form) => {
        const blocks = [{ ...input(text), block_id: id }]
        return tagsNamed(drawBlocks(blocks, eyes, { state: {}, errors: {}, id: form }), 'input')[0]?.attributes.id ?? ''
      }),
    )
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[\w-]+$/.test(id))).toEqual([])
  })

  test('beside other controls of the form is the only one that is sent', () => {
    const accessory = { type: 'static_select', action_id: 'x', options: [option('One', 'o1')] }
    const radios = { type: 'radio_buttons', action_id: 'y', options: [option('One', 'o1')] }
    const blocks = [
      block('section', { text: mrkdwn('a'), accessory }),
      block('actions', { elements: [radios] }),
      { ...input(text), block_id: 'b2' },
    ]
    const sent = parsed(drawView(viewOf({ blocks }), eyes)).tags.filter(
      (tag) => tag.attributes.name !== undefined && !('form' in tag.attributes),
    )
    expect(sent.map((tag) => tag.attributes.name)).toEqual(['b2'])
  })
})
