import { describe, expect, test } from 'vitest'
import { purity, surroundings, time } from './architecture/effects.ts'
import { kernelSize, lengths, names } from './architecture/files.ts'
import { boundaries, places } from './architecture/imports.ts'
import { language } from './architecture/language.ts'
import { roles } from './architecture/roles.ts'
import type { Planted, Rule } from './architecture/rule.ts'
import { filesBelow, parse, type Source, sourcesBelow } from './architecture/source.ts'
import { vendors } from './architecture/vendors.ts'

const src = new URL('../src/', import.meta.url)
const sources = sourcesBelow(src)
const rules: readonly Rule[] = [
  boundaries,
  places,
  vendors,
  roles,
  language,
  time,
  surroundings,
  purity,
  names,
  lengths,
  kernelSize,
]

const isOne = (planted: Planted | readonly Planted[]): planted is Planted => typeof planted[0] === 'string'
const planted = (given: Planted | readonly Planted[]): readonly Source[] =>
  (isOne(given) ? [given] : given).map(([path, text]) => parse(path, text))

test('the rules look at something: the kernel is there, is parsed, and imports are seen in it', () => {
  const kernel = sources.filter((it) => it.path.startsWith('kernel/'))
  expect(kernel.length).toBeGreaterThan(10)
  expect(sources.map((it) => it.path)).toEqual(filesBelow(src))
  expect(kernel.find((it) => it.path === 'kernel/act.ts')?.imports).toEqual([
    { from: 'zod', typeOnly: false, names: ['z'], line: 1 },
    { from: './tx.ts', typeOnly: true, names: ['Tx'], line: 2 },
  ])
  let nodes = 0
  for (const source of kernel)
    source.walk(() => {
      nodes += 1
    })
  expect(nodes).toBeGreaterThan(2000)
})

test('a file that cannot be parsed is not passed over', () => {
  expect(() => parse('gate/match.ts', 'export const = 1')).toThrow('cannot be parsed')
})

describe.each(rules)('$says', (rule) => {
  test('holds in src', () => {
    expect(rule.faults(sources)).toEqual([])
  })

  test.each(rule.bites.map((it) => [JSON.stringify(it).slice(0, 100), it] as const))('bites %s', (_name, it) => {
    expect(rule.faults(planted(it))).not.toEqual([])
  })

  test.each(rule.spares.map((it) => [JSON.stringify(it).slice(0, 100), it] as const))('spares %s', (_name, it) => {
    expect(rule.faults(planted(it))).toEqual([])
  })
})

test('the tests are named by the same rule', () => {
  const tests = filesBelow(new URL('./', import.meta.url)).map((path) => parse(path, ''))
  expect(names.faults(tests)).toEqual([])
})
