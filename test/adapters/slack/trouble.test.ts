import { describe, expect, test } from 'vitest'
import { isSlackAddress } from '../../../src/adapters/slack/client.ts'
import { outcomeOf } from '../../../src/adapters/slack/trouble.ts'
import { createFakeSlack } from './fake-slack.ts'
import { createFakeClock, noon } from './fakes.ts'

/** Through the real client: what its errors become. */
const met = async (...replies: Parameters<ReturnType<typeof createFakeSlack>['answer']>[1][]) => {
  const { clock } = createFakeClock()
  const fake = createFakeSlack(clock)
  fake.answer('auth.test', ...replies)
  const answer = await fake.slack.ask((web) => web.auth.test())
  expect(fake.calls).toHaveLength(1)
  return 'trouble' in answer ? outcomeOf(answer.trouble) : answer
}
const no = (error: string) => ({ body: { ok: false, error } })

describe('trouble with a call', () => {
  test.each(['channel_not_found', 'is_archived', 'missing_scope', 'restricted_action', 'msg_blocks_too_long'])(
    '%s ends the act',
    async (error) => {
      expect(await met(no(error))).toEqual({ failed: error, permanent: true })
    },
  )
  test('that passes is asked again', async () => {
    expect(await met(no('service_unavailable'))).toEqual({ failed: 'service_unavailable' })
  })
  test.each(['invalid_auth', 'token_revoked', 'account_inactive'])(
    '%s is the token’s fault: the act waits until it is mended',
    async (error) => {
      expect(await met(no(error))).toEqual({ retryAt: noon + 60_000, reason: error })
    },
  )
  test('a rate limit waits as long as Slack says', async () => {
    expect(await met({ status: 429, headers: { 'retry-after': '17' } })).toEqual({
      retryAt: noon + 17_000,
      reason: 'ratelimited',
    })
    expect(await met(no('ratelimited'))).toEqual({ retryAt: noon + 30_000, reason: 'ratelimited' })
  })
  test('server errors, cuts and half answers leave the outcome unknown', async () => {
    expect(await met({ status: 500, body: 'a secret' })).toEqual({ ambiguous: 'http_500' })
    expect(await met('cut')).toEqual({ ambiguous: 'network' })
    expect(await met({ status: 200, body: 'a secret, and no JSON' })).toEqual({ ambiguous: 'unreadable_answer' })
    expect(await met(no('internal_error'))).toEqual({ ambiguous: 'internal_error' })
    expect(await met({ status: 429, body: '' })).toEqual({ ambiguous: 'network' })
  })
})

describe('an address that Slack gives', () => {
  const api = new URL('http://127.0.0.1:9/api/')
  test.each([
    ['https://hooks.slack.com/commands/1', true],
    ['https://files.slack.com/upload/1', true],
    ['http://127.0.0.1:9/response/1', true],
    ['http://hooks.slack.com/1', false],
    ['https://hooks.slack.com.example.org/1', false],
    ['https://notslack.com/1', false],
    ['http://127.0.0.1:10/response/1', false],
    ['file:///etc/passwd', false],
    ['nonsense', false],
  ])('%s may be used: %s', (address, expected) => {
    expect(isSlackAddress(address, api)).toBe(expected)
  })
})
