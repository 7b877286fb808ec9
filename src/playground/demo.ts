import { parseArgs } from 'node:util'
import { createShow } from './page/show.ts'
import { after, line } from './slack/timers.ts'
import { fair, mishaps } from './tour/mishaps.ts'
import { createTour } from './tour/tour.ts'

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const help = [
  'npm run demo [-- --port N]',
  'Serves a page on this machine: a Slack, a Drive, mailboxes and a list of its own, with Cordon among them.',
  '',
  'npm run demo -- --tour [--mishap NAME]',
  'Performs the three jobs of Cordon there by itself, and tells each step in a line.',
  'A mishap makes something outside go wrong, and the tour names the step that did not come about:',
  ...Object.entries(mishaps).map(([name, it]) => `  ${name.padEnd(18)}${it.says}`),
].join('\n')

const options = {
  tour: { type: 'boolean' },
  mishap: { type: 'string' },
  port: { type: 'string' },
  help: { type: 'boolean' },
} as const

const endWithHelp = (code: number): never => {
  say(help)
  return process.exit(code)
}

/** What was asked for; an argument that is not known ends with the help and 2. */
const asked = () => {
  try {
    return parseArgs({ options }).values
  } catch {
    return endWithHelp(2)
  }
}

/** The port that was asked for, if one was. */
const portOf = (given: string | undefined): number | undefined => {
  if (given === undefined) return undefined
  return /^\d{1,5}$/.test(given) && Number(given) < 65_536 ? Number(given) : endWithHelp(2)
}

const onSignal = (code: number, end: () => Promise<void>): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      await end()
      process.exit(code)
    })
}

const tell = async (mishap: string | undefined): Promise<void> => {
  const chosen = mishap === undefined ? { with: fair } : (mishaps[mishap] ?? endWithHelp(2))
  const tour = createTour({ line, after }, chosen.with, say)
  onSignal(1, tour.end)
  process.exit((await tour.run()) ? 0 : 1)
}

const show = async (port: number | undefined): Promise<void> => {
  const page = createShow({ line, after })
  onSignal(0, page.end)
  try {
    say(`Cordon's playground is at ${await page.start(port)} (Ctrl-C ends it)`)
  } catch (error) {
    say(`The page could not be served: ${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  }
}

const { tour, mishap, port, help: wanted } = asked()
if (wanted === true) endWithHelp(0)
await (tour === true || mishap !== undefined ? tell(mishap) : show(portOf(port)))
