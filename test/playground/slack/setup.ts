import { createServer } from 'node:http'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { SlackSettings } from '../../../src/playground/slack/settings.ts'
import { createSlackWorkspace } from '../../../src/playground/slack/workspace.ts'

/** Noon UTC of the day the tests play on. */
export const noon = Date.UTC(2026, 0, 18, 12)

/** A clock that stands until it is moved; milliseconds UTC. */
export function createStandingClock(start = noon) {
  let at = start
  return {
    now: () => at,
    move: (ms: number) => {
      at += ms
    },
  }
}

/** A workspace whose desk clock stands, with three people and a private channel the bot is in. */
export async function createPlayground(settings: Partial<SlackSettings> = {}) {
  const clock = createStandingClock()
  const slack = await createSlackWorkspace({ now: clock.now, delivery: { mode: 'socket' }, ...settings })
  const ada = slack.addPerson({ name: 'Ada Byron', handle: 'ada', kind: 'member', email: 'ada@example.org' })
  const bob = slack.addPerson({ name: 'Bob Stone', handle: 'bob', kind: 'member' })
  const guest = slack.addPerson({ name: 'Gus Visitor', handle: 'gus', kind: 'guest' })
  const room = slack.addChannel({ name: 'room', private: true, members: [ada], botIsMember: true })
  const town = slack.addChannel({ name: 'town', members: [ada, bob], botIsMember: true })
  const client = new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 2_000,
    logLevel: LogLevel.ERROR,
  })
  return { slack, clock, client, ada, bob, guest, room, town }
}

export type Playground = Awaited<ReturnType<typeof createPlayground>>

/** A bare Bolt app in Socket Mode, started and connected. */
export async function startSocketApp({ slack }: Playground, prepare: (app: App) => void) {
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  prepare(app)
  await app.start()
  return {
    stop: async () => {
      await app.stop()
      await slack.until(() => slack.sockets.count() === 0)
    },
  }
}

/** A bare Bolt app behind signed HTTP, listening at a free port; the workspace delivers to it. */
export async function startHttpApp({ slack }: Playground, prepare: (app: App) => void) {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logLevel: LogLevel.ERROR })
  const app = new App({
    token: slack.botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  prepare(app)
  const server = createServer((request, response) => receiver.requestListener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  return {
    stop: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
