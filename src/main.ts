import { readFileSync } from 'node:fs'
import { createBeat, createClock } from './adapters/clock.ts'
import { createCron } from './adapters/cron/cron.ts'
import { createLog } from './adapters/log/log.ts'
import { StoreError } from './adapters/store/engine.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { minute } from './kernel/time.ts'

const refuse = (lines: readonly string[]): never => {
  process.stderr.write(`Cordon does not start:\n${lines.map((line) => `- ${line}\n`).join('')}`)
  process.exit(1)
}

const read = readConfig(process.env, (path) => readFileSync(path, 'utf8'))
if ('complaints' in read) refuse(read.complaints.map((it) => `${it.name} ${it.wrong}. ${it.remedy}`))
else {
  const { config } = read
  if (config.setZone) process.env.TZ = config.setZone
  const { beat } = config.team.clocks
  try {
    const app = await createApp(config, {
      clock: createClock(),
      tick: beat < minute ? createBeat(beat) : createCron(),
      log: createLog(config.logLevel, process.stdout.isTTY),
      pid: process.pid,
    })
    const stop = async () => {
      await app.stop()
      process.exit(0)
    }
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
    await app.start()
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    refuse([`${error.message}. ${error.remedy}`])
  }
}
