import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createClock } from '../../../src/adapters/clock.ts'
import { features } from '../../../src/adapters/slack/scopes.ts'
import { openSqlite } from '../../../src/adapters/store/sqlite.ts'
import { createStore } from '../../../src/adapters/store/store.ts'
import type { Finding } from '../../../src/cli/doctor/finding.ts'
import { dkimRecord } from '../../../src/cli/doctor/judge-dkim.ts'
import type { Clinic } from './clinic.ts'

type Ward = 'passes' | 'warns' | 'fails' | 'gone'

/** What is done to the world, and what the doctor then says otherwise than of a healthy one. */
export type Fault = Readonly<{
  fault: string
  /** Breaks something; returns what the settings are then, where they change. */
  does(it: Clinic): Changes | Promise<Changes>
  /** Each check that is answered otherwise, with its new state. */
  changes: Readonly<Record<string, Ward>>
  /** The check whose remedy is shown, and what it must say to whom. */
  shown: string
  remedy: RegExp
  who: Finding['who']
}>
export type Changes = Readonly<{
  env?: Readonly<Record<string, string | undefined>>
  team?: Readonly<Record<string, unknown>>
  /** Milliseconds that our clock is ahead. */
  ahead?: number
  envMode?: number
}>

/** What is done to the world alone, the settings staying as they are. */
const done = (_done: unknown): Changes => ({})

const scratch = mkdtempSync(join(tmpdir(), 'cordon-doctor-'))
const emptyFolder = (): string => mkdtempSync(join(scratch, 'data-'))

const newerData = async (): Promise<string> => {
  const dir = emptyFolder()
  const store = createStore(openSqlite(dir, createClock()))
  await store.migrate()
  await store.close()
  const database = new DatabaseSync(join(dir, 'cordon.db'))
  database.exec("insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2099')")
  database.close()
  return dir
}
const damagedData = (): string => {
  const dir = emptyFolder()
  writeFileSync(join(dir, 'cordon.db'), 'spilled coffee\n'.repeat(1000))
  return dir
}
const inAFile = (): string => {
  const file = join(emptyFolder(), 'a-file')
  writeFileSync(file, '')
  return join(file, 'data')
}

const otherKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const wrongPassword = (url = ''): string => url.replace(/:[^:@]+@/, ':wrong-password@')

const withoutScope = (it: Clinic, ...scopes: readonly string[]): Changes => {
  it.slack.setScopes(it.scopes.filter((scope) => !scopes.includes(scope)))
  return {}
}

const optional = features
  .filter((feature) => feature.optional)
  .map(
    (feature): Fault => ({
      fault: `without the scopes of ${feature.name}`,
      does: (it) => withoutScope(it, ...feature.scopes),
      changes: {
        [`slack.feature.${feature.name}`]: 'warns',
        // Without channels:read no public channel can be looked at.
        ...(feature.name === 'public-channels'
          ? { 'slack.place.team': 'warns', 'slack.place.announcements': 'warns' }
          : {}),
      },
      shown: `slack.feature.${feature.name}`,
      remedy: new RegExp(feature.scopes.join(' and ')),
      who: 'workspace admin',
    }),
  )

const settings: readonly Fault[] = [
  {
    fault: 'TZ set to another zone',
    does: () => ({ env: { TZ: 'Europe/Berlin' } }),
    changes: { config: 'gone', 'config.TZ': 'fails' },
    shown: 'config.TZ',
    remedy: /^Remove it, or set it to UTC/,
    who: 'operator',
  },
  {
    fault: 'a key of cordon.yaml mistyped: the rest is still tried',
    does: () => ({ team: { comandPrefix: 'x-' } }),
    changes: { config: 'gone', 'config.cordon.yaml.comandPrefix': 'fails' },
    shown: 'config.cordon.yaml.comandPrefix',
    remedy: /^Was commandPrefix meant\?/,
    who: 'operator',
  },
  {
    fault: 'no app token: the rest is still tried',
    does: () => ({ env: { SLACK_APP_TOKEN: undefined } }),
    changes: { config: 'gone', 'config.SLACK_APP_TOKEN': 'fails', 'slack.app-token': 'gone' },
    shown: 'config.SLACK_APP_TOKEN',
    remedy: /connections:write/,
    who: 'operator',
  },
  {
    fault: '.env readable by others',
    does: () => ({ envMode: 0o100644 }),
    changes: { 'config.env-file': 'warns' },
    shown: 'config.env-file',
    remedy: /^chmod 600 \.env$/,
    who: 'operator',
  },
]

/** What is not looked at when Slack refuses the bot. */
const unseen = (it: readonly string[]): Readonly<Record<string, Ward>> =>
  Object.fromEntries(it.map((check) => [check, 'gone']))

const slack: readonly Fault[] = [
  {
    fault: 'a wrong bot token',
    does: () => ({ env: { SLACK_BOT_TOKEN: 'xoxb-wrong' } }),
    changes: {
      'slack.bot-token': 'fails',
      'slack.restrictions': 'gone',
      ...unseen(['slack.scopes', 'slack.place.team', 'slack.place.announcements']),
      ...unseen(['slack.person.ADA', 'slack.person.BOB', 'slack.person.CLEO']),
    },
    shown: 'slack.bot-token',
    remedy: /Install the app again/,
    who: 'operator',
  },
  {
    fault: 'a wrong app token',
    does: () => ({ env: { SLACK_APP_TOKEN: 'xapp-wrong' } }),
    changes: { 'slack.app-token': 'fails' },
    shown: 'slack.app-token',
    remedy: /connections:write/,
    who: 'operator',
  },
  {
    fault: 'without groups:write, which rooms need',
    does: (it) => withoutScope(it, 'groups:write'),
    changes: { 'slack.scopes': 'fails' },
    shown: 'slack.scopes',
    remedy: /^Put groups:write into the app’s scopes/,
    who: 'workspace admin',
  },
  ...optional,
  {
    fault: 'the bot is not in a channel',
    does: (it) => ({ team: { places: { ...it.team.places, team: it.strange } } }),
    changes: { 'slack.place.team': 'fails' },
    shown: 'slack.place.team',
    remedy: /^In that channel, write: \/invite @cordon$/,
    who: 'operator',
  },
  {
    fault: 'a channel that does not exist, or that the bot may not see',
    does: (it) => ({ team: { places: { ...it.team.places, team: 'C0NOWHERE' } } }),
    changes: { 'slack.place.team': 'fails' },
    shown: 'slack.place.team',
    remedy: /correct the id in cordon.yaml/,
    who: 'operator',
  },
  {
    fault: 'an archived channel',
    does: (it) => ({ team: { places: { ...it.team.places, announcements: it.archived } } }),
    changes: { 'slack.place.announcements': 'fails' },
    shown: 'slack.place.announcements',
    remedy: /^Unarchive it/,
    who: 'workspace admin',
  },
  {
    fault: 'an unknown person in a role',
    does: (it) => ({ team: { roles: { ...it.team.roles, host: ['U0NOBODY0'] } } }),
    changes: { 'slack.person.U0NOBODY0': 'fails' },
    shown: 'slack.person.U0NOBODY0',
    remedy: /^Take U0NOBODY0 out of the roles/,
    who: 'operator',
  },
  {
    fault: 'a guest in a role',
    does: (it) => ({ team: { roles: { ...it.team.roles, host: [it.ids.gus] } } }),
    changes: { 'slack.person.GUS': 'fails' },
    shown: 'slack.person.GUS',
    remedy: /out of the roles/,
    who: 'operator',
  },
  {
    fault: 'Slack broken, for one person',
    does: (it) => {
      it.slack.faults.next('users.info', { status: 500 })
      return {
        team: {
          roles: { ...it.team.roles, responder: [it.ids.ada], approver: [it.ids.ada], lead: [it.ids.ada] },
          lists: {},
        },
      }
    },
    changes: {
      'slack.person.ADA': 'fails',
      ...unseen(['slack.person.BOB', 'slack.person.CLEO', 'mail.list.kubeflow-security']),
      ...unseen(['mail.spf.cordon.example', 'mail.dmarc.cordon.example']),
    },
    shown: 'slack.person.ADA',
    remedy: /reaches slack\.com/,
    who: 'operator',
  },
]

const drive: readonly Fault[] = [
  {
    fault: 'a document that is not shared',
    does: (it) => done(it.drive.documents.share('notes', [])),
    changes: { 'drive.calls': 'fails' },
    shown: 'drive.calls',
    remedy: /^Share it with cordon@playground\.iam\.gserviceaccount\.com as Viewer\.$/,
    who: 'owner of the document',
  },
  {
    fault: 'a document in the bin',
    does: (it) => done(it.drive.documents.trash('notes')),
    changes: { 'drive.calls': 'fails' },
    shown: 'drive.calls',
    remedy: /out of the bin/,
    who: 'owner of the document',
  },
  {
    fault: 'a file that is no document',
    does: (it) => {
      it.putNotes('application/pdf')
      return {}
    },
    changes: { 'drive.calls': 'fails' },
    shown: 'drive.calls',
    remedy: /as a Google document/,
    who: 'owner of the document',
  },
  {
    fault: 'a key that Google does not know',
    does: (it) => ({ env: { GOOGLE_CREDENTIALS: it.strangeCredentials } }),
    changes: { 'drive.calls': 'fails' },
    shown: 'drive.calls',
    remedy: /^Make a new key/,
    who: 'operator',
  },
  {
    fault: 'no account for the notes',
    does: () => ({ env: { GOOGLE_CREDENTIALS: undefined } }),
    changes: { 'drive.calls': 'warns' },
    shown: 'drive.calls',
    remedy: /GOOGLE_CREDENTIALS_FILE/,
    who: 'operator',
  },
]

const accounts: readonly Fault[] = [
  {
    fault: 'a wrong SMTP login',
    does: (it) => ({ env: { SMTP_URL: wrongPassword(it.env.SMTP_URL) } }),
    changes: { 'mail.smtp': 'fails' },
    shown: 'mail.smtp',
    remedy: /app password/,
    who: 'mail admin',
  },
  {
    fault: 'SMTP gone',
    does: (it) => ({ env: { SMTP_URL: it.env.SMTP_URL?.replace(/:\d+$/, ':1') } }),
    changes: { 'mail.smtp': 'fails' },
    shown: 'mail.smtp',
    remedy: /host and port in SMTP_URL/,
    who: 'operator',
  },
  {
    fault: 'SMTP hangs up at the login',
    does: (it) => done(it.mail.faults.add({ step: 'auth', trouble: 'cut' })),
    changes: { 'mail.smtp': 'fails' },
    shown: 'mail.smtp',
    remedy: /host and port in SMTP_URL/,
    who: 'operator',
  },
  {
    fault: 'SMTP by TLS of an unknown authority',
    does: (it) => ({ env: { SMTP_URL: it.distrusted.smtpUrl('desk@cordon.example') } }),
    changes: { 'mail.smtp': 'fails' },
    shown: 'mail.smtp',
    remedy: /NODE_EXTRA_CA_CERTS/,
    who: 'mail admin',
  },
  {
    fault: 'a wrong witness login',
    does: (it) => ({ env: { WITNESS_IMAP_URL: wrongPassword(it.env.WITNESS_IMAP_URL) } }),
    changes: { 'mail.witness': 'fails', 'mail.list.kubeflow-security': 'gone' },
    shown: 'mail.witness',
    remedy: /Switch IMAP on/,
    who: 'mail admin',
  },
  {
    fault: 'a wrong bounce login',
    does: (it) => ({ env: { BOUNCE_IMAP_URL: wrongPassword(it.env.BOUNCE_IMAP_URL) } }),
    changes: { 'mail.bounce': 'fails' },
    shown: 'mail.bounce',
    remedy: /set it in BOUNCE_IMAP_URL/,
    who: 'mail admin',
  },
  {
    fault: 'a witness on the account that sends',
    does: (it) => ({ env: { WITNESS_IMAP_URL: it.env.BOUNCE_IMAP_URL } }),
    changes: { 'mail.witness-account': 'fails', 'mail.list.kubeflow-security': 'warns' },
    shown: 'mail.witness-account',
    remedy: /another account/,
    who: 'operator',
  },
  {
    fault: 'a list that the witness never heard of',
    does: (it) => ({ env: { WITNESS_IMAP_URL: it.mail.imapUrl('newcomer@elsewhere.example') } }),
    changes: { 'mail.list.kubeflow-security': 'warns' },
    shown: 'mail.list.kubeflow-security',
    remedy: /^Subscribe the mailbox of WITNESS_IMAP_URL, let desk@cordon\.example post/,
    who: 'list owner',
  },
]

const key = 'desk._domainkey.cordon.example'
const published = new RegExp(`^Publish at ${key.replaceAll('.', '\\.')}: v=DKIM1; k=rsa; p=MII`)

const records: readonly Fault[] = [
  {
    fault: 'no DKIM record',
    does: (it) => done(it.dns.remove(key)),
    changes: { 'mail.dkim': 'fails' },
    shown: 'mail.dkim',
    remedy: published,
    who: 'DNS admin',
  },
  {
    fault: 'a DKIM record of another key',
    does: (it) => done(it.dns.put(key, dkimRecord(otherKey()))),
    changes: { 'mail.dkim': 'fails' },
    shown: 'mail.dkim',
    remedy: published,
    who: 'DNS admin',
  },
  {
    fault: 'no SPF record',
    does: (it) => done(it.dns.put('cordon.example', 'some-site-verification=1')),
    changes: { 'mail.spf.cordon.example': 'warns' },
    shown: 'mail.spf.cordon.example',
    remedy: /^Publish at cordon\.example: v=spf1 /,
    who: 'DNS admin',
  },
  {
    fault: 'no DMARC record',
    does: (it) => done(it.dns.remove('_dmarc.cordon.example')),
    changes: { 'mail.dmarc.cordon.example': 'warns' },
    shown: 'mail.dmarc.cordon.example',
    remedy: /^Publish at _dmarc\.cordon\.example: v=DMARC1/,
    who: 'DNS admin',
  },
  {
    fault: 'a DNS server that refuses',
    does: () => ({ team: { dnsServers: ['127.0.0.1:1'] } }),
    changes: { 'mail.dkim': 'warns', 'mail.spf.cordon.example': 'warns', 'mail.dmarc.cordon.example': 'warns' },
    shown: 'mail.dkim',
    remedy: /dnsServers in cordon\.yaml/,
    who: 'operator',
  },
]

const data: readonly Fault[] = [
  {
    fault: 'a database that cannot be reached',
    does: () => ({ env: { DATABASE_URL: 'postgres://cordon:hush-hush@127.0.0.1:1/cordon' } }),
    changes: { 'data.database': 'fails', 'data.disk': 'gone' },
    shown: 'data.database',
    remedy: /^Check that it runs/,
    who: 'operator',
  },
  {
    fault: 'data of a newer Cordon',
    does: async () => ({ env: { DATA_DIR: await newerData() } }),
    changes: { 'data.database': 'fails' },
    shown: 'data.database',
    remedy: /^Run the newer version/,
    who: 'operator',
  },
  {
    fault: 'a damaged database',
    does: () => ({ env: { DATA_DIR: damagedData() } }),
    changes: { 'data.database': 'fails' },
    shown: 'data.database',
    remedy: /^Put a backup in its place/,
    who: 'operator',
  },
  {
    fault: 'a DATA_DIR that cannot be made',
    does: () => ({ env: { DATA_DIR: inAFile() } }),
    changes: { 'data.disk': 'fails' },
    shown: 'data.disk',
    remedy: /write access/,
    who: 'operator',
  },
]

const clocks: readonly Fault[] = [
  {
    fault: 'a clock five seconds ahead',
    does: () => ({ ahead: 5_000 }),
    changes: { 'clock.slack': 'warns' },
    shown: 'clock.slack',
    remedy: /NTP/,
    who: 'operator',
  },
  {
    fault: 'a clock two minutes behind',
    does: () => ({ ahead: -120_000 }),
    changes: { 'clock.slack': 'fails' },
    shown: 'clock.slack',
    remedy: /NTP/,
    who: 'operator',
  },
]

/** Every fault of the walk. */
export const faults: readonly Fault[] = [...settings, ...slack, ...drive, ...accounts, ...records, ...data, ...clocks]
