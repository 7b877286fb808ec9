import { existsSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { Command } from 'commander'
import { createClock } from '../adapters/clock.ts'
import { parseMarkdown } from '../adapters/drive/markdown.ts'
import { frameOf, kindOf } from '../adapters/log/log.ts'
import { holdsDatabase } from '../adapters/store/backup.ts'
import { StoreError } from '../adapters/store/engine.ts'
import type { StoreAt } from '../adapters/store/open.ts'
import type { Complaint } from '../config/complaint.ts'
import type { SlackSettings } from '../config/slack.ts'
import type { Team } from '../config/team.ts'
import { readStoreConfig, readTeamConfig } from '../config.ts'
import { addActsCommands } from './acts.ts'
import { type WithDesk, withDeskOn } from './desk.ts'
import { addDoctorCommand } from './doctor/index.ts'
import { addGateCommands } from './gate.ts'
import { addInitCommand } from './init/index.ts'
import { addLedgerCommands } from './ledger.ts'
import { addManifestCommands, type MakeManifest } from './manifest.ts'
import { addMeetingCommands } from './meeting.ts'
import { fail } from './print.ts'
import { addRestoreCommands, type Keeping } from './restore.ts'

const clock = createClock()
const print = (line: string): void => void process.stdout.write(`${line}\n`)
const readFile = (path: string): string => readFileSync(path, 'utf8')

const complain = (complaints: readonly Complaint[]): void => {
  for (const { name, wrong, remedy } of complaints) fail(`${name} ${wrong}`, remedy)
}

/** Settings refuse what a command asked for. */
class Misconfigured extends Error {
  readonly complaints: readonly Complaint[]
  constructor(complaints: readonly Complaint[]) {
    super('the settings refuse')
    this.complaints = complaints
  }
}

/** Runs a command where the data is; what keeps it from that is said, and the exit code is 2. */
const onStore = async (use: (at: StoreAt) => Promise<void>): Promise<void> => {
  const read = readStoreConfig(process.env, readFile)
  if ('complaints' in read) return complain(read.complaints)
  try {
    await use(read.store)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    fail(error.message, error.remedy)
  }
}

const withDesk: WithDesk = (use) =>
  onStore(async (at) => {
    if (at.kind === 'sqlite' && !holdsDatabase(at.dir))
      return fail(
        'DATA_DIR holds no data of Cordon',
        'Set it to the folder that Cordon runs with, or start Cordon first.',
      )
    await withDeskOn(at, clock)(use)
  })

/** The account of this machine that asks, for the ledger. */
const who = (): string => {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}

const withKeeping = (use: (it: Keeping) => Promise<void>): Promise<void> =>
  onStore((at) => use({ at, clock, pid: process.pid, who: who() }))

const anyTeam = JSON.stringify({
  roles: { lead: ['U000'], responder: ['U000'] },
  places: { team: 'C000' },
  terms: { version: '1', text: 'none' },
})

/** For looking at the tables alone: with these nobody is reached. */
const noSlack: SlackSettings = {
  botToken: 'xoxb-none',
  mode: { kind: 'socket', appToken: 'xapp-none' },
  apiUrl: 'https://slack.com/api/',
}

const manifestFor = async (team: Team, url: string | null): Promise<string> =>
  (await import('../app.ts')).appManifest({ team, slack: noSlack }, clock, url)

/** The manifest is wanted before there is an app or any setting; cordon.yaml, where there is one, gives the prefix. */
const manifest: MakeManifest = async (url) => {
  const isThere = process.env.CORDON_CONFIG !== undefined || existsSync('cordon.yaml')
  const read = readTeamConfig(process.env, isThere ? readFile : () => anyTeam)
  if ('team' in read) return manifestFor(read.team, url)
  complain(read.complaints)
  return null
}

/** A person to ask, where one sits at both ends; who ends the input (Ctrl-D, Ctrl-C) ends the question with an AbortError. */
const terminal = () => {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return null
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const gone = new AbortController()
  lines.once('close', () => gone.abort())
  return {
    ask: (line: string) => lines.question(line, { signal: gone.signal }),
    close: () => lines.close(),
  }
}

const program = new Command('cordon')
  .description('Cordon’s commands for the operator; they work beside a running Cordon')
  .showHelpAfterError('(--help tells what there is)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

addActsCommands(program, withDesk, who())
addLedgerCommands(program, withDesk)
addGateCommands(program)
addMeetingCommands(program, {
  series: async () => {
    const read = readTeamConfig(process.env, readFile)
    if ('team' in read) return read.team.series
    throw new Misconfigured(read.complaints)
  },
  parseNotes: parseMarkdown,
  now: clock.now,
  print,
})
addManifestCommands(program, manifest)
addRestoreCommands(program, withKeeping)
addInitCommand(program, {
  terminal,
  manifest: manifestFor,
  print,
  refuse: (line) => {
    process.stderr.write(`${line}\n`)
    process.exitCode = 2
  },
})
addDoctorCommand(program, {
  env: process.env,
  readFile,
  modeOf: (path) => statSync(path, { throwIfNoEntry: false })?.mode ?? null,
  clock,
  print,
  failed: () => {
    process.exitCode = 1
  },
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof Misconfigured) complain(error.complaints)
  // An error's own words may hold words of people.
  else process.stderr.write(`The command failed and may have done nothing (${kindOf(error)} in ${frameOf(error)}).\n`)
  process.exitCode ||= 1
}
