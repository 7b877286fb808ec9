import type { Standing } from '../../kernel/person.ts'
import { type Finding, fails, operator, passes, type Remedy, warns } from './finding.ts'

/** A call that did not go well: a code of Slack's or ours. */
export type Refused = Readonly<{ code: string; means: 'wait' | 'lost' | 'refused' }>

type Granted = Readonly<{
  on: readonly string[]
  off: readonly Readonly<{ feature: string; missing: readonly string[] }>[]
  lacking: readonly string[]
}>

const admin = (remedy: string): Remedy => ({ remedy, who: 'workspace admin' })

/** What does not work without an optional feature. */
const lost: Readonly<Record<string, string>> = {
  export: 'a closed room keeps no file of its ledger, and no files are read',
  replies: 'what reporters answer by direct message is not heard',
  'public-channels': 'public channels are neither looked at nor guarded',
  'e-mail-domains': 'nobody’s mail domain is known',
  'user-groups': 'user groups suggest nobody',
  pins: 'nothing is pinned',
}

/** A call that Slack could not answer, which says nothing about what was asked. */
export const judgeTrouble = (check: string, { code, means }: Refused): Finding => {
  if (means === 'wait' && code === 'ratelimited')
    return warns(check, 'Slack asks to wait (ratelimited)', operator('Run doctor again in a minute.'))
  if (means === 'refused') return fails(check, `Slack refuses (${code})`, admin('Look for this code in Slack’s docs.'))
  return fails(
    check,
    `Slack does not answer (${code})`,
    operator('Look whether this machine reaches slack.com (and SLACK_API_URL, if set).'),
  )
}

/** The answer to `auth.test` where it was a refusal. */
export const judgeBotToken = (refused: Refused | null): Finding => {
  const check = 'slack.bot-token'
  if (refused === null) return passes(check, 'Slack accepts the bot token')
  if (refused.means === 'lost' || refused.code === 'ratelimited') return judgeTrouble(check, refused)
  return fails(
    check,
    `Slack does not accept SLACK_BOT_TOKEN (${refused.code}); scopes, places and people were not looked at`,
    operator('Install the app again and set its Bot User OAuth Token, from OAuth & Permissions.'),
  )
}

/** The answer to `apps.connections.open`. */
export const judgeAppToken = (refused: Refused | null): Finding => {
  const check = 'slack.app-token'
  if (refused === null) return passes(check, 'Slack lets Socket Mode connect')
  if (refused.means === 'lost' || refused.code === 'ratelimited') return judgeTrouble(check, refused)
  return fails(
    check,
    `Slack does not accept SLACK_APP_TOKEN (${refused.code})`,
    operator('Make an app-level token with connections:write (Basic Information), and switch Socket Mode on.'),
  )
}

/** The scopes that the app was granted, against what the features need. */
export const judgeScopes = ({ on, off, lacking }: Granted): readonly Finding[] => {
  const ask = (scopes: readonly string[]) =>
    admin(`Put ${scopes.join(' and ')} into the app’s scopes (the manifest has them), install it again, approve it.`)
  return [
    lacking.length > 0
      ? fails('slack.scopes', `Cordon cannot work without ${lacking.join(', ')}`, ask(lacking))
      : passes('slack.scopes', `all that must be there is; switched on: ${on.join(', ')}`),
    ...off.map(({ feature, missing }) =>
      warns(
        `slack.feature.${feature}`,
        `off for want of ${missing.join(', ')}: ${lost[feature] ?? 'it does nothing'}`,
        ask(missing),
      ),
    ),
  ]
}

/** A channel of cordon.yaml, as the bot (`handle`) sees it. */
export type Seen = Readonly<{ ok: Readonly<{ name: string; archived: boolean; member: boolean; shared: boolean }> }>
export const judgePlace = (key: string, answer: Seen | Readonly<{ trouble: Refused }>, handle: string): Finding => {
  const check = `slack.place.${key}`
  const invite = operator(`In that channel, write: /invite @${handle}`)
  if ('ok' in answer) {
    const { name, archived, member, shared } = answer.ok
    if (archived)
      return fails(check, `#${name} is archived`, admin('Unarchive it, or name another channel in cordon.yaml.'))
    if (!member) return fails(check, `Cordon is not in #${name}`, invite)
    if (!shared) return passes(check, `#${name} is there, and Cordon is in it`)
    return warns(
      check,
      `#${name} is shared with another organisation, whose people read what Cordon says there`,
      admin('Name a channel of this workspace alone in cordon.yaml, or stop sharing this one.'),
    )
  }
  const { trouble } = answer
  if (trouble.code === 'channel_not_found')
    return fails(check, 'Slack shows no such channel: the id is wrong, or it is private and Cordon is not in it', {
      ...invite,
      remedy: `${invite.remedy} — or correct the id in cordon.yaml (channel, About, Copy channel ID).`,
    })
  if (trouble.code === 'missing_scope')
    return warns(check, 'a public channel cannot be looked at without channels:read', {
      ...invite,
      remedy: `${invite.remedy} — the first message tells whether it works.`,
    })
  return judgeTrouble(check, trouble)
}

const wrongWith: Readonly<Record<Exclude<Standing, 'member'>, string>> = {
  guest: 'is a guest',
  foreign: 'belongs to another workspace',
  bot: 'is a bot',
  deactivated: 'is deactivated',
}

/** A person of the roles of cordon.yaml. */
export const judgePerson = (
  it: Readonly<{ id: string; roles: readonly string[] }>,
  answer: Readonly<{ ok: Standing }> | Readonly<{ trouble: Refused }>,
): Finding => {
  const check = `slack.person.${it.id}`
  const roles = it.roles.join(', ')
  const change = operator(`Take ${it.id} out of the roles in cordon.yaml, or name the right id (Copy member ID).`)
  if ('ok' in answer) {
    if (answer.ok === 'member') return passes(check, `is a member (${roles})`)
    return fails(check, `${wrongWith[answer.ok]}, and holds no role (${roles})`, change)
  }
  const { trouble } = answer
  if (['user_not_found', 'user_not_visible'].includes(trouble.code))
    return fails(check, `Slack knows no such person (${roles})`, change)
  return judgeTrouble(check, trouble)
}

/** What no harmless act can tell. */
export const restrictions = (): Finding =>
  warns(
    'slack.restrictions',
    'whether the workspace lets an app make private channels, invite, and remove people is found out at the first room',
    admin('Let apps do so (Settings & Permissions), then open and close a room as a trial.'),
  )
