import { readFileSync } from 'node:fs'
import { createBeat, createClock } from './adapters/clock.ts'
import { createCron } from './adapters/cron/cron.ts'
import { createLog, frameOf, kindOf } from './adapters/log/log.ts'
import { SlackRefused } from './adapters/slack/identity.ts'
import { StoreError } from './adapters/store/engine.ts'
import { PortRefused } from './adapters/web/server.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { minute, second } from './kernel/time.ts'

const mostForStopping = 9.5 * second

const refuse = (lines: readonly string[]): never => {
  process.stderr.write(`Cordon does not start:\n${lines.map((line) => `- ${line}\n`).join('')}`)
  process.exit(1)
}

/** What the operator has to mend, in a sentence; null for what is no fault of theirs. */
const remedyOf = (error: unknown): string | null => {
  if (error instanceof StoreError || error instanceof PortRefused) return `${error.message}. ${error.remedy}`
  return error instanceof SlackRefused ? error.message : null
}

const read = readConfig(process.env, (path) => readFileSync(path, 'utf8'))
if ('complaints' in read) refuse(read.complaints.map((it) => `${it.name} ${it.wrong}. ${it.remedy}`))
else {
  const { config } = read
  if (config.setZone) process.env.TZ = config.setZone
  const { beat } = config.team.clocks
  const clock = createClock()
  const log = await createLog(config.logLevel, process.stdout.isTTY)
  // An error's own words may hold words of people, so only its kind and its place are said. What was stored is taken up
  // again at the next start.
  process.on('uncaughtException', (error) => {
    log('error', 'crashed', { error: kindOf(error), why: frameOf(error) })
    process.exit(1)
  })
  try {
    const app = await createApp(config, {
      clock,
      tick: beat < minute ? createBeat(beat) : createCron(),
      log,
      pid: process.pid,
    })
    const stop = async () => {
      log('info', 'stopping')
      await Promise.race([app.stop(), clock.pause(mostForStopping)])
      process.exit(0)
    }
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
    await app.start()
  } catch (error) {
    const remedy = remedyOf(error)
    if (remedy === null) throw error
    refuse([remedy])
  }
}
