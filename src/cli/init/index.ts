import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Team } from '../../config/team.ts'
import { readTeamConfig } from '../../config.ts'
import { type AskPerson, type Gathered, gatherAnswers } from './gather-answers.ts'
import { type Answers, isNone, questions } from './questions.ts'
import { secretsFile } from './write-secrets.ts'
import { teamFile } from './write-team.ts'

/** What `init` needs from outside. */
export type InitPorts = Readonly<{
  /** Opens a terminal to ask at, and says how to close it; null where nobody sits there. */
  terminal(): Readonly<{ ask: AskPerson; close(): void }> | null
  manifest(team: Team, url: string | null): Promise<string>
  print(line: string): void
  /** Says what is wrong and what to do. */
  refuse(line: string): void
}>

type Given = Readonly<Record<string, string | boolean | undefined>>
type File = Readonly<{ name: string; text: string; mode: number }>

/** As commander names an option: `public-url` is `publicUrl`. */
const optionOf = (flag: string): string => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const answersIn = (given: Given): Answers =>
  Object.fromEntries(
    questions.flatMap(({ flag }) => {
      const value = given[optionOf(flag)]
      return typeof value === 'string' ? [[flag, value.trim()]] : []
    }),
  )

/** What is written, all or none. */
const names = ['cordon.yaml', '.env', 'slack-manifest.yml'] as const

/** What Cordon itself would complain about, before anything is written. */
const readBack = (text: string, withList: boolean) =>
  // A list asks for accounts, which are secrets still to be filled in.
  readTeamConfig(withList ? { SMTP_URL: 'smtps://to-be-filled-in' } : {}, () => text)

const filesFor = async (answers: Answers, ports: InitPorts): Promise<readonly File[] | null> => {
  const text = teamFile(answers)
  const read = readBack(text, !isNone(answers.list))
  if ('complaints' in read) {
    for (const { name, wrong, remedy } of read.complaints) ports.refuse(`${name} ${wrong}. ${remedy}`)
    return null
  }
  const url = answers.mode === 'http' ? `${answers['public-url']?.replace(/\/+$/, '')}/slack/events` : null
  return [
    { name: 'cordon.yaml', text, mode: 0o644 },
    { name: '.env', text: secretsFile(answers, randomBytes(48).toString('base64')), mode: 0o600 },
    { name: 'slack-manifest.yml', text: await ports.manifest(read.team, url), mode: 0o644 },
  ]
}

const steps = (dir: string): readonly string[] => [
  `Written: ${names.map((name) => join(dir, name)).join(', ')}.`,
  'What comes next:',
  '  1. Create the Slack app: https://api.slack.com/apps, Create New App, From a manifest; paste slack-manifest.yml, install it,',
  '     and invite it to the channels in cordon.yaml.',
  '  2. Fill in the blanks of .env; each says where its value comes from.',
  '  3. npm run cordon -- doctor',
]

const refuseThere = (there: readonly string[], ports: InitPorts): void =>
  ports.refuse(
    `${there.join(', ')} ${there.length === 1 ? 'is' : 'are'} there already, so nothing was written. ` +
      'Move what is there away, or name another folder by --dir.',
  )

/** Whoever sat there went away. */
const stopped = (error: unknown): Gathered => {
  if (error instanceof Error && error.name === 'AbortError')
    return { complaints: ['Stopped before the last question, so nothing was written. Run init again.'] }
  throw error
}

const init = async (given: Given, ports: InitPorts): Promise<void> => {
  const dir = typeof given.dir === 'string' ? given.dir : '.'
  // Looked for before any question, so that nobody answers them in vain.
  const before = names.filter((name) => existsSync(join(dir, name)))
  if (before.length > 0) return refuseThere(before, ports)
  const yes = given.yes === true
  const terminal = yes ? null : ports.terminal()
  const how = { given: answersIn(given), yes, ask: terminal?.ask ?? null, say: ports.print }
  const gathered = await gatherAnswers(how)
    .catch(stopped)
    .finally(() => terminal?.close())
  if ('complaints' in gathered) return gathered.complaints.forEach(ports.refuse)
  const files = await filesFor(gathered.answers, ports)
  if (!files) return
  mkdirSync(dir, { recursive: true })
  for (const { name, text, mode } of files) writeFileSync(join(dir, name), text, { flag: 'wx', mode })
  for (const line of steps(dir)) ports.print(line)
}

/** `init`, with a flag for each question. */
export const addInitCommand = (program: Command, ports: InitPorts): void => {
  const command = program
    .command('init')
    .description('ask a few questions, and write cordon.yaml, .env and slack-manifest.yml; overwrites nothing')
    .option('--dir <dir>', 'the folder to write into', '.')
    .option('--yes', 'take what is usual for whatever is not given')
  for (const { flag, asks } of questions) command.option(`--${flag} <answer>`, asks)
  command.action((given: Given) => init(given, ports))
}
