import { describe, expect, test } from 'vitest'
import { drawBlocks } from '../../../../src/playground/page/draw/blocks.ts'
import type { Fields } from '../../../../src/playground/slack/model.ts'
import { block, eyes, mrkdwn, plain } from './eyes-for-tests.ts'
import { parsed, tagsNamed, textIn } from './markup.ts'

const drawn = (type: string, fields: Fields = {}) => drawBlocks([block(type, fields)], eyes)
const classes = (type: string, fields: Fields = {}) =>
  parsed(drawn(type, fields)).tags.flatMap((tag) => tag.attributes.class ?? [])

describe('a block', () => {
  test('of type header is a heading below those of the page', () => {
    expect(tagsNamed(drawn('header', { text: plain('News') }), 'h3')).toHaveLength(1)
    expect(textIn(drawn('header', { text: plain('*News*') }))).toBe('*News*')
  })

  test('of type section has its text, and what stands beside it', () => {
    const section = { text: mrkdwn('*Ready?*'), accessory: { type: 'button', text: plain('Yes'), action_id: 'a1' } }
    expect(textIn(drawn('section', section))).toBe('Ready?Yes')
    expect(classes('section', section)).toEqual(
      expect.arrayContaining(['bk-section', 'bk-main', 'bk-text', 'bk-accessory', 'bk-button']),
    )
  })

  test('of type section has its fields in columns', () => {
    const fields = { fields: [mrkdwn('*a*'), plain('b'), plain('c')] }
    expect(textIn(drawn('section', fields))).toBe('abc')
    expect(classes('section', fields).filter((name) => name === 'bk-fields')).toHaveLength(1)
  })

  test('of type context has pictures by their words and text in a row', () => {
    const elements = [{ type: 'image', alt_text: 'a seal', image_url: 'https://example.org/a.png' }, mrkdwn('_soft_')]
    expect(textIn(drawn('context', { elements }))).toBe('▧ Picture: a sealsoft')
    expect(tagsNamed(drawn('context', { elements }), 'em')).toHaveLength(1)
  })

  test('of type divider is a line', () => {
    expect(tagsNamed(drawn('divider'), 'hr')).toHaveLength(1)
  })

  test('of type image is drawn by its words, in a frame, and loads nothing', () => {
    const image = { alt_text: 'a map', title: plain('Where'), image_url: 'https://example.org/a.png' }
    expect(textIn(drawn('image', image))).toBe('Where▧ Picture: a map')
    expect(tagsNamed(drawn('image', image), 'img')).toEqual([])
    expect(JSON.stringify(parsed(drawn('image', image)))).not.toContain('a.png')
  })

  test('of type actions has its elements in a row', () => {
    const button = (name: string) => ({ type: 'button', text: plain(name), action_id: name })
    expect(tagsNamed(drawn('actions', { elements: [button('a'), button('b')] }), 'button')).toHaveLength(2)
  })

  test('of type rich_text has its lists and sections', () => {
    const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] }]
    expect(textIn(drawn('rich_text', { elements }))).toBe('a')
  })

  test.each(['video', 'constructor', '__proto__', 'toString'])('of type %s, which is not known, says so', (type) => {
    expect(textIn(drawn(type))).toBe(`A block of type “${type}”`)
  })

  test('with nothing in it is drawn all the same', () => {
    for (const type of ['header', 'section', 'context', 'image', 'actions', 'input', 'rich_text', 'markdown'])
      expect(() => parsed(drawn(type))).not.toThrow()
  })

  test('with an element that is not known says so in its place', () => {
    const elements = [{ type: 'workflow_button', text: plain('x') }]
    expect(textIn(drawn('actions', { elements }))).toBe('An element of type “workflow_button”')
  })
})
