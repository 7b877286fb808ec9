import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import type { Performed } from '../../kernel/act.ts'
import { minute, second } from '../../kernel/time.ts'

/** What went wrong with a call: a code of Slack's or ours, never what was sent or answered. */
export type Trouble = Readonly<{ code: string }> &
  (
    | Readonly<{ means: 'wait'; retryAt: number }>
    /** Whether it took effect is not known. */
    | Readonly<{ means: 'lost' }>
    /** It took no effect. `permanent`: asking again will not help. */
    | Readonly<{ means: 'refused'; permanent: boolean }>
  )

/** A code may be logged and stored; an answer that is no JSON is given by the client in the same field. */
const codeShape = /^[a-z][a-z0-9_]{0,60}$/

/** Refusals that pass: Slack's own troubles, and a room that is changed by two at once. */
const passing = new Set([
  'service_unavailable',
  'request_timeout',
  'accesslimited',
  'team_added_to_org',
  'hash_conflict',
])
/** Slack says of these that part of the work may have been done. https://docs.slack.dev/reference/methods/chat.postMessage */
const perhapsDone = new Set(['fatal_error', 'internal_error'])
/** The token is at fault, not the act: everything waits until an admin has mended it, and readiness says so meanwhile. */
const tokenless = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'])
const limited = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded'])

const ofCode = (error: string, line: number): Trouble => {
  const code = codeShape.test(error) ? error : 'unreadable_answer'
  if (code === 'unreadable_answer' || perhapsDone.has(code)) return { code, means: 'lost' }
  if (tokenless.has(code)) return { code, means: 'wait', retryAt: line + minute }
  if (limited.has(code)) return { code, means: 'wait', retryAt: line + 30 * second }
  return { code, means: 'refused', permanent: !passing.has(code) }
}

/**
 * What an error of Slack's client means. `line` is line time (ms UTC). Server errors, time-outs and cut connections
 * leave the outcome unknown; only Slack's own "no" means that nothing happened.
 */
export const troubleOf = (error: unknown, line: number): Trouble => {
  if (error instanceof WebAPIPlatformError) return ofCode(error.data.error, line)
  if (error instanceof WebAPIRateLimitedError)
    return { code: 'ratelimited', means: 'wait', retryAt: line + Math.max(error.retryAfter, 1) * second }
  if (error instanceof WebAPIHTTPError) return { code: `http_${error.statusCode}`, means: 'lost' }
  if (error instanceof WebAPIRequestError)
    return { code: error.original.name === 'TimeoutError' ? 'timeout' : 'network', means: 'lost' }
  return { code: 'network', means: 'lost' }
}

/** The outcome of an act whose call met this trouble. */
export const outcomeOf = (trouble: Trouble): Performed<never> => {
  if (trouble.means === 'wait') return { retryAt: trouble.retryAt, reason: trouble.code }
  if (trouble.means === 'lost') return { ambiguous: trouble.code }
  return trouble.permanent ? { failed: trouble.code, permanent: true } : { failed: trouble.code }
}
