import { features } from '../../../src/adapters/slack/scopes.ts'
import type { Clinic } from './clinic.ts'
import { type Changes, type Fault, unseen } from './fault.ts'

const withoutScope = (it: Clinic, ...scopes: readonly string[]): Changes => {
  it.slack.setScopes(it.scopes.filter((scope) => !scopes.includes(scope)))
  return {}
}

const optional = features
  .filter((feature) => feature.optional)
  .map(
    (feature): Fault => ({
      fault: `without the scopes of ${feature.name}`,
      does: (it) => withoutScope(it, ...feature.scopes),
      changes: {
        [`slack.feature.${feature.name}`]: 'warns',
        // Without channels:read no public channel can be looked at.
        ...(feature.name === 'public-channels'
          ? { 'slack.place.team': 'warns', 'slack.place.announcements': 'warns' }
          : {}),
      },
      shown: `slack.feature.${feature.name}`,
      remedy: new RegExp(feature.scopes.join(' and ')),
      who: 'workspace admin',
    }),
  )

/** What can be wrong in Slack. */
export const slackFaults: readonly Fault[] = [
  {
    fault: 'a wrong bot token',
    does: () => ({ env: { SLACK_BOT_TOKEN: 'xoxb-wrong' } }),
    changes: {
      'slack.bot-token': 'fails',
      'slack.restrictions': 'gone',
      ...unseen(['slack.scopes', 'slack.place.team', 'slack.place.announcements']),
      ...unseen(['slack.person.ADA', 'slack.person.BOB', 'slack.person.CLEO']),
    },
    shown: 'slack.bot-token',
    remedy: /Install the app again/,
    who: 'operator',
  },
  {
    fault: 'a wrong app token',
    does: () => ({ env: { SLACK_APP_TOKEN: 'xapp-wrong' } }),
    changes: { 'slack.app-token': 'fails' },
    shown: 'slack.app-token',
    remedy: /connections:write/,
    who: 'operator',
  },
  {
    fault: 'without groups:write, which rooms need',
    does: (it) => withoutScope(it, 'groups:write'),
    changes: { 'slack.scopes': 'fails' },
    shown: 'slack.scopes',
    remedy: /^Put groups:write into the app’s scopes/,
    who: 'workspace admin',
  },
  ...optional,
  {
    fault: 'the bot is not in a channel',
    does: (it) => ({ team: { places: { ...it.team.places, team: it.strange } } }),
    changes: { 'slack.place.team': 'fails' },
    shown: 'slack.place.team',
    remedy: /^In that channel, write: \/invite @cordon$/,
    who: 'operator',
  },
  {
    fault: 'a channel that does not exist, or that the bot may not see',
    does: (it) => ({ team: { places: { ...it.team.places, team: 'C0NOWHERE' } } }),
    changes: { 'slack.place.team': 'fails' },
    shown: 'slack.place.team',
    remedy: /correct the id in cordon.yaml/,
    who: 'operator',
  },
  {
    fault: 'an archived channel',
    does: (it) => ({ team: { places: { ...it.team.places, announcements: it.archived } } }),
    changes: { 'slack.place.announcements': 'fails' },
    shown: 'slack.place.announcements',
    remedy: /^Unarchive it/,
    who: 'workspace admin',
  },
  {
    fault: 'an unknown person in a role',
    does: (it) => ({ team: { roles: { ...it.team.roles, host: ['U0NOBODY0'] } } }),
    changes: { 'slack.person.U0NOBODY0': 'fails' },
    shown: 'slack.person.U0NOBODY0',
    remedy: /^Take U0NOBODY0 out of the roles/,
    who: 'operator',
  },
  {
    fault: 'a guest in a role',
    does: (it) => ({ team: { roles: { ...it.team.roles, host: [it.ids.gus] } } }),
    changes: { 'slack.person.GUS': 'fails' },
    shown: 'slack.person.GUS',
    remedy: /out of the roles/,
    who: 'operator',
  },
  {
    fault: 'Slack broken, for one person',
    does: (it) => {
      it.slack.faults.next('users.info', { status: 500 })
      return {
        team: {
          roles: { ...it.team.roles, responder: [it.ids.ada], approver: [it.ids.ada], lead: [it.ids.ada] },
          lists: {},
        },
      }
    },
    changes: {
      'slack.person.ADA': 'fails',
      ...unseen(['slack.person.BOB', 'slack.person.CLEO', 'mail.list.kubeflow-security']),
      ...unseen(['mail.spf.cordon.example', 'mail.dmarc.cordon.example']),
    },
    shown: 'slack.person.ADA',
    remedy: /reaches slack\.com/,
    who: 'operator',
  },
]
