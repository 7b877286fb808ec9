import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCommand } from '../../../../src/adapters/slack/parse/index.ts'
import { escapeText } from '../../../../src/adapters/slack/render/plain.ts'
import { hostile } from '../render/docs.ts'

describe('the text of a command', () => {
  test.each([
    ['open high', ['open', 'high']],
    ['  open \u00a0 high\n', ['open', 'high']],
    ['', []],
  ])('%j is divided at spaces', (text, words) => {
    expect(parseCommand(text)).toEqual(words)
  })

  test.each([
    ['invite <@U0123ABC|ann> <@W99999>', ['invite', '@U0123ABC', '@W99999']],
    ['invite<@U0123ABC|ann><@W99999>', ['invite', '@U0123ABC', '@W99999']],
    ['--lead=<@U0123ABC|ann smith>', ['--lead=@U0123ABC']],
    ['move <#C0123ABC|room name> <#G0123ABC|>', ['move', '#C0123ABC', '#G0123ABC']],
    ['invite <!subteam^S0123ABC|@security>', ['invite', '@S0123ABC']],
    ['note <!here> <!channel|channel>', ['note', '@here', '@channel']],
    ['note <https://example.org/a?b=1&amp;c=2|example.org>', ['note', 'https://example.org/a?b=1&c=2']],
    ['note <mailto:ann@example.org|ann@example.org>', ['note', 'ann@example.org']],
  ])('%j brings what Slack made of it as ids and addresses', (text, words) => {
    expect(parseCommand(text)).toEqual(words)
  })

  test('typed angle brackets, which arrive escaped, are no mention', () => {
    expect(parseCommand('&lt;@U0123ABC&gt; a&amp;b &amp;lt;')).toEqual(['<@U0123ABC>', 'a&b', '&lt;'])
  })

  test.each([
    ['—public', ['--public']],
    ['–public', ['--public']],
    ['—lead=<@U0123ABC>', ['--lead=@U0123ABC']],
    ['2026–12‑02 KF‑2026‑0007', ['2026-12-02', 'KF-2026-0007']],
    ['a—b', ['a--b']],
    ['wait — what', ['wait', '—', 'what']],
    ['“see—this” <https://example.org/a—b>', ['see—this', 'https://example.org/a—b']],
  ])('%j has its dashes put back outside phrases and links', (text, words) => {
    expect(parseCommand(text)).toEqual(words)
  })

  test.each([
    ['"two words" x', ['two words', 'x']],
    ['“two words” „three more words“', ['two words', 'three more words']],
    ['‘two words’', ['two words']],
    ['role=“two words” x', ['role=two words', 'x']],
    ['""', ['']],
    ['"a"b c" d', ['a"b c', 'd']],
    ['“for <@U0123ABC|ann> only”', ['for @U0123ABC only']],
    ['don’t 5" “open end', ['don’t', '5"', '“open', 'end']],
    ['"a &amp; ‘b’"', ['a & ‘b’']],
  ])('%j has its phrases as one word', (text, words) => {
    expect(parseCommand(text)).toEqual(words)
  })
})

describe('any text of a command', () => {
  const plainWord = fc.stringMatching(/^[a-z0-9@.&<>]{1,12}$/)

  test('is read without throwing', () => {
    fc.assert(
      fc.property(
        fc.array(hostile).map((parts) => parts.join(' ')),
        (text) => {
          for (const word of parseCommand(text)) expect(word.isWellFormed() || !text.isWellFormed()).toBe(true)
        },
      ),
    )
  })

  test('gives back the words that were typed, quoted or not', () => {
    const word = fc.tuple(plainWord, fc.boolean())
    fc.assert(
      fc.property(fc.array(word), (typed) => {
        const text = typed.map(([said, quoted]) => (quoted ? `“${said} ${said}”` : said)).join(' ')
        expect(parseCommand(escapeText(text))).toEqual(
          typed.map(([said, quoted]) => (quoted ? `${said} ${said}` : said)),
        )
      }),
    )
  })

  test('takes no time that grows faster than its length', () => {
    const text = '“a '.repeat(40_000)
    expect(parseCommand(text)).toHaveLength(40_000)
  })
})
