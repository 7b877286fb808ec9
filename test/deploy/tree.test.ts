import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isIgnored, parseDockerfile } from './dockerfile.ts'
import { bytesOnDisk, stateBelow } from './tree.ts'

const dir = mkdtempSync(join(tmpdir(), 'cordon-tree-'))
afterAll(() => rmSync(dir, { recursive: true }))

test('a file that is written beside the data is seen, one among the data is not', () => {
  for (const folder of ['app', 'data']) mkdirSync(join(dir, folder))
  writeFileSync(join(dir, 'app/a.ts'), 'one')
  const before = stateBelow(dir, 'data')
  writeFileSync(join(dir, 'data/cordon.db'), 'two')
  expect(stateBelow(dir, 'data')).toEqual(before)
  writeFileSync(join(dir, 'app/a.ts'), 'three')
  expect(stateBelow(dir, 'data')).not.toEqual(before)
})

test('a file takes whole blocks of the disk', () => {
  expect(bytesOnDisk(dir)).toBe(5 * 4096)
})

test('a .dockerignore leaves out what its last match says', () => {
  const rules = '*\n!src\nsrc/playground\n'
  expect(['README.md', 'src/main.ts', 'src/playground/demo.ts'].map((path) => isIgnored(path, rules))).toEqual([
    true,
    false,
    true,
  ])
})

test('an instruction that is not known is not passed over', () => {
  expect(() => parseDockerfile('FROM a\nADD b c\n')).toThrow('not understood')
  expect(parseDockerfile('FROM a AS b\nCOPY --from=x \\\n  c d\n')).toEqual([
    { name: 'b', base: 'a', steps: [{ word: 'COPY', flags: new Map([['from', 'x']]), rest: 'c d' }] },
  ])
})
