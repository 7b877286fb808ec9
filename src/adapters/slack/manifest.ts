import { stringify } from 'yaml'
import type { Command } from '../../kernel/door.ts'
import type { EventName, Feature, Manifest } from './scopes.ts'

export type ManifestGiven = Readonly<{
  /** The app's name, at most 35 characters. */
  name: string
  prefix: string
  commands: readonly Pick<Command, 'word' | 'verb' | 'usage' | 'says'>[]
  features: readonly Feature[]
  /** Types of events that a module listens to; no other is subscribed to. */
  hears: ReadonlySet<string>
  mode: 'socket' | Readonly<{ url: string }>
}>

const about =
  'Cordon opens embargoed incident rooms, keeps their clocks and their rosters, reminds of the team’s meetings, and ' +
  'relays announcements to the mailing list after a second person has approved them. It never shows what is under embargo.'

/** The type an event arrives with: `message.groups` is subscribed to, `message` comes. */
const typeOf = (event: EventName): string => event.split('.')[0] ?? event

const slashCommand = (it: ManifestGiven, word: string) => {
  const rows = it.commands.filter((row) => row.word === word)
  const verbs = rows.map((row) => row.verb).filter((verb) => verb !== '')
  const [first] = rows
  return {
    command: `/${it.prefix}${word}`,
    description: (rows.length === 1 && first ? first.says : `Cordon: ${[...verbs, 'help'].join(', ')}`).slice(0, 2000),
    usage_hint: [...verbs, 'help'].join(' | ').slice(0, 1000),
    should_escape: true,
    ...(it.mode === 'socket' ? {} : { url: it.mode.url }),
  }
}

const names = (it: ManifestGiven, optional: boolean) =>
  it.features.filter((feature) => feature.optional === optional).flatMap((feature) => feature.scopes)

/** The app's manifest as Slack takes it, made from the tables that parse and the features switched on. Pure. */
export const createManifest = (it: ManifestGiven): Manifest => {
  const address = it.mode === 'socket' ? {} : { request_url: it.mode.url }
  const events = it.features.flatMap((feature) => feature.events).filter((event) => it.hears.has(typeOf(event)))
  const optional = names(it, true)
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: it.name,
      description: 'The coordination desk of a security team',
      long_description: about,
      background_color: '#1f2a44',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: it.name, always_online: true },
      slash_commands: [...new Set(it.commands.map((row) => row.word))].map((word) => slashCommand(it, word)),
    },
    oauth_config: {
      scopes: { bot: names(it, false), ...(optional.length > 0 ? { bot_optional: optional } : {}) },
    },
    settings: {
      ...(events.length > 0 ? { event_subscriptions: { bot_events: events, ...address } } : {}),
      interactivity: { is_enabled: true, ...address },
      org_deploy_enabled: false,
      socket_mode_enabled: it.mode === 'socket',
      token_rotation_enabled: false,
    },
  }
}

/** The manifest as the file `manifest.yml`. */
export const manifestYaml = (it: ManifestGiven): string =>
  `# Made by \`npm run manifest\` from the tables of commands and features: change those, not this.\n${stringify(createManifest(it), { lineWidth: 0 })}`
