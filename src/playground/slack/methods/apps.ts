import type { AppsConnectionsOpenResponse } from '@slack/web-api'
import { SlackRefusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { method } from './method.ts'

/** Socket Mode; `ticket` gives the address of a new connection, or nothing where Socket Mode is off. */
export const appMethods = (ticket: (world: World) => string | undefined) => [
  method({
    name: 'apps.connections.open',
    token: 'app',
    args: {},
    run: (world) => {
      const url = ticket(world)
      if (url === undefined) throw new SlackRefusal('access_denied')
      return { ok: true, url } satisfies AppsConnectionsOpenResponse
    },
  }),
]
