import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longestNotes } from '../../src/adapters/drive/markdown.ts'
import { itemStatuses } from '../../src/meeting/status.ts'
import { codes, read } from './reading.ts'

/** Milliseconds: many times what linear reading takes, far less than what any worse growth would take. */
const patience = 30_000

describe('hostile notes', () => {
  test('are cut at 512 KB after pictures are taken out, at a line, and the cut is said', { timeout: patience }, () => {
    const line = `* ${'x'.repeat(97)}\n`
    const long = `# 2024-03-06\n\n## Agenda\n\n${line.repeat(6_000)}`
    const agenda = read(long)
    expect(agenda.items).toHaveLength(Math.floor((longestNotes - 26) / 100))
    expect(agenda.warnings).toMatchObject([{ code: 'too-long', line: 5 + agenda.items.length }])
    const picture = `[image1]: <data:image/png;base64,${'A'.repeat(3_000_000)}>\n`
    expect(codes(`# 2024-03-06\n\n## Agenda\n\n* a\n\n${picture}`)).toEqual([])
  })

  test('with more meetings than anyone holds ask the series about few of them', { timeout: patience }, () => {
    let asked = 0
    const meets = () => {
      asked += 1
      return false
    }
    const text = `# 2024-03-06\n* a\n${'# 12/11/2016\n* b\n'.repeat(10_000)}`
    expect(read(text, { meets }).dates).toEqual(['2024-03-06', '2016-12-11'])
    expect(asked).toBeLessThan(10_000)
    asked = 0
    read('# 2024-03-06\n* a\n'.repeat(100), { meets })
    expect(asked).toBe(0)
  })

  test.each([
    ['stars', '*a'.repeat(25_000)],
    ['brackets', '['.repeat(100_000)],
    ['pictures without an end', '<data:'.repeat(80_000)],
    ['quotes', `${'>'.repeat(5_000)} a`],
    ['deep lists', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n')],
    ['long headings', `## 2024-03-06 ${' {#'.repeat(100_000)}`],
    ['white space', `* a${' '.repeat(400_000)}b`],
    ['brackets at the end of a title', `* ${'(a) '.repeat(100_000)}`],
    ['soft lines', 'a\n'.repeat(25_000)],
    ['names', `Attendees: ${'(a, '.repeat(100_000)}`],
    ['dates', `## ${'1/1/'.repeat(100_000)}`],
    ['meetings', '## 2024-03-06\n* a\n'.repeat(4_000)],
    ['dates without a year', `## 2024-03-20\n* z\n${'## 3/6\n* a\n'.repeat(4_000)}`],
    ['labels', 'Host: a\n\n'.repeat(8_000)],
    ['links', '* http://a.b/ http://a.c/\n'.repeat(3_000)],
  ])(
    '%s are read to their end',
    (_name, text) => {
      expect(read(`# 2024-03-06\n\n## Agenda\n\n${text}\n`).dates).toContain('2024-03-06')
    },
    patience,
  )

  const piece = fc.oneof(
    fc.constantFrom(
      '# ',
      '## ',
      '* ',
      '- [x] ',
      '  * ',
      '1. ',
      '> ',
      '**',
      '_',
      '(',
      ')',
      '[',
      ']',
      '(Done)',
      '[WIP]',
      '\n',
      '\n\n',
    ),
    fc.constantFrom(
      'Host:',
      '**Attendees:**',
      'Agenda',
      'Action items',
      '2024-03-06',
      'Mar 6',
      '12/11/2016',
      '99/99',
      'Feb 30, 2024',
    ),
    fc.constantFrom(
      '[a](https://x.example)',
      '[Rosa](mailto:r@e.org)',
      '<!channel>',
      '<@U123>',
      '![][image1]',
      '\u202e',
      '\0',
      '\ud800',
      '|a|b|\n|-|-|\n',
    ),
    fc.string(),
  )
  const hostile = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))

  test('never throw, and what is read keeps its shape', { timeout: patience }, () => {
    fc.assert(
      fc.property(
        hostile,
        fc.option(fc.constantFrom('2024-03-06', '2016-12-11'), { nil: undefined }),
        (text, wanted) => {
          const agenda = read(text, wanted === undefined ? {} : { wanted })
          const lines = text.split(/\r\n|\r|\n/).length
          for (const { title, status, line, links } of agenda.items) {
            expect(title.trim()).not.toBe('')
            expect(itemStatuses).toContain(status)
            expect(line).toBeGreaterThan(0)
            expect(line).toBeLessThanOrEqual(lines)
            for (const { url } of links) expect(url).toMatch(/^https?:\/\//i)
          }
          if (agenda.date !== null) expect(agenda.dates).toContain(agenda.date)
          if (agenda.items.length === 0) expect(agenda.warnings.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('an item written in any known form comes back with its words', { timeout: patience }, () => {
    const title = fc.stringMatching(/^[A-Z][a-z]{2,9}( [a-z]{3,9}){1,4}$/)
    const form = fc.constantFrom(
      (it: string) => `* (_Done_) ${it}`,
      (it: string) => `* **(Done)${it}**`,
      (it: string) => `- [x] ${it}`,
      (it: string) => `* ${it} [done]`,
      (it: string) => `1. [Done] - ${it}`,
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(title, form), { minLength: 1, maxLength: 8 }), (written) => {
        const text = `# 2024-03-06\n\n## Agenda\n\n${written.map(([words, as]) => as(words)).join('\n\n')}\n`
        expect(read(text).items.map((it) => [it.title, it.status])).toEqual(written.map(([words]) => [words, 'done']))
      }),
    )
  })
})
