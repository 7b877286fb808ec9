import { z } from 'zod'
import { minute, second } from '../../kernel/time.ts'
import type { Slack } from './client.ts'
import type { Log } from './ports.ts'
import { compareScopes, type Feature, type Granted } from './scopes.ts'

/** What Slack says Cordon is: its account, its workspace, and what it may do. */
export type Identity = Readonly<{ user: string; team: string; url: string; granted: Granted }>

const authTest = z.object({
  user_id: z.string(),
  team_id: z.string(),
  url: z.url(),
  response_metadata: z.object({ scopes: z.array(z.string()).default([]) }),
})

/** Reads the answer of `auth.test`, and compares what is granted with what the wanted features need; null for none. */
export const readIdentity = (answer: unknown, wanted: readonly Feature[]): Identity | null => {
  const read = authTest.safeParse(answer)
  if (!read.success) return null
  const granted = compareScopes(wanted, read.data.response_metadata.scopes)
  return { user: read.data.user_id, team: read.data.team_id, url: read.data.url, granted }
}

/** Answers of `auth.test` that no waiting heals. https://docs.slack.dev/reference/methods/auth.test */
const hopeless = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'])

/** Asked at start until it is answered, then once a minute: a token may be revoked and scopes taken away at any time. */
export const createIdentity = (it: Readonly<{ slack: Slack; wanted: readonly Feature[]; log: Log }>) => {
  const { slack, log } = it
  const stopping = new AbortController()
  let known: Identity | null = null
  let trouble: string | null = 'not-asked'
  let said = ''

  const tell = ({ off, lacking }: Granted) => {
    const now = JSON.stringify([off, lacking])
    if (now === said) return
    said = now
    for (const each of off) log('warn', 'slack.feature-off', { feature: each.feature, missing: each.missing.join(' ') })
    if (lacking.length > 0) log('error', 'slack.scopes-missing', { missing: lacking.join(' ') })
  }

  /** One look; the code of what is wrong, or null. What was known stays known. */
  const ask = async (): Promise<string | null> => {
    const answer = await slack.ask((web) => web.auth.test())
    const read = 'ok' in answer ? readIdentity(answer.ok, it.wanted) : null
    if (read) {
      known = read
      tell(read.granted)
    }
    trouble = 'trouble' in answer ? answer.trouble.code : read ? null : 'unreadable_answer'
    return trouble
  }

  const untilKnown = async () => {
    for (let wait = second; !stopping.signal.aborted; wait = Math.min(2 * wait, minute)) {
      await slack.clock.pause(wait, stopping.signal)
      if (stopping.signal.aborted || known || (await ask()) === null) return
    }
  }

  return {
    /** Asks once; a hopeless answer is thrown as a SlackRefused, any other trouble is asked again behind. */
    start: async (): Promise<void> => {
      const code = await ask()
      if (code !== null && hopeless.has(code)) throw new SlackRefused(code)
      if (code !== null) void untilKnown()
    },
    stop: () => stopping.abort(),
    ask,
    known: () => known,
    /** What keeps Cordon from being ready. */
    why: (): readonly string[] => [
      ...(trouble === null ? [] : [`slack: ${trouble}`]),
      ...(known?.granted.lacking.map((scope) => `slack: the scope ${scope} is missing`) ?? []),
    ],
  }
}

/** Slack does not accept the token: the operator has to act. */
export class SlackRefused extends Error {
  override readonly name = 'SlackRefused'
  readonly code: string
  constructor(code: string) {
    super(`Slack does not accept SLACK_BOT_TOKEN (${code}). Install the app again and use its new bot token.`)
    this.code = code
  }
}
