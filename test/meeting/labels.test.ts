import { describe, expect, test } from 'vitest'
import { codes, read, titles } from './reading.ts'

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
