import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unsigned } from '../../../src/adapters/slack/signature.ts'

const secret = 'shh'
const line = Date.UTC(2023, 0, 18, 16)
const sign = (body: string, seconds: string | number) =>
  `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`
const signed = (body: string, age: number) => {
  const timestamp = String(line / 1000 - age)
  return { body: Buffer.from(body), timestamp, signature: sign(body, timestamp) }
}
const check = (it: Parameters<typeof unsigned>[0]) => unsigned(it, { secret, line })

describe('a request', () => {
  test.each([
    [0, null],
    [300, null],
    [301, 'stale'],
    [-60, null],
    [-61, 'future-dated'],
  ])('%i seconds old is %s', (age, expected) => {
    expect(check(signed('a=b', age))).toBe(expected)
  })
  test('without signature or time, or with a time that is no number, is unsigned', () => {
    const it = signed('a=b', 0)
    for (const broken of [
      { signature: undefined },
      { timestamp: undefined },
      { timestamp: '1e9' },
      { timestamp: '-1' },
    ])
      expect(check({ ...it, ...broken })).toBe('unsigned')
  })
  test('is forged when a byte of body, time or signature differs', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (body, more) => {
        const it = signed(body, 0)
        expect(check(it)).toBeNull()
        expect(check({ ...it, body: Buffer.from(body + more) })).toBe('forged')
        expect(check({ ...it, signature: it.signature + more })).toBe('forged')
        expect(check({ ...it, signature: more })).toBe('forged')
      }),
    )
    expect(check({ ...signed('a=b', 0), timestamp: String(line / 1000 - 1) })).toBe('forged')
    expect(check({ ...signed('a=b', 0), signature: signed('a=b', 0).signature.replace('v0', 'v1') })).toBe('forged')
  })
})
