import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { type Agenda, localDate, type Notes, planLines, readAgenda, type Series } from '../meeting/index.ts'

/** What the operator's meeting commands need from outside. */
export type MeetingCommands = Readonly<{
  /** The series of the configuration; may refuse with an error that says what is wrong in it. */
  series(): Promise<readonly Series[]>
  parseNotes(markdown: string): Notes
  /** Desk time, ms UTC. */
  now(): number
  print(line: string): void
}>

/** As many bytes as Drive exports at most. */
const longestFile = 10 * 1024 * 1024
const longestPlan = 366 * 100

type Given = Readonly<Record<string, string | boolean | undefined>>

/** A sentence for the operator; becomes exit code 2. */
class Complaint extends Error {}

const asked = (given: Given, name: string): string => {
  const value = given[name]
  if (typeof value === 'string' && value !== '') return value
  throw new Complaint(`--${name} is missing: see \`meeting plan --help\`.`)
}

/** A day (in the zone of the series) or an instant; `days` is added to a day, so that a last day is taken whole. */
const instantOf = (name: string, text: string, { zone, days }: Readonly<{ zone: string; days: number }>): number => {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text))
      return Temporal.PlainDate.from(text, { overflow: 'reject' }).add({ days }).toZonedDateTime(zone).epochMilliseconds
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    throw new Complaint(
      `--${name} ${text} is neither a day such as 2026-01-31 nor an instant such as 2026-01-31T16:00Z.`,
    )
  }
}

const seriesOf = async (key: string, commands: MeetingCommands): Promise<Series> => {
  const all = await commands.series()
  const found = all.find((series) => series.key === key)
  if (found) return found
  const known = all.map((series) => series.key).join(', ')
  throw new Complaint(
    `There is no series ${key}: ${known === '' ? 'the configuration has none' : `known are ${known}`}.`,
  )
}

const showPlan = async (given: Given, commands: MeetingCommands): Promise<void> => {
  const [key, a, b] = [asked(given, 'series'), asked(given, 'from'), asked(given, 'to')]
  const series = await seriesOf(key, commands)
  const from = instantOf('from', a, { zone: series.zone, days: 0 })
  const to = instantOf('to', b, { zone: series.zone, days: 1 })
  if (to <= from) throw new Complaint(`--to ${b} is not after --from ${a}.`)
  if (to - from > longestPlan * 86_400_000) throw new Complaint('A plan is for at most a hundred years.')
  for (const line of planLines(series, from, to)) {
    const zones = Object.entries(line.zones).map(([zone, time]) => `${time} ${zone}`)
    commands.print(given.json ? JSON.stringify(line) : `${line.at}  ${line.reminder}  ${zones.join('  ')}`)
  }
}

const readNotes = async (path: string): Promise<string> => {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    if (size > longestFile) throw new Complaint(`${path} is larger than 10 MB, more than Drive would export.`)
    return await file.readFile('utf8')
  } catch (error) {
    if (error instanceof Complaint) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new Complaint(`${path} cannot be read (${code}): name a Markdown file of meeting notes.`)
  }
}

const inWords = (agenda: Agenda): readonly string[] => [
  `${agenda.date ?? 'no date'}  host: ${agenda.host ?? 'not named'}  attendees: ${agenda.attendees.length}`,
  ...agenda.items.map((item) => `${item.status.padEnd(12)} ${item.title}${item.owner ? ` (${item.owner})` : ''}`),
  ...agenda.actions.map((item) => `action       ${item.title}${item.owner ? ` (${item.owner})` : ''}`),
  ...agenda.warnings.map(({ line, says }) => `line ${line}: ${says}`),
]

const showAgenda = async (path: string, given: Given, commands: MeetingCommands): Promise<void> => {
  const wanted = typeof given.date === 'string' ? given.date : undefined
  if (wanted !== undefined && !localDate.safeParse(wanted).success)
    throw new Complaint(`--date ${wanted} is not a day such as 2026-01-31.`)
  const notes = commands.parseNotes(await readNotes(path))
  const today = Temporal.Instant.fromEpochMilliseconds(commands.now()).toString().slice(0, 10)
  const agenda = readAgenda(notes, { name: basename(path), today, ...(wanted === undefined ? {} : { wanted }) })
  if (wanted !== undefined && agenda.date === null && agenda.dates.length > 0)
    throw new Complaint(`${path} holds no meeting on ${wanted}; it holds ${agenda.dates.join(', ')}.`)
  for (const line of given.json ? [JSON.stringify(agenda)] : inWords(agenda)) commands.print(line)
}

const answering = async (command: Command, run: () => Promise<void>): Promise<void> => {
  try {
    await run()
  } catch (error) {
    if (error instanceof Complaint) command.error(error.message, { exitCode: 2, code: 'cordon.meeting' })
    throw error
  }
}

/** Adds `meeting plan` and `meeting agenda` to the operator's program. What is asked wrongly ends with exit code 2. */
export const addMeetingCommands = (program: Command, commands: MeetingCommands): void => {
  const meeting = program.command('meeting').description('when a series meets, and what its notes say')
  meeting
    .command('plan')
    .description('every reminder of the meetings in a span of time')
    .option('--series <key>', 'the series, by its key in the configuration')
    .option('--from <day>', 'the first day in the zone of the series, or an instant such as 2026-01-31T16:00Z')
    .option('--to <day>', 'the last day, taken whole, or an instant that is no longer part of it')
    .option('--json', 'one JSON object a line: series, occurrence, start, reminder, at, zones')
    .action((given: Given, command: Command) => answering(command, () => showPlan(given, commands)))
  meeting
    .command('agenda')
    .description('what a file of meeting notes (Markdown, as Drive exports it) says')
    .argument('<file>', 'the notes')
    .option('--date <day>', 'the meeting of this day; else the next one, else the newest')
    .option('--json', 'one JSON object: date, host, recording, attendees, items, actions, warnings, dates')
    .action((path: string, given: Given, command: Command) =>
      answering(command, () => showAgenda(path, given, commands)),
    )
}
