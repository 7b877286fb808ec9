import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createClock } from '../adapters/clock.ts'
import { createLog } from '../adapters/log/log.ts'
import { createApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { type Answered, type Asked, asked } from './tour/desk-messages.ts'

/**
 * Cordon as `main.ts` starts it, configured by the same environment, but with a desk clock and beats that are led by the
 * process that started it (see `tour/desk-messages.ts`). It ends when that process does.
 */
const configured = () => {
  const read = readConfig(process.env, (path) => readFileSync(path, 'utf8'))
  if ('config' in read) return read.config
  throw new Error(read.complaints.map((it) => `${it.name} ${it.wrong}. ${it.remedy}`).join('\n'))
}

const answer = (it: Answered): void => {
  process.send?.(it)
}

const config = configured()
if (config.setZone) process.env.TZ = config.setZone
let ahead = 0
const { line } = createClock()
const clock = createClock(() => line() + ahead)
const app = await createApp(config, {
  clock,
  tick: (beat) => {
    const first = beat()
    return () => first
  },
  log: await createLog(config.logLevel, false),
  pid: process.pid,
})

const stop = async (): Promise<void> => {
  await app.stop()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('disconnect', stop)

const obey = async (it: Asked): Promise<number | null> => {
  if (it.ask === 'next') return app.next()
  ahead = it.ahead
  await (it.ask === 'start' ? app.start() : app.beat())
  return null
}

// One after another: a beat that is under way must not see the clock move.
let before = Promise.resolve()
process.on('message', (message) => {
  const it = asked.parse(message)
  before = before.then(async () => answer({ n: it.n, next: await obey(it) }))
})
// What was asked before there were ears is kept by the channel until then.
await once(process, 'disconnect')
