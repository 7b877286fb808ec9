import { expect, test } from 'vitest'
import { createGate } from '../../src/gate/index.ts'
import type { Secret } from '../../src/gate/secret.ts'
import type { Place } from '../../src/kernel/place.ts'
import { secretOf } from './secrets.ts'

const gateOf = (...secrets: readonly Secret[]) =>
  createGate({
    secrets: async () => secrets,
    audience: async (place) => new Set('room' in place ? [place.room] : []),
    hit: async () => undefined,
    digest: () => null,
  })

const everyone: Place = { public: true }

test.each([
  ['an id', `KF-20\n${' '.repeat(200)}!26-0007`],
  ['a number that might go on', `CVE-2026-4187\n${' \t'.repeat(100)}!3`],
  ['a line of quoting marks', `KF-20\n${'> '.repeat(2000)}!26-0007`],
])('a long gap inside of %s keeps the gate busy no longer than its reading takes', async (_, text) => {
  expect(await gateOf(secretOf()).check(everyone, text)).toEqual([])
})

test('an id broken over the lines of a quotation in a quotation is still seen', async () => {
  const hits = await gateOf(secretOf()).check(everyone, 'as he wrote of KF-2026-00\n> > | # 07 yesterday')
  expect(hits.map((hit) => hit.class)).toEqual(['id'])
})

test.each([
  ['Token can replay', true],
  ['Token replay', false],
  ['  Token   replay ', false],
  ['Kubeflow 1.7 2.0', false],
  ['租户令牌可以打开另一个租户的流水线', true],
])('what is promised of the title %j is what the gate does with it: guarded, %s', async (words, guarded) => {
  const gate = gateOf(titled('KF-2026-0001', words))
  expect(gate.guards(words)).toBe(guarded)
  expect((await gate.check(everyone, `so: ${words}`)).length > 0).toBe(guarded)
})

const title = 'Pipeline tokens of one tenant open another'
const titled = (id: string, words: string) =>
  secretOf({ id, title: words, cve: null, ghsa: null, room: null, marked: [], links: [] })
const first = titled('KF-2026-0001', title)
const room: Place = { room: 'KF-2026-0002' }

test.each([
  ['the same title', title],
  ['a title of the same words', 'Tenant tokens open another pipeline'],
])(
  'a room says its own title when another incident bears %s, and so tells nobody that there is one',
  async (_, own) => {
    const gate = gateOf(first, titled('KF-2026-0002', own))
    const doc = {
      title: 'KF-2026-0002',
      blocks: [{ paragraph: [{ text: own }] }, { note: [{ text: `Guarded: ${own}` }] }],
    }
    expect(await gate.clear(room, doc, { text: own })).toEqual({ place: room, rendered: { text: own } })
    expect(await gate.clear(everyone, doc, { text: own })).toEqual({ held: 'not-cleared' })
  },
)

test('its own title does not let a room say what is secret of another incident', async () => {
  const gate = gateOf({ ...first, cve: 'CVE-2026-41873' }, titled('KF-2026-0002', 'One tenant open another'))
  for (const text of [title, `One tenant open another: CVE-2026-41873`, `One tenant open another, as in KF-2026-0001`])
    expect((await gate.check(room, text)).length).toBeGreaterThan(0)
})
