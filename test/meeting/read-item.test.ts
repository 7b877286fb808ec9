import { describe, expect, test } from 'vitest'
import { item } from './reading.ts'

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

  test('three letters are too few to guess a status from', () => {
    expect(item('* (Don) a').items[0]).toMatchObject({ title: '(Don) a', status: 'open' })
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
