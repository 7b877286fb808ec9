import type { AuthTestResponse, BotsInfoResponse, TeamInfoResponse } from '@slack/web-api'
import { SlackRefusal } from '../refusal.ts'
import { method, text } from './method.ts'

/** Who the app is: `auth.test`, `team.info`, `bots.info`. */
export const authMethods = [
  method({
    name: 'auth.test',
    args: {},
    run: (world) =>
      ({
        ok: true,
        url: `https://${world.team.domain}.slack.com/`,
        team: world.team.name,
        user: world.app.name.toLowerCase(),
        team_id: world.team.id,
        user_id: world.app.botUserId,
        bot_id: world.app.botId,
        is_enterprise_install: false,
      }) satisfies AuthTestResponse,
  }),
  method({
    name: 'team.info',
    needs: ['team:read'],
    args: { team: text.optional(), domain: text.optional() },
    run: (world, { team }) => {
      if (team !== undefined && team !== world.team.id) throw new SlackRefusal('team_not_found')
      return {
        ok: true,
        team: { id: world.team.id, name: world.team.name, domain: world.team.domain, email_domain: '' },
      } satisfies TeamInfoResponse
    },
  }),
  method({
    name: 'bots.info',
    needs: ['users:read'],
    args: { bot: text.optional() },
    run: (world, { bot }) => {
      if (bot !== world.app.botId) throw new SlackRefusal('bot_not_found')
      return {
        ok: true,
        bot: {
          id: world.app.botId,
          app_id: world.app.id,
          user_id: world.app.botUserId,
          name: world.app.name,
          deleted: false,
          updated: 0,
        },
      } satisfies BotsInfoResponse
    },
  }),
]
