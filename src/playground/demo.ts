import { parseArgs } from 'node:util'
import { after, line } from './slack/timers.ts'
import { fair, mishaps } from './tour/mishaps.ts'
import { createTour } from './tour/tour.ts'

const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

const help = [
  'npm run demo [-- --tour] [-- --mishap NAME]',
  'Performs the three jobs of Cordon on this machine, with a Slack, a Drive, mailboxes and a list of its own.',
  'A mishap makes something outside go wrong, and the tour names the step that did not come about:',
  ...Object.entries(mishaps).map(([name, it]) => `  ${name.padEnd(18)}${it.says}`),
].join('\n')

const options = { tour: { type: 'boolean' }, mishap: { type: 'string' }, help: { type: 'boolean' } } as const

/** What was asked for; an argument that is not known ends with the help and 2. */
const asked = () => {
  try {
    return parseArgs({ options }).values
  } catch {
    say(help)
    return process.exit(2)
  }
}

const { mishap, help: wanted } = asked()
if (wanted === true) {
  say(help)
  process.exit(0)
}
const chosen = mishap === undefined ? { with: fair } : mishaps[mishap]
if (!chosen) {
  say(help)
  process.exit(2)
}
const tour = createTour({ line, after }, chosen.with, say)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await tour.end()
    process.exit(1)
  })
process.exit((await tour.run()) ? 0 : 1)
