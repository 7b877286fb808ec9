import { readFileSync } from 'node:fs'
import type { Drive } from '../drive/index.ts'
import type { MailWorld } from '../mail/world.ts'
import type { SlackWorkspace } from '../slack/workspace.ts'
import { addresses, channels, type Name, notesDocument, people } from './people.ts'

const fileOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** Writes the ids that Slack gave out in the places of their names. Refuses (throws) a name that nobody has. */
const filled = (text: string, ids: ReadonlyMap<string, string>): string =>
  text.replaceAll(/(?<=^\s*|\[|, |: )\$([a-z-]+)/gm, (_, name: string) => {
    const id = ids.get(name)
    if (id === undefined) throw new Error(`the playground's team has nobody and nothing called ${name}`)
    return id
  })

/** Brings the team into a workspace and gives each person and channel its name. */
export const seedSlack = (slack: SlackWorkspace) => {
  const idOf = new Map<string, string>()
  for (const [name, it] of Object.entries(people)) idOf.set(name, slack.addPerson({ name: it.name, kind: it.kind }))
  const known = (name: string): string => idOf.get(name) ?? ''
  for (const [name, members] of Object.entries(channels))
    idOf.set(name, slack.addChannel({ name, members: members.map(known), botIsMember: true }))
  const person = (name: Name) => slack.person(known(name))
  return {
    mara: person('mara'),
    teo: person('teo'),
    nila: person('nila'),
    otis: person('otis'),
    gwen: person('gwen'),
    channel: (name: keyof typeof channels): string => known(name),
    /** cordon.yaml with the ids of this workspace. */
    teamFile: filled(fileOf('cordon.yaml'), idOf),
  }
}

/** Makes the list, its witness on another account, and a reader. */
export const seedMail = (mail: MailWorld, mayPost: boolean) => {
  const { list, listId, witness, subscriber, sender } = addresses
  mail.mailbox(sender)
  return mail.addList({
    address: list,
    listId,
    members: [sender, witness, subscriber],
    posters: mayPost ? [sender] : [],
  })
}

/** Puts the notes into the Drive, shared with the service account or with nobody. */
export const seedDrive = (drive: Drive, shared: boolean): void =>
  drive.documents.putDocument({
    id: notesDocument,
    name: 'Security team: notes',
    markdown: fileOf('notes.md'),
    sharedWith: shared ? [drive.email] : [],
  })
