import type { Clock } from '../../kernel/time.ts'
import { second } from '../../kernel/time.ts'

/**
 * Slack allows about one message a second in a channel (https://docs.slack.dev/apis/web-api/rate-limits). `turn` waits
 * for the channel's next turn and returns null, or, where more than five are waiting, when (line time) to come again.
 */
export const createPace = (clock: Clock) => {
  const next = new Map<string, number>()
  const forget = (now: number) => {
    for (const [channel, at] of next) if (at <= now) next.delete(channel)
  }
  return {
    turn: async (channel: string, signal?: AbortSignal): Promise<number | null> => {
      const now = clock.span()
      const mine = Math.max(next.get(channel) ?? now, now)
      if (mine - now > 5 * second) return clock.line() + (mine - now)
      forget(now)
      next.set(channel, mine + second)
      if (mine > now) await clock.pause(mine - now, signal)
      return null
    },
  }
}
export type Pace = ReturnType<typeof createPace>
