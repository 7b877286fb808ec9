import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Entry, entryAfter, faultsOf, type Head } from '../../src/ledger/entry.ts'

const chainOf = (bodies: readonly Readonly<Record<string, string | number>>[]): readonly Entry[] => {
  const entries: Entry[] = []
  let head: Head | null = null
  for (const [at, body] of bodies.entries()) {
    const entry = entryAfter(head, { chain: 'desk', at, what: 'test.noted', by: 'cordon', body }, `salt${at}`)
    entries.push(entry)
    head = { chain: 'desk', seq: entry.seq, hash: entry.hash }
  }
  return entries
}

const three = chainOf([{ n: 1 }, { n: 2 }, { n: 3 }])

test('a chain that was written holds', () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()))), (bodies) => {
      expect(faultsOf(chainOf(bodies))).toEqual([])
    }),
  )
})

test('an altered body is found', () => {
  const altered = three.map((entry) => (entry.seq === 2 ? { ...entry, body: { n: 7 } } : entry))
  expect(faultsOf(altered)).toEqual(['the body of entry 2 was altered'])
})

test('a destroyed body leaves the chain whole', () => {
  expect(faultsOf(three.map((entry) => ({ ...entry, body: null })))).toEqual([])
})

test('any altered field of any entry is found', () => {
  const fields = ['at', 'what', 'by', 'digest', 'hash', 'chain'] as const
  for (const entry of three)
    for (const field of fields) {
      const altered = three.map((it) => (it === entry ? { ...it, [field]: field === 'at' ? 99 : 'x' } : it))
      expect({ field, faults: faultsOf(altered).length > 0 }).toEqual({ field, faults: true })
    }
})

test('an entry taken from the middle is found', () => {
  expect(faultsOf(three.filter((entry) => entry.seq !== 2))).not.toEqual([])
})

test('a cut tail is found by a head kept from before', () => {
  const head = { chain: 'desk', seq: 3, hash: three[2]?.hash ?? '' }
  expect(faultsOf(three, head)).toEqual([])
  expect(faultsOf(three.slice(0, 2), head)).toEqual([expect.stringContaining('tail was cut')])
  expect(faultsOf(three, { ...head, hash: 'f'.repeat(64) })).toEqual([expect.stringContaining('not the one')])
})

test('the digest of a body cannot be guessed without its salt', () => {
  const [a] = chainOf([{ n: 1 }])
  const b = entryAfter(null, { chain: 'desk', at: 0, what: 'test.noted', by: 'cordon', body: { n: 1 } }, 'other')
  expect(a?.digest).not.toBe(b.digest)
})
