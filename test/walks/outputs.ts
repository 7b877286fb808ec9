import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Output } from '../canary/scan.ts'
import type { World } from '../setup/world.ts'

type Person = World['ada']

/** All that a person can see in Slack, save messages with words they wrote themselves. */
export const screenOf = (person: Person, ownWords?: string): Output => {
  const messages = (channel: string) =>
    person.messages(channel).filter((it) => ownWords === undefined || !it.text.includes(ownWords))
  return {
    name: `the screen of ${person.name}`,
    bytes: JSON.stringify([
      ...person.channels().map((it) => [it, messages(it.id), person.files(it.id)]),
      ...person.directMessages().map((it) => [it, messages(it.id)]),
      person.modal() ?? null,
      person.home() ?? null,
    ]),
  }
}

/** What a lock screen showed to a person, in whatever channel. */
export const lockScreenOf = (person: Person): Output => ({
  name: `the lock screen of ${person.name}`,
  bytes: JSON.stringify(
    [...person.channels(), ...person.directMessages()].flatMap((it) =>
      person.messages(it.id).map((message) => [message.notification, message.files.map((file) => file.name)]),
    ),
  ),
})

/**
 * What went to Slack outside these channels, every argument of it; forms name no channel. The name of a new room is
 * Slack's to know.
 */
export const sentElsewhere = (world: World, channels: ReadonlySet<string>): Output => ({
  name: 'requests to Slack',
  bytes: JSON.stringify(
    world.slack
      .calls()
      .filter(({ method }) => method !== 'conversations.create')
      .filter(({ args }) => !channels.has(String(args.channel ?? args.channel_id ?? '')))
      .map(({ method, args }) => [method, args]),
  ),
})

/** Every mail in every folder of these accounts, as it came. */
export const mailsOf = async (world: World, addresses: readonly string[]): Promise<readonly Output[]> => {
  const folders = ['INBOX', 'Sent', 'Spam', 'All Mail'] as const
  const found = addresses.flatMap((address) =>
    folders.map(async (folder) => {
      const mails = await world.mail().mailbox(address).messages(folder)
      return mails.map((mail, at): Output => ({ name: `mail ${at} in ${folder} of ${address}`, bytes: mail.raw }))
    }),
  )
  return (await Promise.all(found)).flat()
}

const pages = ['/healthz', '/readyz', '/', '/slack/events', '/incidents', '/%00', '/../cordon.yaml']

/** What the web answers, mistaken requests included. */
export const pagesOf = (world: World): Promise<readonly Output[]> =>
  Promise.all(
    [...pages.map((path) => [path, 'GET'] as const), ['/slack/events', 'POST'] as const].map(async ([path, method]) => {
      const answer = await fetch(`${world.url}${path}`, { method, headers: { connection: 'close' } })
      const head = JSON.stringify([answer.status, ...answer.headers])
      return { name: `${method} ${path}`, bytes: `${head}\n${await answer.text()}` }
    }),
  )

/** The rows of tables of the store as they lie in the file; only for SQLite. */
export const tablesOf = (world: World, tables: readonly string[]): readonly Output[] => {
  const dir = join(world.dir, 'data')
  const file = readdirSync(dir).find((name) => /\.(db|sqlite\d?)$/.test(name))
  if (file === undefined) throw new Error(`no database in ${readdirSync(dir).join(', ')}`)
  const db = new DatabaseSync(join(dir, file), { readOnly: true })
  try {
    return tables.map((table) => ({
      name: `table ${table}`,
      bytes: db
        .prepare(`select * from ${table}`)
        .all()
        .map((row) => Object.values(row).map(String).join('\n'))
        .join('\n'),
    }))
  } finally {
    db.close()
  }
}

/** The names of the files that Cordon wrote. */
export const fileNames = (world: World): Output => ({
  name: 'file names',
  bytes: readdirSync(join(world.dir, 'data'), { recursive: true }).map(String).join('\n'),
})

/** What Cordon logged. */
export const logOf = (world: World): Output => ({ name: 'log', bytes: world.logs() })
