import type { Standing } from '../../kernel/person.ts'
import { type Clock, second } from '../../kernel/time.ts'
import { type Answered, createSlack } from './client.ts'
import { readIdentity } from './identity.ts'
import { standingOf } from './people.ts'
import { features, type Granted } from './scopes.ts'

/** Slack's own time, as the Date header said it (ms UTC, whole seconds), and when it was asked and answered (line time). */
export type TimeThere = Readonly<{ there: number; asked: number; answered: number }>

/** What Slack says of the bot. */
export type BotAnswer = Readonly<{
  /** The name behind the @. */
  handle: string
  team: string
  granted: Granted
}>

/** What the bot sees of a channel. */
export type ChannelAnswer = Readonly<{ name: string; archived: boolean; member: boolean; shared: boolean }>

/** A call ends by itself before the ten seconds of a check are over, so that its own trouble is said. */
const patience = 9 * second

/**
 * Looks at a workspace and changes nothing: `auth.test`, `conversations.info`, `users.info`, and `apps.connections.open`,
 * which only hands out an address.
 */
export const createSlackProbe = (it: Readonly<{ token: string; apiUrl: string; clock: Clock }>) => {
  const { clock } = it
  let time: TimeThere | null = null
  const timed: typeof fetch = async (input, init) => {
    const asked = clock.line()
    const answer = await fetch(input, init)
    const there = Date.parse(answer.headers.get('date') ?? '')
    if (time === null && Number.isFinite(there)) time = { there, asked, answered: clock.line() }
    return answer
  }
  const slack = createSlack({ ...it, fetch: timed, patience })
  return {
    bot: async (): Promise<Answered<BotAnswer>> => {
      const answer = await slack.ask((web) => web.auth.test())
      if (!('ok' in answer)) return answer
      const read = readIdentity(answer.ok, features)
      if (read === null) return { trouble: { code: 'unreadable_answer', means: 'lost' } }
      return { ok: { handle: answer.ok.user ?? 'Cordon', team: read.team, granted: read.granted } }
    },
    channel: async (id: string): Promise<Answered<ChannelAnswer>> => {
      const answer = await slack.ask((web) => web.conversations.info({ channel: id }))
      if (!('ok' in answer)) return answer
      const { name = id, is_archived, is_member, is_ext_shared, is_pending_ext_shared } = answer.ok.channel ?? {}
      const shared = is_ext_shared === true || is_pending_ext_shared === true
      return { ok: { name, archived: is_archived === true, member: is_member === true, shared } }
    },
    /** What an account is in the workspace of this id. */
    person: async (id: string, team: string): Promise<Answered<Standing>> => {
      const answer = await slack.ask((web) => web.users.info({ user: id }))
      if (!('ok' in answer)) return answer
      const { user } = answer.ok
      return user ? { ok: standingOf(user, team) } : { trouble: { code: 'unreadable_answer', means: 'lost' } }
    },
    /** The time that Slack's first answer bore; null when there was none. */
    time: () => time,
  }
}

/** Whether Slack would let Socket Mode connect with an app-level token. */
export const probeAppToken = async (
  it: Readonly<{ token: string; apiUrl: string; clock: Clock }>,
): Promise<Answered<true>> => {
  const slack = createSlack({ ...it, patience })
  const answer = await slack.ask((web) => web.apps.connections.open({}))
  return 'ok' in answer ? { ok: true } : answer
}
