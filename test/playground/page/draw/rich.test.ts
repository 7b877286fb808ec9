import { describe, expect, test } from 'vitest'
import { drawBlocks } from '../../../../src/playground/page/draw/blocks.ts'
import { drawRichText } from '../../../../src/playground/page/draw/rich.ts'
import type { Fields } from '../../../../src/playground/slack/model.ts'
import { block, eyes, eyesIn, secondsAt } from './eyes-for-tests.ts'
import { markupOf, parsed, tagsNamed, textIn, unbalanced } from './markup.ts'

const text = (words: string, style?: Fields): Fields => ({ type: 'text', text: words, ...(style ? { style } : {}) })
const section = (...elements: Fields[]): Fields => ({ type: 'rich_text_section', elements })
const list = (style: string, indent: number, ...items: string[]): Fields => ({
  type: 'rich_text_list',
  style,
  indent,
  elements: items.map((item) => section(text(item))),
})
const drawn = (...elements: Fields[]) => markupOf(drawRichText(elements, eyes))
const bare = (...elements: Fields[]) => drawn(...elements).replace(/ (?:class|dir)="[^"]*"/g, '')

describe('rich text', () => {
  test('has sections, quotes and code, each by itself', () => {
    const quote = { type: 'rich_text_quote', elements: [text('b')] }
    const code = { type: 'rich_text_preformatted', elements: [text('c\n  d <e>')] }
    expect(bare(section(text('a\nz')), quote, code)).toBe(
      '<p>a<br>z</p><blockquote>b</blockquote><pre><code>c<br>  d &lt;e&gt;</code></pre>',
    )
  })

  test('sets styles within each other', () => {
    expect(bare(section(text('a', { bold: true, italic: true, code: true })))).toBe(
      '<p><strong><em><code>a</code></em></strong></p>',
    )
    expect(bare(section(text('a', { strike: true, underline: true, highlight: true })))).toBe(
      '<p><mark><u><s>a</s></u></mark></p>',
    )
  })

  test('marks in its text mean nothing', () => {
    expect(bare(section(text('*a* `b` <@U2> &amp;')))).toBe('<p>*a* `b` &lt;@U2&gt; &amp;amp;</p>')
  })

  test('names people, channels and calls as the viewer sees them', () => {
    const elements = [
      { type: 'user', user_id: 'U2' },
      text(' '),
      { type: 'channel', channel_id: 'C1' },
      text(' '),
      { type: 'channel', channel_id: 'C7' },
      text(' '),
      { type: 'broadcast', range: 'here' },
    ]
    expect(textIn(drawRichText([section(...elements)], eyes))).toBe('@Brook #town a private channel @here')
  })

  test('shows a date in the viewer’s zone, also as a link', () => {
    const date = {
      type: 'date',
      timestamp: secondsAt('2026-03-08T07:01:00Z'),
      format: '{date_num} {time}',
      fallback: 'f',
    }
    expect(textIn(drawRichText([section(date)], eyesIn('America/New_York')))).toBe('2026-03-08 3:01 AM')
    expect(textIn(drawRichText([section(date)], eyesIn('Asia/Kolkata')))).toBe('2026-03-08 12:31 PM')
    const linked = drawRichText([section({ ...date, url: 'https://example.org' })], eyes)
    expect(tagsNamed(linked, 'a').map((tag) => tag.attributes.href)).toEqual(['https://example.org/'])
    expect(textIn(drawRichText([section({ ...date, timestamp: 1e15 })], eyes))).toBe('f')
  })

  test('shows links by their words, and emoji by their characters', () => {
    const link = { type: 'link', url: 'https://example.org/' }
    expect(textIn(drawRichText([section(link)], eyes))).toBe('https://example.org/')
    expect(textIn(drawRichText([section({ ...link, text: 'there', style: { bold: true } })], eyes))).toBe('there')
    expect(tagsNamed(drawRichText([section({ ...link, url: 'javascript:x' })], eyes), 'a')).toEqual([])
    const wave = { type: 'emoji', name: 'wave_of_mine', unicode: '1f44b-1f3fd' }
    expect(textIn(drawRichText([section(wave)], eyes))).toBe('👋🏽')
  })

  test.each(['202e', 'd83d', '003c', '41', '110000', 'zz', '1f44b-202e', ''])(
    'takes no character from %j but shows the emoji’s name',
    (unicode) => {
      expect(textIn(drawRichText([section({ type: 'emoji', name: 'mine', unicode })], eyes))).toBe(':mine:')
    },
  )

  test('shows a colour as a swatch and a word, and as a word alone when it is none', () => {
    const color = (value: string) => drawRichText([section({ type: 'color', value })], eyes)
    expect(tagsNamed(color('#3AA3e3'), 'rect').map((tag) => tag.attributes.fill)).toEqual(['#3AA3e3'])
    expect(textIn(color('#3AA3e3'))).toBe('#3AA3e3')
    expect(tagsNamed(color('url(https://x)'), 'rect')).toEqual([])
    expect(textIn(color('url(https://x)'))).toBe('url(https://x)')
  })

  test('names a part that is not known', () => {
    expect(textIn(drawRichText([{ type: 'rich_text_poem', elements: [] }], eyes))).toBe(
      'A part of type “rich_text_poem”',
    )
    expect(textIn(drawRichText([section({ type: 'constructor', text: 'x' })], eyes))).toBe('x')
  })
})

describe('a list of rich text', () => {
  test('is bulleted or numbered, and goes on counting where it is told to', () => {
    expect(bare(list('bullet', 0, 'a', 'b'))).toBe('<ul><li>a</li><li>b</li></ul>')
    expect(bare({ ...list('ordered', 0, 'c'), offset: 2 })).toBe('<ol start="3"><li>c</li></ol>')
  })

  test('holds the deeper lists that follow it in its last item', () => {
    const nested = [
      list('ordered', 0, 'a', 'b'),
      list('bullet', 1, 'c'),
      list('bullet', 2, 'd'),
      list('bullet', 1, 'e'),
    ]
    expect(bare(...nested, { ...list('ordered', 0, 'f'), offset: 2 })).toBe(
      '<ol start="1"><li>a</li><li>b<ul><li>c<ul><li>d</li></ul></li></ul><ul><li>e</li></ul></li></ol>' +
        '<ol start="3"><li>f</li></ol>',
    )
  })

  test('that begins deep, or comes back by several steps at once, is whole all the same', () => {
    const odd = drawRichText([list('bullet', 3, 'a'), list('bullet', 5, 'b'), list('ordered', 0, 'c')], eyes)
    expect(unbalanced(parsed(odd).tags)).toEqual([])
    expect(textIn(odd)).toBe('abc')
    expect(tagsNamed(odd, 'ul').map((tag) => tag.attributes.class)).toEqual([
      'bk-list bk-depth-0 bk-in-3',
      'bk-list bk-depth-2 bk-in-1',
    ])
  })

  test('without items loses nothing that follows', () => {
    const odd = drawRichText([list('bullet', 0), list('bullet', 1, 'a')], eyes)
    expect(textIn(odd)).toBe('a')
    expect(unbalanced(parsed(odd).tags)).toEqual([])
  })

  test('of any depth is drawn: a thousand steps down are eight', () => {
    const deep = Array.from({ length: 1000 }, (_, indent) => list('bullet', indent, `${indent} `))
    expect(unbalanced(parsed(drawRichText(deep, eyes)).tags)).toEqual([])
  })
})

describe('a markdown block', () => {
  const markdown = (source: string) => drawBlocks([block('markdown', { text: source })], eyes)

  test('has lists, quotes, code and tables; its headings are all alike', () => {
    const source =
      '# One\n\n### Two\n\n- a\n- **b** ~~c~~\n\n> d\n\n```js\n<e>\n```\n\n| f | g |\n|:-:|--:|\n| 1 | 2 |\n'
    expect(tagsNamed(markdown(source), 'h3')).toHaveLength(2)
    expect(tagsNamed(markdown(source), 'td')).toHaveLength(2)
    expect(textIn(markdown(source))).toContain('<e>')
    expect(unbalanced(parsed(markdown(source)).tags)).toEqual([])
  })

  test('brings no markup, script or picture of its own', () => {
    const source =
      '<script>x</script> <b onclick="x">b</b>\n\n![a picture](https://example.org/a.png)\n\n<div>\nc\n</div>'
    expect(parsed(markdown(source)).tags.map((tag) => tag.name)).not.toContain('script')
    expect(tagsNamed(markdown(source), 'img')).toEqual([])
    expect(textIn(markdown(source))).toContain('<script>x</script> <b onclick="x">b</b>')
    expect(textIn(markdown(source))).toContain('Picture: a picture')
  })

  test('links only to where links may lead', () => {
    const source =
      '[a](https://example.org/a) https://example.org/b <mailto:c@example.org> [d](javascript:x) ' +
      '[e](&#106;avascript:x) [f](data:text/html,x) [g](/relative) <javascript:h> [i](JAVASCRIPT:x "t")'
    const links = tagsNamed(markdown(source), 'a')
    expect(links.map((tag) => tag.attributes.href)).toEqual([
      'https://example.org/a',
      'https://example.org/b',
      'mailto:c@example.org',
    ])
    expect(
      links.every((tag) => tag.attributes.rel === 'noreferrer noopener' && tag.attributes.target === '_blank'),
    ).toBe(true)
  })
})
