import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faults } from './faults.ts'

const textOf = (path: string): string => {
  const url = new URL(`../../${path}`, import.meta.url)
  return existsSync(url) ? readFileSync(url, 'utf8') : ''
}

/** What a title of `test.each` is written as cannot be found by its words. */
const isWritten = (title: string, tests: string): boolean =>
  tests.includes(title) || tests.includes(title.replaceAll('’', "\\'")) || /test\.each|it\.each|for \(const/.test(tests)

describe('the planted faults', () => {
  test.each(faults.map((it) => [it.id, it] as const))('%s can be planted, and its test is there', (_, it) => {
    expect([it.file, textOf(it.file).split(it.find).length - 1]).toEqual([it.file, 1])
    expect([it.tests, isWritten(it.test, textOf(it.tests))]).toEqual([it.tests, true])
  })

  test('have a name each', () => {
    expect(new Set(faults.map((it) => it.id)).size).toBe(faults.length)
  })
})
