import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longestNotes, parseMarkdown } from '../../src/adapters/drive/markdown.ts'
import { type AgendaHints, readAgenda } from '../../src/meeting/read-agenda.ts'
import { itemStatuses } from '../../src/meeting/status.ts'

const read = (markdown: string, hints?: AgendaHints) => readAgenda(parseMarkdown(markdown), hints)
const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
const titles = (markdown: string, hints?: AgendaHints) =>
  read(markdown, hints).items.map(({ title, status }) => `${status}: ${title}`)
const item = (line: string) =>
  read(`# 2024-03-06\n\n## Attendees\n- Rosa Lindqvist\n- Tomasz Weber\n- Tomasz Young\n\n## Agenda\n\n${line}\n`)
const codes = (markdown: string, hints?: AgendaHints) =>
  read(markdown, hints).warnings.map(({ line, code }) => `${line} ${code}`)

const real = new URL('../../../shared/data/minutes/2023-01-18.md', import.meta.url)
if (existsSync(real))
  test('the real minutes of the first meeting are read exactly', () => {
    const agenda = read(readFileSync(real, 'utf8'))
    expect(agenda).toMatchObject({
      date: '2023-01-18',
      host: 'Amber Graner',
      recording: 'https://drive.google.com/file/d/1qJIzxODztiQMzc6g5ZuJEJ2tZ7tuY7Ub/view',
      actions: [],
      dates: ['2023-01-18'],
    })
    expect(agenda.attendees).toHaveLength(14)
    expect(agenda.attendees.slice(3, 6)).toEqual(['David Hoover', 'Julius von Kohout', 'Andreea Munteanu'])
    expect(agenda.items.map(({ title, status, line }) => [line, status, title])).toEqual([
      [61, 'in-progress', 'Policies and Procedures: What do those need to be?'],
      [65, 'done', 'Will we need Google to add a repo?'],
      [69, 'done', 'Who wants to help lead this team?'],
      [73, 'done', 'How often should we meet?'],
      [79, 'in-progress', 'Roadmap for 1.7 for security'],
    ])
    expect(agenda.items.at(4)?.links).toEqual([
      { text: 'Roadmap', url: 'https://github.com/kubeflow/kubeflow/issues/6662' },
    ])
    expect(agenda.items.at(3)?.points).toHaveLength(3)
    expect(agenda.warnings.map(({ line, code }) => [line, code])).toEqual([
      [67, 'done-names-work'],
      [77, 'done-names-work'],
    ])
  })

describe('the notes of one meeting', () => {
  test('in the form of the first minutes give exactly what they say', () => {
    expect(read(fixture('first-meeting.md.txt'))).toEqual({
      date: '2024-03-06',
      host: 'Rosa Lindqvist',
      recording: 'https://video.example.org/watch/first',
      attendees: ['Rosa Lindqvist', 'Tomasz Weber', 'Ines Okafor'],
      items: [
        {
          title: 'Reporting: Which ways in do we offer?',
          status: 'in-progress',
          owner: null,
          links: [{ text: 'Draft', url: 'https://docs.example.org/draft?x=1' }],
          line: 28,
          points: ['Tomasz compares what two other teams do', 'Draft'],
        },
        {
          title: 'Do we need our own mailing list?',
          status: 'done',
          owner: null,
          links: [],
          line: 32,
          points: ["Asked for, created and announced. Need to add the archive's address to the web page."],
        },
        {
          title: 'Release plan for the next version',
          status: 'blocked',
          owner: null,
          links: [{ text: 'Release plan', url: 'https://tracker.example.org/12' }],
          line: 36,
          points: [],
        },
      ],
      actions: [],
      warnings: [{ line: 34, code: 'done-names-work', says: 'The item is marked done but still names work to do.' }],
      dates: ['2024-03-06'],
    })
  })

  test('as Drive exports them: chips, ticked boxes, escapes, pictures, anchors', () => {
    const agenda = read(fixture('drive-export.md.txt'))
    expect(agenda).toMatchObject({
      date: '2026-04-08',
      host: 'Ines Okafor',
      attendees: ['Rosa Lindqvist', 'Tomasz Weber', 'guest@example.org'],
      dates: ['2026-04-08', '2026-03-25'],
    })
    expect(agenda.items.map((it) => [it.line, it.status, it.title, it.owner])).toEqual([
      [10, 'done', 'Key rotation', 'Tomasz Weber'],
      [11, 'in-progress', 'Signed releases 1970 - 2025, part 13.', null],
      [13, 'deferred', 'Budget', null],
      [14, 'done', 'Logo for the list', null],
    ])
    expect(agenda.items[1]?.points).toEqual(['See the plan'])
    expect(agenda.actions).toEqual([
      {
        title: 'Rosa to ask the board by Apr 20',
        status: 'open',
        owner: 'Rosa Lindqvist',
        due: '2026-04-20',
        links: [],
        line: 19,
      },
      { title: 'Publish the notes', status: 'done', owner: 'Tomasz Weber', due: null, links: [], line: 20 },
    ])
    expect(agenda.warnings.map(({ line, code }) => [line, code])).toEqual([[14, 'status-misspelt']])
  })

  test('an older meeting of the same file is read by its date', () => {
    const agenda = read(fixture('drive-export.md.txt'), { wanted: '2026-03-25' })
    expect(agenda).toMatchObject({ date: '2026-03-25', recording: 'https://video.example.org/watch/25', attendees: [] })
    expect(agenda.items.map(({ title, status, points }) => [status, title, points])).toEqual([
      ['open', 'Onboarding', ['Two people wrote to us']],
      ['in-progress', 'Release', []],
    ])
  })
})

describe('which meeting', () => {
  const file = '# Notes\n\n## Mar 20, 2024\n* c\n\n## Mar 6, 2024\n* b\n\n## Feb 21, 2024\n* a\n'

  test('without a wish it is the newest, wherever it stands', () => {
    expect(read(file).date).toBe('2024-03-20')
    expect(read('## 2024-01-01\n* a\n## 2024-02-01\n* b\n').date).toBe('2024-02-01')
  })
  test('with today it is the next, and after all of them the newest', () => {
    expect(read(file, { today: '2024-03-01' }).date).toBe('2024-03-06')
    expect(read(file, { today: '2024-03-06' }).date).toBe('2024-03-06')
    expect(read(file, { today: '2025-01-01' }).date).toBe('2024-03-20')
  })
  test('one that the file does not hold is said, with the dates that it holds, and nothing of another is shown', () => {
    expect(read(file, { wanted: '2024-04-03' })).toEqual({
      date: null,
      host: null,
      recording: null,
      attendees: [],
      items: [],
      actions: [],
      dates: ['2024-03-20', '2024-03-06', '2024-02-21'],
      warnings: [{ line: 1, code: 'unknown-date', says: 'The notes hold no 2024-04-03.' }],
    })
  })
  test('a date inside a meeting begins no other', () => {
    const one = '# 2024-03-06\n## Agenda\n* a\n## Follow-up from 2024-02-21\n* x\n## Next meeting: 2024-03-20\n* y\n'
    expect(read(one)).toMatchObject({ date: '2024-03-06', dates: ['2024-03-06'] })
  })
  test('a new tab ends the meeting above it', () => {
    expect(titles('## 2024-03-06\nAgenda\n* a\n\n# Old tab\n* b\n')).toEqual(['open: a'])
  })
  test('lines in bold begin meetings where there are no headings', () => {
    expect(read('**6 March 2024**\n\n* b\n\n**21 February 2024**\n\n* a\n').dates).toEqual(['2024-03-06', '2024-02-21'])
  })
  test('the date may stand behind a label, or only in the name of the file', () => {
    expect(read('# Call\n\nDate: March 6th, 2024\n\n* a\n').date).toBe('2024-03-06')
    expect(read('# Call\n\n* a\n', { name: '20240306-notes.md' }).date).toBe('2024-03-06')
    expect(read('# Call\n\nDate: March 6th, 2024\n\n* a\n', { wanted: '2024-03-20' }).items).toEqual([])
  })
})

describe('an agenda item', () => {
  test.each([
    ['* (Done) a', 'done: a'],
    ['* [In Progress] - a', 'in-progress: a'],
    ['* a (blocked)', 'blocked: a'],
    ['* a [Deferred].', 'deferred: a'],
    ['* **(*Done*)**Who helps?', 'done: Who helps?'],
    ['* **a** (_Cancelled_)', 'dropped: a'],
    ['* \\[Done\\] a', 'done: a'],
    ['* [x] a', 'done: a'],
    ['* [ ] a', 'open: a'],
    ['* [ ] (WIP) a', 'in-progress: a'],
    ['* a', 'open: a'],
    ['1. (DONE) a', 'done: a'],
    ['(Done) a', 'done: a'],
    ['* (In-Progess) a', 'in-progress: a'],
    ['* (Doen) a', 'done: a'],
    ['* a (see the other one)', 'open: a (see the other one)'],
    ['* a\n  that goes on', 'open: a that goes on'],
  ])('%j is %j', (line, wanted) => {
    expect(item(line).items.map(({ title, status }) => `${status}: ${title}`)).toEqual([wanted])
  })

  test('an unknown word is kept, counts as open and is pointed out', () => {
    const agenda = item('* (Simmering) a')
    expect(agenda.items[0]).toMatchObject({ title: '(Simmering) a', status: 'open' })
    expect(agenda.warnings).toMatchObject([{ line: 10, code: 'status-unknown' }])
  })

  test('a misspelt status is read and pointed out; a right one is not', () => {
    expect(item('* (Blokced) a').warnings).toMatchObject([{ line: 10, code: 'status-misspelt' }])
    expect(item('* (Blocked) a').warnings).toEqual([])
  })

  test.each([
    ['* a (Rosa)', 'a', 'Rosa Lindqvist'],
    ['* [Tomasz Weber] a', 'a', 'Tomasz Weber'],
    ['* a (owner: Kim)', 'a', 'Kim'],
    ['* a [Kim](mailto:kim@example.org)', 'a', 'Kim'],
    ['* a with @kim today', 'a with @kim today', 'kim'],
    ['* a\n  * Owner: Kim', 'a', 'Kim'],
    ['* (Done) a (Rosa Lindqvist)', 'a', 'Rosa Lindqvist'],
    ['* a', 'a', null],
  ])('%j is owned', (line, title, owner) => {
    expect(item(line).items[0]).toMatchObject({ title, owner })
  })

  test('a first name that two attendees share names nobody', () => {
    expect(item('* a (Tomasz)').items[0]?.owner).toBeNull()
  })

  test('links are kept once each, and only those that a browser may open', () => {
    const line =
      '* [a](https://x.example/1) https://x.example/1 [b](javascript:alert(1)) [c](data:text/html,x)\n  * <https://x.example/2>'
    expect(item(line).items[0]?.links.map(({ url }) => url)).toEqual(['https://x.example/1', 'https://x.example/2'])
  })

  test('words below it are points, in order, however deep; empty bullets are nothing', () => {
    const agenda = item('* a\n  * b\n    * c\n  *\n\n  d\n*\n* e')
    expect(agenda.items.map(({ title, points }) => [title, points])).toEqual([
      ['a', ['b', 'c', 'd']],
      ['e', []],
    ])
  })
})

describe('labels', () => {
  test.each([
    'Agenda',
    '## Agenda',
    '**Agenda Items:**',
    '__Agenda__',
    '### **Topics**',
    '**agenda** :',
    '## AGENDA ITEMS:',
  ])('%j begins the agenda', (label) => {
    expect(titles(`# 2024-03-06\n\n* x\n\n${label}\n\n* a\n* b\n\n## Else\n\n* c\n`)).toEqual(['open: a', 'open: b'])
  })

  test.each([
    '**Host:** Rosa',
    '**Host**: Rosa',
    'Facilitator: Rosa',
    '* Host: Rosa',
    '### Host\n\nRosa',
    '**Host:**\n\n* Rosa',
    'Attendees: A, B\nHost: Rosa',
    'Host: [Rosa](mailto:r@example.org)',
  ])('%j names the host', (text) => {
    expect(read(`# 2024-03-06\n\n${text}\n\n## Agenda\n* a\n`).host).toBe('Rosa')
  })

  test.each(['Host: TBD', '**Host:**', 'Host: ?', 'Hostess: Rosa'])('%j names no host', (text) => {
    expect(read(`# 2024-03-06\n\n${text}\n\n## Agenda\n* a\n`).host).toBeNull()
  })

  test.each([
    '**Recording** [Link](https://v.example/1)',
    '**Meeting** [Recording](https://v.example/1)',
    'Recording: https://v.example/1',
    '[Recording](https://v.example/1)',
    '**[Recording](https://v.example/1)**',
    '* Recording: <https://v.example/1>',
    '## Recording\n\n[here](https://v.example/1)',
  ])('%j gives the recording', (text) => {
    expect(read(`# 2024-03-06\n\n${text}\n\n## Agenda\n* [a](https://v.example/2)\n`).recording).toBe(
      'https://v.example/1',
    )
  })

  test.each([
    'Attendees: Rosa Lindqvist, Иван Петров and Kim (Org, Inc.)',
    '**Attendees:**\n\n* Rosa Lindqvist\n* Иван Петров\n* Kim (Org, Inc.)',
    '## Attendees\n- Rosa Lindqvist\n- \n- Иван Петров\n- Kim (Org, Inc.)',
    '* Attendees\n  * Rosa Lindqvist\n  * Иван Петров\n  * Kim (Org, Inc.)',
    'Attendees: [Rosa Lindqvist](mailto:r@e.org) [Иван Петров](mailto:i@e.org) [Kim (Org, Inc.)](mailto:k@e.org)',
  ])('%j lists the attendees', (text) => {
    expect(read(`# 2024-03-06\n\n${text}\n\n## Agenda\n* a\n`).attendees).toEqual([
      'Rosa Lindqvist',
      'Иван Петров',
      'Kim (Org, Inc.)',
    ])
  })
})

describe('where no part is called the agenda', () => {
  test('the first list under the date is taken and the guess is said', () => {
    const text = '# 2024-03-06\n\nAttendees: Rosa\n\n* (Done) a\n* b\n\nNotes\n\n* c\n'
    expect(titles(text)).toEqual(['done: a', 'open: b'])
    expect(codes(text)).toEqual(['5 agenda-guessed'])
  })
  test('else the list of the notes is taken', () => {
    expect(titles('# 2024-03-06\n\n### Notes\n\n* a\n\n### Action items\n\n* b\n')).toEqual(['open: a'])
  })
  test('nothing at all is a warning, never an empty agenda without one', () => {
    expect(codes('# 2024-03-06\n\nWe did not meet.\n')).toEqual(['1 no-agenda'])
    expect(codes('# 2024-03-06\n\n## Agenda\n\n## Notes\n* a\n')).toEqual(['1 no-agenda'])
    expect(codes('')).toEqual(['1 no-date', '1 no-agenda'])
  })
  test('words and tables in the agenda that are no items are named with their lines', () => {
    const text = '# 2024-03-06\n\n## Agenda\n\nPlease add yours.\n\n* a\n\n| x | y |\n|---|---|\n| 1 | 2 |\n'
    expect(codes(text)).toEqual(['5 not-in-a-list', '9 unread'])
  })
})

describe('hostile notes', () => {
  test('are cut at 512 KB after pictures are taken out, at a line, and the cut is said', () => {
    const line = `* ${'x'.repeat(97)}\n`
    const long = `# 2024-03-06\n\n## Agenda\n\n${line.repeat(6_000)}`
    const agenda = read(long)
    expect(agenda.items).toHaveLength(Math.floor((longestNotes - 26) / 100))
    expect(agenda.warnings).toMatchObject([{ code: 'too-long', line: 5 + agenda.items.length }])
    const picture = `[image1]: <data:image/png;base64,${'A'.repeat(3_000_000)}>\n`
    expect(codes(`# 2024-03-06\n\n## Agenda\n\n* a\n\n${picture}`)).toEqual([])
  })

  test.each([
    ['stars', '*a'.repeat(100_000)],
    ['brackets', '['.repeat(400_000)],
    ['pictures without an end', '<data:'.repeat(80_000)],
    ['quotes', `${'>'.repeat(5_000)} a`],
    ['deep lists', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n')],
    ['long headings', `## 2024-03-06 ${' {#'.repeat(100_000)}`],
    ['white space', `* a${' '.repeat(400_000)}b`],
    ['brackets at the end of a title', `* ${'(a) '.repeat(100_000)}`],
    ['soft lines', 'a\n'.repeat(100_000)],
    ['names', `Attendees: ${'(a, '.repeat(100_000)}`],
    ['dates', `## ${'1/1/'.repeat(100_000)}`],
    ['meetings', '## 2024-03-06\n* a\n'.repeat(20_000)],
    ['dates without a year', `## 2024-03-20\n* z\n${'## 3/6\n* a\n'.repeat(20_000)}`],
    ['labels', 'Host: a\n\n'.repeat(40_000)],
    ['links', '* http://a.b/ http://a.c/\n'.repeat(15_000)],
  ])('%s are read to their end', (_name, text) => {
    expect(read(`# 2024-03-06\n\n## Agenda\n\n${text}\n`).dates).toContain('2024-03-06')
  })

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

  test('never throw, and what is read keeps its shape', () => {
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
      { numRuns: 1_000 },
    )
  })

  test('an item written in any known form comes back with its words', () => {
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
