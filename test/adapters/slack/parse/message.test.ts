import { describe, expect, test } from 'vitest'
import { parseMessage } from '../../../../src/adapters/slack/parse/index.ts'

const blocksOf = (text: string) => parseMessage({ text }).blocks

describe('a message of blocks, as Slack’s composer sends it', () => {
  const section = (...elements: readonly unknown[]) => ({ type: 'rich_text_section', elements })
  const word = (text: string, style?: Readonly<Record<string, boolean>>) => ({
    type: 'text',
    text,
    ...(style ? { style } : {}),
  })

  test('brings its words, styles, people, links and dates', () => {
    const elements = [
      word('Ask '),
      { type: 'user', user_id: 'U0123ABC' },
      word(' about ', { bold: true, italic: true }),
      { type: 'link', url: 'https://example.org/', text: 'this' },
      { type: 'link', url: 'mailto:ann@example.org' },
      { type: 'date', timestamp: 1_796_227_200, format: '{date}', fallback: 'then' },
    ]
    expect(
      parseMessage({ text: 'ignored', blocks: [{ type: 'rich_text', elements: [section(...elements)] }] }),
    ).toEqual({
      title: 'Ask @U0123ABC about thisann@example.orgWed 2 Dec 2026 16:00 UTC',
      blocks: [
        {
          paragraph: [
            { text: 'Ask ' },
            { person: 'U0123ABC' },
            { text: ' about ', style: ['bold', 'italic'] },
            { link: 'https://example.org/', text: 'this' },
            { link: 'mailto:ann@example.org', text: 'ann@example.org' },
            { instant: 1_796_227_200_000 },
          ],
        },
      ],
    })
  })

  test('brings broadcasts, groups, channels and emoji as words, so that they reach nobody again', () => {
    const elements = [
      { type: 'broadcast', range: 'here' },
      { type: 'usergroup', usergroup_id: 'S0123ABC' },
      { type: 'channel', channel_id: 'C0123ABC' },
      { type: 'emoji', name: 'lock', unicode: '1f512' },
      { type: 'emoji', name: 'own' },
    ]
    expect(parseMessage({ blocks: [{ type: 'rich_text', elements: [section(...elements)] }] }).blocks).toEqual([
      {
        paragraph: [{ text: '@here' }, { text: '@S0123ABC' }, { text: '#C0123ABC' }, { text: '🔒' }, { text: ':own:' }],
      },
    ])
  })

  test('brings nested lists, quotes, code, and a paragraph for each stretch between empty lines', () => {
    const list = (indent: number, style: string, ...texts: readonly string[]) => ({
      type: 'rich_text_list',
      style,
      indent,
      elements: texts.map((text) => section(word(text))),
    })
    const elements = [
      section(word('one\n\ntwo\nlines\n')),
      list(0, 'ordered', 'a'),
      list(1, 'bullet', 'a1', 'a2'),
      list(0, 'ordered', 'b'),
      list(0, 'bullet', 'c'),
      { type: 'rich_text_quote', elements: [word('said')] },
      { type: 'rich_text_preformatted', elements: [word('x = 1\ny = <2>')] },
    ]
    const item = (text: string) => ({ text: [{ text }] })
    expect(parseMessage({ blocks: [{ type: 'rich_text', elements }] }).blocks).toEqual([
      { paragraph: [{ text: 'one' }] },
      { paragraph: [{ text: 'two\nlines' }] },
      { list: [{ ...item('a'), items: [item('a1'), item('a2')] }, item('b')], ordered: true },
      { list: [item('c')] },
      { quote: [{ text: 'said' }] },
      { code: 'x = 1\ny = <2>' },
    ])
  })

  test('loses no words in a kind of block that a Doc has none for', () => {
    const rows = [
      [{ type: 'raw_text', text: 'CVE-2026-1 &amp; more' }],
      [{ type: 'rich_text', elements: [section(word('deep'))] }],
    ]
    expect(parseMessage({ blocks: [{ type: 'table', rows }] }).blocks).toEqual([
      { paragraph: [{ text: 'CVE-2026-1 & more\ndeep' }] },
    ])
  })

  test('falls back to its text when blocks say nothing', () => {
    expect(parseMessage({ text: 'words', blocks: [{ type: 'divider' }] }).blocks).toEqual([
      { paragraph: [{ text: 'words' }] },
    ])
  })
})

describe('a message of text', () => {
  test.each([
    ['*b* _i_ ~s~ `c`', [['b', 'bold'], ' ', ['i', 'italic'], ' ', ['s', 'strike'], ' ', ['c', 'code']]],
    [
      '*b _bi_*',
      [
        ['b ', 'bold'],
        ['bi', 'bold', 'italic'],
      ],
    ],
    ['a*b*c 2*3*4 snake_case_name', ['a*b*c 2*3*4 snake_case_name']],
    ['*open _and ~never closed', ['*open _and ~never closed']],
    ['* no* *no *', ['* no* *no *']],
    ['*a\nb* _c\nd_', ['*a\nb* _c\nd_']],
    ['`*not bold*`', [['*not bold*', 'code']]],
    ['&lt;!channel&gt; &amp;amp;', ['<!channel> &amp;']],
    ['(*b*), *c*!', ['(', ['b', 'bold'], '), ', ['c', 'bold'], '!']],
  ])('%j is read with its marks', (text, parts) => {
    const paragraph = parts.map((part) => {
      if (typeof part === 'string') return { text: part }
      const [said, ...style] = part
      return { text: said, style }
    })
    expect(parseMessage({ blocks: [{ type: 'context', elements: [{ type: 'mrkdwn', text }] }] }).blocks).toEqual([
      { note: paragraph },
    ])
  })

  test('brings mentions, links and dates from angle brackets', () => {
    const text = '*<@U0123ABC|ann>* <#C0123ABC|room> <https://e.org/?a&amp;b|e &amp; f> <!date^60^{date}|then> <!here>'
    expect(blocksOf(text)).toEqual([
      {
        paragraph: [
          { person: 'U0123ABC', name: 'ann' },
          { text: ' #room ' },
          { link: 'https://e.org/?a&b', text: 'e & f' },
          { text: ' ' },
          { instant: 60_000 },
          { text: ' @here' },
        ],
      },
    ])
  })

  test('brings paragraphs, quotes, lists and code', () => {
    const text = [
      'Hello',
      '',
      '&gt; said *so*',
      '&gt; twice',
      '• one',
      '    ◦ inside',
      '• two',
      '1. first',
      '2. second',
      '```let x = a &lt; b',
      '*y*```',
      '&gt;&gt;&gt; all',
      '• the rest',
    ].join('\n')
    const item = (said: string) => ({ text: [{ text: said }] })
    expect(blocksOf(text)).toEqual([
      { paragraph: [{ text: 'Hello' }] },
      { quote: [{ text: 'said ' }, { text: 'so', style: ['bold'] }, { text: '\ntwice' }] },
      { list: [{ ...item('one'), items: [item('inside')] }, item('two')] },
      { list: [item('first'), item('second')], ordered: true },
      { code: 'let x = a < b\n*y*' },
      { quote: [{ text: 'all\n• the rest' }] },
    ])
  })

  test('has a fence that never closes as words', () => {
    expect(blocksOf('```a``` ```b')).toEqual([{ code: 'a' }, { paragraph: [{ text: ' ```b' }] }])
  })

  test('has its first line as title, shortened', () => {
    expect(parseMessage({ text: '\n*Relay* this\nplease' }).title).toBe('Relay this')
    expect(parseMessage({ text: 'x'.repeat(400) }).title).toBe(`${'x'.repeat(149)}…`)
  })
})
