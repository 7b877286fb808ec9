import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fixture, read, titles } from './reading.ts'

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
