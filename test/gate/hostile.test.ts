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
