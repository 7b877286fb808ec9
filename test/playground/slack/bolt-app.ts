import { createServer } from 'node:http'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import type { Playground } from './setup.ts'

/** Starts a bare Bolt app in Socket Mode; stopped after the test. */
export async function startSocketApp({ slack }: Playground, prepare: (app: App) => void): Promise<void> {
  const app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  prepare(app)
  await app.start()
  onTestFinished(async () => {
    await app.stop()
    await slack.until(() => slack.sockets.count() === 0)
  })
}

/** Starts a bare Bolt app behind signed HTTP, at a free port; the workspace delivers to it. */
export async function startHttpApp({ slack }: Playground, prepare: (app: App) => void): Promise<void> {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logLevel: LogLevel.ERROR })
  const app = new App({
    token: slack.botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  prepare(app)
  const server = createServer((request, response) => receiver.requestListener(request, response))
  slack.deliverTo(`${await listenFree(server)}/slack/events`)
}

/** Listens on 127.0.0.1 at a free port until the test is over. */
export async function listenFree(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}
