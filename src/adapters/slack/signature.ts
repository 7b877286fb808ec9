import { createHmac, timingSafeEqual } from 'node:crypto'
import { minute, second } from '../../kernel/time.ts'

/** Slack's own recommendation for the oldest request. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const oldest = 5 * minute
/** Ours for the newest: clocks differ by seconds, not minutes, and a request dated ahead could be kept for later. */
const newest = 60 * second

export type Signed = Readonly<{ body: Uint8Array; timestamp: string | undefined; signature: string | undefined }>

/** Why a request is not Slack's, or null. `line` is line time (ms UTC). Pure, and compares in constant time. */
export const unsigned = (
  it: Signed,
  { secret, line }: Readonly<{ secret: string; line: number }>,
): 'unsigned' | 'stale' | 'future-dated' | 'forged' | null => {
  if (!it.signature || !it.timestamp || !/^\d{1,12}$/.test(it.timestamp)) return 'unsigned'
  const age = line - Number(it.timestamp) * second
  if (age > oldest) return 'stale'
  if (age < -newest) return 'future-dated'
  const ours = createHmac('sha256', secret).update(`v0:${it.timestamp}:`).update(it.body).digest('hex')
  const [given, wanted] = [Buffer.from(it.signature), Buffer.from(`v0=${ours}`)]
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? null : 'forged'
}
