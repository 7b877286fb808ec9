import { alternate, type Figure, figureOf } from './figure.ts'
import { type Ground, onGround } from './ground.ts'
import { residentOf, type Started } from './process.ts'

/** Long enough for what a start leaves behind to be collected. */
const idle = 3_000

const startOnce = async (start: () => Promise<Started>): Promise<Readonly<{ ms: number; megabytes: number }>> => {
  const began = performance.now()
  const program = await start()
  const ms = performance.now() - began
  await new Promise((resolve) => setTimeout(resolve, idle))
  const megabytes = residentOf(program.pid)
  await program.stop()
  return { ms, megabytes }
}

const measureOn = async (ground: Ground): Promise<readonly Figure[]> => {
  const runs = await alternate({
    turns: 5,
    bare: () => startOnce(ground.startBolt),
    measure: () => startOnce(ground.startCordon),
  })
  const yardstick = 'a bare Bolt app over HTTP'
  return [
    figureOf(
      { figure: 'start, from the spawn to the first yes of /readyz', unit: 'ms', yardstick },
      runs,
      (it) => it.ms,
    ),
    figureOf({ figure: 'memory when idle (resident)', unit: 'MB', yardstick }, runs, (it) => it.megabytes),
  ]
}

/** How long a start takes on data that is there already, and what memory Cordon then holds. */
export const benchStart = (): Promise<readonly Figure[]> => onGround(measureOn)
