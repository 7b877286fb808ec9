import { describe, expect, test } from 'vitest'
import { drawLine, drawMrkdwn, textWords } from '../../../../src/playground/page/draw/text.ts'
import { eyes, mrkdwn, plain } from './eyes-for-tests.ts'
import { markupOf, tagsNamed, textIn } from './markup.ts'

const drawn = (source: string) => markupOf(drawMrkdwn(source, eyes))
const line = (source: string) => drawn(source).replace(/^<p dir="auto">(.*)<\/p>$/s, '$1')

describe('Slack’s mrkdwn', () => {
  test.each([
    ['*bold*', '<strong>bold</strong>'],
    ['_italic_', '<em>italic</em>'],
    ['~strike~', '<s>strike</s>'],
    ['`code`', '<code>code</code>'],
    ['*_both_*', '<strong><em>both</em></strong>'],
    ['say *two* _words_.', 'say <strong>two</strong> <em>words</em>.'],
    ['(*in brackets*)', '(<strong>in brackets</strong>)'],
  ])('%s is set as such', (source, markup) => {
    expect(line(source)).toBe(markup)
  })

  test.each(['snake_case_name', '2 * 3 * 4', 'a*b*c', '*not closed', '* spaced *', '_two\nlines_', '**', '~~', '`'])(
    '%j stays as it is',
    (source) => {
      expect(textIn(drawMrkdwn(source, eyes))).toBe(source)
      expect(tagsNamed(drawMrkdwn(source, eyes), 'em')).toEqual([])
      expect(tagsNamed(drawMrkdwn(source, eyes), 'strong')).toEqual([])
    },
  )

  test('marks within code mean nothing', () => {
    expect(line('`*a* _b_`')).toBe('<code>*a* _b_</code>')
    expect(drawn('```*a*\n  _b_```')).toBe('<pre dir="auto"><code>*a*<br>  _b_</code></pre>')
  })

  test('a code block stands by itself, without the line breaks around it', () => {
    expect(drawn('before\n```\nx < y\n```\nafter'.replace('<', '&lt;'))).toBe(
      '<p dir="auto">before</p><pre dir="auto"><code>x &lt; y</code></pre><p dir="auto">after</p>',
    )
  })

  test('lines that begin with > are one quote, and >>> quotes all that follows', () => {
    expect(drawn('a\n&gt; b\n&gt;c\nd')).toBe(
      '<p dir="auto">a</p><blockquote dir="auto">b<br>c</blockquote><p dir="auto">d</p>',
    )
    expect(drawn('&gt;&gt;&gt; b\n&gt; c\n\nd')).toBe('<blockquote dir="auto">b<br>&gt; c<br><br>d</blockquote>')
  })

  test('line breaks stay, empty lines too', () => {
    expect(line('a\n\nb')).toBe('a<br><br>b')
  })

  test('the three escapes are read once', () => {
    expect(textIn(drawMrkdwn('&lt;b&gt; &amp;amp; &amp;lt;', eyes))).toBe('<b> &amp; &lt;')
  })

  test('people are shown by name, and the viewer’s own name is told apart', () => {
    expect(line('<@U2> and <@U1|ada>')).toBe(
      '<bdi class="bk-mention">@Brook</bdi> and <bdi class="bk-mention bk-own">@Ada</bdi>',
    )
  })

  test('a channel is named by the viewer’s eyes, never by the label that came with it', () => {
    expect(textIn(drawMrkdwn('<#C1|town> <#C7|secret-room>', eyes))).toBe('#town a private channel')
  })

  test('calls to many are shown as calls', () => {
    expect(textIn(drawMrkdwn('<!here> <!channel> <!subteam^S1|@leads> <!unheard|of>', eyes))).toBe(
      '@here @channel @leads of',
    )
  })

  test('a link opens elsewhere and tells nothing of the page', () => {
    expect(line('<https://example.org/?a=1&amp;b=2|see *here*>')).toBe(
      '<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noreferrer noopener"><bdi>see *here*</bdi></a>',
    )
    expect(textIn(drawMrkdwn('<mailto:ada@example.org>', eyes))).toBe('ada@example.org')
    expect(textIn(drawMrkdwn('<https://example.org|R&amp;D &lt;b&gt;>', eyes))).toBe('R&D <b>')
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://x/1',
    '//example.org',
    '/relative',
    'slack://channel',
  ])('%j is no link', (url) => {
    expect(tagsNamed(drawMrkdwn(`<${url}|press>`, eyes), 'a')).toEqual([])
    expect(textIn(drawMrkdwn(`<${url}|press>`, eyes))).toBe('press')
  })

  test('an address in the words becomes a link, unless the text is verbatim', () => {
    const source = 'See https://example.org/a_b_c?x=1&amp;y=2. (http://b.example)'
    const hrefs = tagsNamed(drawMrkdwn(source, eyes), 'a').map((tag) => tag.attributes.href)
    expect(hrefs).toEqual(['https://example.org/a_b_c?x=1&y=2', 'http://b.example/'])
    expect(tagsNamed(drawMrkdwn(source, eyes, { verbatim: true }), 'a')).toEqual([])
  })

  test('emoji that are known are pictures with a name, others stay words', () => {
    expect(line(':white_check_mark: :no_such_thing: 10:30:00')).toBe(
      '<span class="bk-emoji" role="img" aria-label="white check mark">✅</span> :no_such_thing: 10:30:00',
    )
  })

  test('a date token that is none shows its fallback', () => {
    expect(textIn(drawMrkdwn('<!date^soon^{date}|next week>', eyes))).toBe('next week')
    expect(textIn(drawMrkdwn('<!date^99999999999999^{date}|far &amp; away>', eyes))).toBe('far & away')
  })

  test('forty thousand marks are read in no time', () => {
    for (const mark of ['*', '* a', '_a ', '`', '<', '&gt;', '*_~', 'http://', ':x'])
      expect(textIn(drawMrkdwn(mark.repeat(40_000 / mark.length), eyes)).length).toBeGreaterThan(10)
  }, 10_000)
})

describe('a text object', () => {
  test('of plain text shows its marks, and its known emoji', () => {
    expect(markupOf(drawLine(plain('*a* <b> :lock:'), eyes))).toBe(
      '*a* &lt;b&gt; <span class="bk-emoji" role="img" aria-label="lock">🔒</span>',
    )
    expect(markupOf(drawLine({ ...plain(':lock:'), emoji: false }, eyes))).toBe(':lock:')
  })

  test('can be read as words alone', () => {
    const source = '*Ask* <@U2> in <#C1> by <!date^1772884800^{date_num}|then> :lock: <https://a.example|there>'
    expect(textWords(mrkdwn(source), eyes)).toBe('Ask @Brook in #town by 2026-03-07 🔒 there')
  })
})
