import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { createClock } from '../src/adapters/clock.ts'
import { openSqlite } from '../src/adapters/store/sqlite.ts'
import { alternate, type Figure, figureOf, percentile, perSecond } from './figure.ts'
import { type Ground, onGround } from './ground.ts'
import { type Job, type Sent, sent } from './job.ts'
import { startProcess } from './process.ts'

const file = import.meta.resolve('./sender.ts').slice('file://'.length)

const count = 400
const atOnce = 16
const turns = 5

const startSender = () => {
  const program = startProcess(file, {}, 'sender', 'pipe')
  const { stdin, stdout } = program.child
  if (!stdin || !stdout) throw new Error('the sender has no pipes')
  const lines = createInterface({ input: stdout })
  return {
    send: async (job: Job): Promise<Sent> => {
      const answer = once(lines, 'line')
      stdin.write(`${JSON.stringify(job)}\n`)
      const [line] = await Promise.race([answer, program.ended.then((it) => Promise.reject(new Error(it.errors)))])
      return sent.parse(JSON.parse(String(line)))
    },
    stop: async () => {
      stdin.end()
      await program.ended
    },
  }
}

/** The next run begins when Cordon has answered all of this one, so that it never works behind the yardstick's back. */
const answered = async ({ world }: Ground, before: number): Promise<void> => {
  const replies = () => world.slack.calls().filter((it) => it.method === 'response_url' && it.ok).length
  if (!(await world.slack.until(() => replies() - before >= count, 120_000)))
    throw new Error(`only ${replies() - before} of ${count} commands were answered`)
}

/** What was acknowledged must be stored and decided; anything less is no acknowledgement. */
const demandStored = async ({ world }: Ground, wanted: number): Promise<void> => {
  const engine = openSqlite(world.env.DATA_DIR ?? '', createClock())
  const inbox = await engine.db.selectFrom('inbox').select('done').execute()
  await engine.close()
  const decided = inbox.filter((it) => it.done === 1).length
  if (decided !== wanted) throw new Error(`of ${wanted} acknowledged commands ${decided} are stored and decided`)
}

const measureOn = async (ground: Ground): Promise<readonly Figure[]> => {
  const { world } = ground
  const cordon = await ground.startCordon()
  await ground.startBolt()
  const sender = startSender()
  let bodies: readonly string[] = []
  const to = (url: string) =>
    sender.send({ url: `${url}/slack/events`, secret: world.slack.signingSecret, atOnce, bodies: [...bodies] })
  const runs = await alternate({
    turns,
    bare: async () => {
      bodies = await ground.commands(count, '/kf-incident', 'list')
      return to(ground.boltUrl)
    },
    measure: async () => {
      const before = world.slack.calls().filter((it) => it.method === 'response_url' && it.ok).length
      const result = await to(world.url)
      await answered(ground, before)
      return result
    },
  })
  await sender.stop()
  await cordon.stop()
  await demandStored(ground, count * (turns + 1))
  const yardstick = 'a bare Bolt app that checks the signature and acknowledges, storing and doing nothing'
  const asked = `signed slash commands over HTTP, ${atOnce} at a time`
  return [
    figureOf(
      {
        figure: `${asked}: acknowledged, each stored durably first and decided behind it`,
        unit: 'per second',
        yardstick,
      },
      runs,
      (run) => perSecond(count, run.ms),
    ),
    figureOf({ figure: `${asked}: p99 of the acknowledgement`, unit: 'ms', yardstick }, runs, (run) =>
      percentile(run.took, 99),
    ),
  ]
}

/** Acknowledgements of signed slash commands: how many a second, and how long the slowest of a hundred takes. */
export const benchAcknowledge = (): Promise<readonly Figure[]> => onGround(measureOn)
