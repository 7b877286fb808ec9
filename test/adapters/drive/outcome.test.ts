import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answeredBy, outcomeOf } from '../../../src/adapters/drive/outcome.ts'

const line = Date.UTC(2023, 0, 17, 16)
const of = (status: number, reason = '', retryAfter: string | null = null) =>
  outcomeOf({ status, reason, retryAfter }, line)

describe('what an answer of Drive means', () => {
  test.each([
    [403, 'userRateLimitExceeded'],
    [403, 'rateLimitExceeded'],
    [429, 'rateLimitExceeded'],
    [408, ''],
    [500, 'backendError'],
    [503, ''],
  ])('%i %s is asked again later', (status, reason) => {
    expect(of(status, reason)).toEqual({ retryAt: line + 20_000, reason: `drive-${status}` })
  })
  test.each([
    [404, 'notFound', 'not-shared'],
    [403, 'insufficientFilePermissions', 'not-shared'],
    [403, 'exportSizeLimitExceeded', 'too-large'],
    [403, 'fileNotExportable', 'not-a-document'],
    [403, 'accessNotConfigured', 'refused'],
    [400, 'invalid_grant', 'refused'],
    [401, 'authError', 'refused'],
  ])('%i %s is final: %s', (status, reason, failed) => {
    expect(of(status, reason)).toEqual({ failed })
  })
  test('no answer is asked again later', () => {
    expect(of(0, 'ECONNRESET')).toEqual({ retryAt: line + 20_000, reason: 'drive-no-answer' })
  })
  test.each([
    ['120', 120_000],
    ['0', 0],
    ['99999999', 3_600_000],
    ['Tue, 17 Jan 2023 16:01:00 GMT', 60_000],
    ['Tue, 17 Jan 2023 15:00:00 GMT', 0],
    ['soon', 20_000],
    ['-5', expect.any(Number)],
  ])('Retry-After %s is honoured within an hour', (retryAfter, wait) => {
    const outcome = of(429, '', retryAfter)
    expect('retryAt' in outcome && outcome.retryAt - line).toEqual(wait)
  })
  test('whatever is thrown becomes an outcome that is final or within an hour', () => {
    const thrown = fc.oneof(
      fc.anything(),
      fc.record({ code: fc.anything(), response: fc.anything() }),
      fc.record({ response: fc.record({ status: fc.integer(), headers: fc.anything(), data: fc.anything() }) }),
    )
    fc.assert(
      fc.property(thrown, (error) => {
        const outcome = outcomeOf(answeredBy(error), line)
        if ('retryAt' in outcome) expect(outcome.retryAt - line).toBeLessThanOrEqual(3_600_000)
        else expect('failed' in outcome).toBe(true)
      }),
    )
  })
})
