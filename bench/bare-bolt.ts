/** The yardstick: a Bolt app over HTTP that acknowledges every command, checks signatures as Bolt does, and does nothing. */
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'

const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  port: Number(process.env.PORT),
  logLevel: LogLevel.ERROR,
  customRoutes: [
    {
      path: '/readyz',
      method: 'GET',
      handler: (_request, response) => {
        response.writeHead(200).end()
      },
    },
  ],
})
const app = new App({ receiver, authorize: async () => ({}), logLevel: LogLevel.ERROR })
app.command(/.*/, ({ ack }) => ack())
await app.start(Number(process.env.PORT))
