import type { Complaint } from './config/complaint.ts'
import { createAsk, type Environment, type ReadFile } from './config/environment.ts'
import { type MailSettings, readMail } from './config/mail.ts'
import {
  type GithubSettings,
  type GoogleSettings,
  type ProcessSettings,
  readGithub,
  readGoogle,
  readProcess,
  readStore,
  type StoreSettings,
} from './config/services.ts'
import { readSlackParts, type SlackParts, type SlackSettings, wholeSlack } from './config/slack.ts'
import type { Team } from './config/team.ts'
import { readTeam, readTeamParts, type TeamParts } from './config/team-file.ts'

/** Everything that Cordon is told, checked and frozen. It holds secrets: never log it. */
export type Config = ProcessSettings &
  MailSettings &
  Readonly<{
    slack: SlackSettings
    store: StoreSettings
    google: GoogleSettings | null
    github: GithubSettings | null
    team: Team
  }>

type Answer<T> = T | Readonly<{ complaints: readonly Complaint[] }>

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value))

const frozen = <T>(value: T): T => {
  if (!isPlain(value)) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

const collecting = (env: Environment, readFile: ReadFile) => {
  const complaints: Complaint[] = []
  const ask = createAsk(env, readFile, (name, wrong, remedy) => {
    complaints.push({ name, wrong, remedy })
    return null
  })
  return { ask, complaints }
}

/**
 * Reads the whole configuration from the environment and cordon.yaml. Answers with it, or with every complaint at once; a
 * complaint names a setting, never its value. `readFile` throws when it cannot read.
 */
export const readConfig = (env: Environment, readFile: ReadFile): Answer<Readonly<{ config: Config }>> => {
  const { ask, complaints } = collecting(env, readFile)
  const [slack, store, team] = [wholeSlack(readSlackParts(ask)), readStore(ask), readTeam(ask, readFile)]
  const rest = { ...readProcess(ask), ...readMail(ask), google: readGoogle(ask), github: readGithub(ask) }
  if (team && Object.keys(team.lists).length > 0 && !ask.given('WITNESS_IMAP_URL'))
    ask.missing(
      'WITNESS_IMAP_URL',
      'is not set, though cordon.yaml names lists: nothing could prove that a list distributed a mail',
      'Set it to a mailbox that is subscribed to them, on another account than the sender’s.',
    )
  if (!slack || !store || !team || complaints.length > 0) return { complaints }
  return { config: frozen({ ...rest, slack, store, team }) }
}

/** What can be known of a configuration that may be incomplete. It holds secrets: never log it. */
export type ConfigParts = MailSettings &
  Readonly<{ slack: SlackParts; store: StoreSettings | null; google: GoogleSettings | null; team: TeamParts }>

/** For the doctor: every complaint, and beside them whatever is right. */
export const readConfigParts = (
  env: Environment,
  readFile: ReadFile,
): Readonly<{ parts: ConfigParts; complaints: readonly Complaint[] }> => {
  const whole = readConfig(env, readFile)
  const { ask } = collecting(env, readFile)
  const parts = {
    ...readMail(ask),
    slack: readSlackParts(ask),
    store: readStore(ask),
    google: readGoogle(ask),
    team: readTeamParts(ask, readFile),
  }
  return { parts: frozen(parts), complaints: 'complaints' in whole ? whole.complaints : [] }
}

/** For the operator's commands that need the data alone: where it is. */
export const readStoreConfig = (env: Environment, readFile: ReadFile): Answer<Readonly<{ store: StoreSettings }>> => {
  const { ask, complaints } = collecting(env, readFile)
  const store = readStore(ask)
  return store ? { store } : { complaints }
}

/** For the operator's commands that need cordon.yaml alone. */
export const readTeamConfig = (env: Environment, readFile: ReadFile): Answer<Readonly<{ team: Team }>> => {
  const { ask, complaints } = collecting(env, readFile)
  const team = readTeam(ask, readFile)
  return team ? { team: frozen(team) } : { complaints }
}
