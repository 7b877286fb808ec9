import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from '../../src/config/complaint.ts'

test('the nearest word is near, or there is none', () => {
  expect(nearest('lease', ['lease', 'beat'])).toBe('lease')
  expect(nearest('Leas', ['lease', 'beat'])).toBe('lease')
  expect(nearest('quartz', ['lease', 'beat'])).toBeNull()
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (word, known) => {
      const found = nearest(word, known)
      if (known.includes(word)) expect(found?.toLowerCase()).toBe(word.toLowerCase())
      if (found !== null) expect(known).toContain(found)
    }),
  )
})
