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

const botChecks = ({ places = {}, roles }: Parts['team'], probe: Probe): readonly Check[] => {
  const bot = probe.bot()
  const scopes = async () => {
    const it = await bot
    return 'ok' in it ? judgeScopes(it.ok.granted) : []
  }
  const place = async (key: string, id: string) => {
    const it = await bot
    return 'ok' in it ? [judgePlace(key, await probe.channel(id), it.ok.handle)] : []
  }
  const person = async (id: PersonId, held: readonly string[]) => {
    const it = await bot
    return 'ok' in it ? [judgePerson({ id, roles: held }, await probe.person(id, it.ok.team))] : []
  }
  return [
    { name: 'slack.bot-token', run: async () => [judgeBotToken(troubleIn(await bot))] },
    { name: 'slack.scopes', run: scopes },
    ...Object.entries(places).map(([key, id]) => ({ name: `slack.place.${key}`, run: () => place(key, id) })),
    ...[...peopleOf(roles)].map(([id, held]) => ({ name: `slack.person.${id}`, run: () => person(id, held) })),
    { name: 'slack.restrictions', run: () => [restrictions()] },
    {
      name: 'clock.slack',
      run: async () => {
        await bot
        return judgeClock('clock.slack', 'Slack’s', probe.time())
      },
    },
  ]
}

/** Checks of Slack: tokens, scopes, each channel and each person of cordon.yaml. */
export const slackChecks = ({ slack, team }: Parts, clock: Clock): readonly Check[] => {
  const { botToken, apiUrl } = slack
  const asked =
    botToken === null || apiUrl === null ? [] : botChecks(team, createSlackProbe({ token: botToken, apiUrl, clock }))
  return [...modeChecks(slack, clock), ...asked]
}
