import { createHmac } from 'node:crypto'

/**
 * The headers by which an app knows a request for Slack's (docs.slack.dev/authentication/verifying-requests-from-slack).
 * `seconds` is line time in whole seconds.
 */
export function signatureHeaders(secret: string, body: string, seconds: number): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${digest}` }
}
