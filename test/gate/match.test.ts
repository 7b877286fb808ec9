import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/gate/match.ts'
import { disguises } from './corpus/disguises.ts'
import { secretOf } from './secrets.ts'

const own = secretOf()
const match = compile([own])
const found = (text: string, matcher = match) =>
  matcher(text).map((hit) => [hit.class, text.slice(hit.start, hit.end)] as const)
const bare = { cve: null, ghsa: null, room: null, marked: [], links: [] }

describe('a hit', () => {
  const said: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    ['fix CVE-2026-41873!', [['cve', 'CVE-2026-41873']]],
    ['(kf 2026 0007)', [['id', 'kf 2026 0007']]],
    ['see GHSA-7q4m-x2fh-9wpr.', [['ghsa', 'GHSA-7q4m-x2fh-9wpr']]],
    ['without its prefix: 7q4m-x2fh-9wpr', [['ghsa', '7q4m-x2fh-9wpr']]],
    ['#inc-kf-2026-0007-qzvt', [['room-name', 'inc-kf-2026-0007-qzvt']]],
    ['<#C0A7K2M9XQ4|x>', [['room-id', 'C0A7K2M9XQ4']]],
    ['The Nightherons’ bug', [['marked', 'Nightheron']]],
    [
      'https://www.github.com/kubeflow/pipelines-ghsa-7q4m-x2fh-9wpr/pull/3/files',
      [['link', 'github.com/kubeflow/pipelines-ghsa-7q4m-x2fh-9wpr/pull/3']],
    ],
    ['kubeflow/pipelines-ghsa-7q4m-x2fh-9wpr#3', [['link', 'kubeflow/pipelines-ghsa-7q4m-x2fh-9wpr#3']]],
    ['a %43VE-2026-41873 b', [['cve', '%43VE-2026-41873']]],
    ['😀 S0YtMjAyNi0wMDA3 😀', [['id', 'S0YtMjAyNi0wMDA3']]],
    [
      'the foreign manifests, said the lineage query, of a crafted tenant',
      [['title-words', 'foreign manifests, said the lineage query, of a crafted tenant']],
    ],
    [
      'KF-2026-0007 is CVE-2026-41873',
      [
        ['id', 'KF-2026-0007'],
        ['cve', 'CVE-2026-41873'],
      ],
    ],
    [
      'KF-2026-0007KF-2026-0007',
      [
        ['id', 'KF-2026-0007'],
        ['id', 'KF-2026-0007'],
      ],
    ],
  ]

  test.each(said)('in %j points at what was said', (text, hits) => {
    expect(found(text)).toEqual(hits)
  })

  test('of a whole title is not said once more as its words', () => {
    expect(found(`So: ${own.title}.`)).toEqual([['title', own.title]])
  })

  test('names its incident, and each incident that a text touches', () => {
    const other = secretOf({ ...bare, id: 'KF-2026-0008', title: null, cve: own.cve })
    expect(
      compile([own, other])(`${own.cve}`)
        .map((hit) => hit.incident)
        .toSorted(),
    ).toEqual([own.id, other.id])
  })
})

describe('what is secret', () => {
  const alone = (it: Readonly<Record<string, unknown>>) => compile([secretOf({ ...bare, title: null, ...it })])

  test('a title of three words fires as a whole, a shorter one never', () => {
    expect(found('The gopher eats tokens!', alone({ title: 'Gopher eats tokens' }))).toEqual([
      ['title', 'gopher eats tokens'],
    ])
    expect(found('The gopher eats!', alone({ title: 'Gopher eats' }))).toEqual([])
    expect(found('Kubeflow 1.9.2 release', alone({ title: 'Kubeflow 1.9.2 release' }))).toEqual([])
  })

  test('a title without spaces between its words counts them too', () => {
    expect(found('来週、認証の回避が可能になります', alone({ title: '認証の回避が可能' }))).toHaveLength(1)
  })

  test('a component never fires, whatever it is called', () => {
    expect(found('metadata-envoy katib', alone({ component: 'metadata-envoy' }))).toEqual([])
  })

  test('a marked word fires alone, as a word of its own', () => {
    const short = alone({ marked: ['xz', 'red kite'] })
    expect(found('the xz bug and a Red-Kite', short)).toEqual([
      ['marked', 'xz'],
      ['marked', 'Red-Kite'],
    ])
    expect(found('xzy xz\u200by xz\u0001y x-z x z flaxz red. Kite', short)).toEqual([])
  })

  test('a room’s name fires when it is no ordinary word', () => {
    expect(found('#inc-blue-heron, not inc blue heron', alone({ room: { name: 'inc-blue-heron', id: null } }))).toEqual(
      [['room-name', 'inc-blue-heron']],
    )
    expect(found('security', alone({ room: { name: 'security', id: null } }))).toEqual([])
    expect(found('sec-7', alone({ room: { name: 'sec-7', id: null } }))).toEqual([])
  })

  test('the unguessable part of a link fires in any other link', () => {
    const doc = alone({ links: ['https://docs.google.com/document/d/1kQ7vXw2LmZr8sTt4Yb9cNe/edit'] })
    expect(found('https://drive.example.org/open?id=1kQ7vXw2LmZr8sTt4Yb9cNe', doc)).toEqual([
      ['link', '1kQ7vXw2LmZr8sTt4Yb9cNe'],
    ])
    expect(found('https://docs.google.com/document/d/1another/edit', doc)).toEqual([])
  })

  test('a disclosed incident fires no more, and what it made public is no secret of another', () => {
    const disclosed = secretOf({ state: 'disclosed' })
    expect(found(`${own.id} ${own.title} ${own.cve} ${own.ghsa}`, compile([disclosed]))).toEqual([])
    const reopened = secretOf({ id: 'KF-2026-0009', room: null, marked: [], cve: 'CVE-2026-60001' })
    const both = compile([disclosed, reopened])
    expect(found(`${own.title} ${own.cve} ${own.ghsa}`, both)).toEqual([])
    expect(found('CVE-2026-60001', both)).toEqual([['cve', 'CVE-2026-60001']])
  })

  test('nothing fires when nothing is secret', () => {
    expect(compile([])(`${own.title} ${own.cve}`)).toEqual([])
  })
})

describe('for any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...'KF-2026070\n =%&;#<b>"\\u4a\u200bК😀'), maxLength: 80 }),
  )

  test('matching never fails, and hits lie inside of it, in order', () => {
    fc.assert(
      fc.property(text, (it) => {
        let last = 0
        for (const { start, end } of match(it)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(it.length)
          last = start
        }
      }),
      { numRuns: 500 },
    )
  })

  test('a disguised id is found wherever it stands in it', () => {
    const id = fc.constantFrom('KF-2026-0007', 'CVE-2026-41873', 'GHSA-7q4m-x2fh-9wpr')
    const disguise = fc.constantFrom(...Object.values(disguises))
    fc.assert(
      fc.property(fc.lorem(), id, disguise, fc.lorem(), (before, name, hide, after) => {
        expect(match(`${before}: ${hide(name)}\n\n${after}`).length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })

  test('a number next to the secret one is another number', () => {
    const near = fc.oneof(
      fc.integer({ min: 1000, max: 9_999_999 }),
      fc.constantFrom(41873, 4187, 41872, 418730, 141873),
    )
    fc.assert(
      fc.property(near, fc.constantFrom(' ', '.', ', 2 ', ' 3 ', '\n1. ', '\n3. '), (number, behind) => {
        expect(match(`CVE-2026-${number}${behind}`).length > 0).toBe(number === 41873)
      }),
      { numRuns: 500 },
    )
  })
})
