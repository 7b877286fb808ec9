import { createSlackProbe, probeAppToken } from '../../adapters/slack/probe.ts'
import type { ConfigParts } from '../../config.ts'
import type { PersonId } from '../../kernel/person.ts'
import { teamRoles } from '../../kernel/person.ts'
import type { Clock } from '../../kernel/time.ts'
import { passes } from './finding.ts'
import { judgeClock } from './judge-clock.ts'
import {
  judgeAppToken,
  judgeBotToken,
  judgePerson,
  judgePlace,
  judgeScopes,
  type Refused,
  restrictions,
} from './judge-slack.ts'
import type { Check } from './run-checks.ts'

type Parts = Pick<ConfigParts, 'slack' | 'team'>
type Probe = ReturnType<typeof createSlackProbe>

const troubleIn = (answer: Readonly<{ ok: unknown }> | Readonly<{ trouble: Refused }>): Refused | null =>
  'trouble' in answer ? answer.trouble : null

/** Each person of the roles once, with all the roles. */
const peopleOf = (roles: Parts['team']['roles']): ReadonlyMap<PersonId, readonly string[]> => {
  const people = new Map<PersonId, readonly string[]>()
  for (const role of teamRoles) for (const id of roles?.[role] ?? []) people.set(id, [...(people.get(id) ?? []), role])
  return people
}

const modeChecks = ({ mode, apiUrl }: Parts['slack'], clock: Clock): readonly Check[] => {
  if (mode?.kind === 'http') {
    const says = 'SLACK_SIGNING_SECRET is set; Slack’s first call shows whether it is the right one'
    return [{ name: 'slack.signing-secret', run: () => [passes('slack.signing-secret', says)] }]
  }
  if (mode === null || apiUrl === null) return []
  const run = async () => [judgeAppToken(troubleIn(await probeAppToken({ token: mode.appToken, apiUrl, clock })))]
  return [{ name: 'slack.app-token', run }]
}

type Bot = Awaited<ReturnType<Probe['bot']>>

const botChecks = ({ places = {}, roles }: Parts['team'], probe: Probe, bot: Bot): readonly Check[] => {
  const token: Check = { name: 'slack.bot-token', run: () => [judgeBotToken(troubleIn(bot))] }
  const clocks: Check = { name: 'clock.slack', run: () => judgeClock('clock.slack', 'Slack’s', probe.time()) }
  if ('trouble' in bot) return [token, clocks]
  const { handle, team, granted } = bot.ok
  return [
    token,
    { name: 'slack.scopes', run: () => judgeScopes(granted) },
    ...Object.entries(places).map(([key, id]) => ({
      name: `slack.place.${key}`,
      run: async () => [judgePlace(key, await probe.channel(id), handle)],
    })),
    ...[...peopleOf(roles)].map(([id, held]) => ({
      name: `slack.person.${id}`,
      run: async () => [judgePerson({ id, roles: held }, await probe.person(id, team))],
    })),
    { name: 'slack.restrictions', run: () => [restrictions()] },
    clocks,
  ]
}

/** Checks of Slack: tokens, scopes, each channel and each person of cordon.yaml. Asks first who the bot is. */
export const slackChecks = async ({ slack, team }: Parts, clock: Clock): Promise<readonly Check[]> => {
  const { botToken, apiUrl } = slack
  const mode = modeChecks(slack, clock)
  if (botToken === null || apiUrl === null) return mode
  const probe = createSlackProbe({ token: botToken, apiUrl, clock })
  return [...mode, ...botChecks(team, probe, await probe.bot())]
}
