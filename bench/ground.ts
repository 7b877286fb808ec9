import { createServer } from 'node:http'
import { freePort } from '../test/setup/free-port.ts'
import { createWorld, type World } from '../test/setup/world.ts'
import { removeAtExit, type Started, startProcess } from './process.ts'
import { untilReady } from './ready.ts'

const cordon = new URL('../src/main.ts', import.meta.url).pathname
const bolt = import.meta.resolve('./bare-bolt.ts').slice('file://'.length)

const listening = async (server: ReturnType<typeof createServer>): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

export type Ground = Readonly<{
  world: World
  /** Cordon's own `main.ts` over HTTP, with the clocks it has by default; ready when this resolves. */
  startCordon(): Promise<Started>
  /** The bare Bolt app, at `boltUrl`. */
  startBolt(): Promise<Started>
  boltUrl: string
  /** The bodies of slash commands as the playground's Slack writes them, each with an answering address of its own. */
  commands(count: number, command: string, text: string): Promise<readonly string[]>
}>

/** Writes down what is delivered, and acknowledges it. */
const collecting = async (world: World, deed: () => Promise<unknown>): Promise<readonly string[]> => {
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    bodies.push(Buffer.concat(chunks).toString('utf8'))
    response.end()
  })
  world.slack.deliverTo(`http://127.0.0.1:${await listening(server)}/`)
  await deed()
  world.slack.deliverTo(`${world.url}/slack/events`)
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return bodies
}

/** A playground's Slack with a team in it, and what stands before it: Cordon, and a bare Bolt app. Gone after `use`. */
export const onGround = async <T>(use: (ground: Ground) => Promise<T>): Promise<T> => {
  const world = await createWorld({ mode: 'http', team: { clocks: undefined } })
  removeAtExit(world.dir)
  const port = await freePort()
  const running: Started[] = []
  const started = async (program: Started, url: string): Promise<Started> => {
    running.push(program)
    await untilReady(url, program)
    return program
  }
  const boltUrl = `http://127.0.0.1:${port}`
  const boltEnv = { PORT: String(port), SLACK_SIGNING_SECRET: world.slack.signingSecret }
  try {
    return await use({
      world,
      startCordon: () => started(startProcess(cordon, world.env, 'sink'), world.url),
      startBolt: () => started(startProcess(bolt, boltEnv, 'sink'), boltUrl),
      boltUrl,
      commands: (count, command, text) =>
        collecting(world, async () => {
          for (let n = 0; n < count; n++) await world.ada.command(world.town, command, text)
        }),
    })
  } finally {
    for (const program of running) await program.stop()
    await world.stop()
  }
}
