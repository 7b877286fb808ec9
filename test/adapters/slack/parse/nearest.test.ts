import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearest } from '../../../../src/adapters/slack/parse/index.ts'

const verbs = ['status', 'invite', 'remove', 'role', 'severity', 'state', 'disclose', 'note', 'close']

test.each([
  ['staus', 'status'],
  ['ivnite', 'invite'],
  ['INVTE', 'invite'],
  ['clsoe', 'close'],
  ['nte', 'note'],
  ['sev', 'severity'],
  ['disclsoee', 'disclose'],
])('%s probably meant %s', (typed, meant) => {
  expect(nearest(typed, verbs)).toBe(meant)
})

test.each(['', 'xyzzy', 's', 'banana', 'x'.repeat(5000)])('nothing is near to %j', (typed) => {
  expect(nearest(typed, verbs)).toBeNull()
})

test('one mistake is allowed in a short word, two in a longer one', () => {
  expect(nearest('rxle', ['role'])).toBe('role')
  expect(nearest('rxxe', ['role'])).toBeNull()
  expect(nearest('inxxte', ['invite'])).toBe('invite')
  expect(nearest('ixxxte', ['invite'])).toBeNull()
})

test('the first of two that are as near is said', () => {
  expect(nearest('sta', ['state', 'status'])).toBeNull()
  expect(nearest('rola', ['role', 'roll'])).toBe('role')
})

test('a known word is always found, and one slip of the finger in it forgiven', () => {
  fc.assert(
    fc.property(fc.constantFrom('status', 'invite', 'severity'), fc.nat(), (verb, seed) => {
      const at = seed % (verb.length - 1)
      const swapped = verb.slice(0, at) + verb.charAt(at + 1) + verb.charAt(at) + verb.slice(at + 2)
      expect(nearest(verb, verbs)).toBe(verb)
      expect(nearest(swapped, verbs)).toBe(verb)
      expect(nearest(verb.slice(0, at) + verb.slice(at + 1), verbs)).toBe(verb)
    }),
  )
})
