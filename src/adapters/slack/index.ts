import type { ActRow, Plan } from '../../kernel/act.ts'
import type { Append } from '../../kernel/ledger-entry.ts'
import type { Job, Module, Text } from '../../kernel/module.ts'
import type { Rebuff } from '../../kernel/refusal.ts'
import type { Clock } from '../../kernel/time.ts'
import type { Read, Transact } from '../../kernel/tx.ts'
import { createSlack } from './client.ts'
import { type ConnectSettings, createConnection } from './connect.ts'
import { createDecider } from './decide.ts'
import { createDoor, type Hear } from './door.ts'
import { createMessages } from './messages.ts'
import { createOpener } from './open-form.ts'
import { createPace } from './pace.ts'
import { createPeople } from './people.ts'
import type { Clear, Inbox, IsCleared, Log, Messages, Resolve, Standings, Words } from './ports.ts'
import { createReplies } from './reply.ts'
import { createRooms } from './rooms.ts'
import type { Feature } from './scopes.ts'
import { createSender } from './send.ts'
import { createDoorTexts, rebuffs as ownRebuffs } from './text.ts'

export type { Hear } from './door.ts'
export { SlackRefused } from './identity.ts'
export type { Clear, Inbox, IsCleared, Log, Messages, Resolve, Standings, Words } from './ports.ts'

export type SlackPorts = ConnectSettings &
  Readonly<{
    inbox: Inbox
    clear: Clear
    isCleared: IsCleared
    words: Words
    features: readonly Feature[]
    clock: Clock
    log: Log
  }>

/** The folded tables of all modules, and what the door needs of them and of the promises. */
export type Tables = Pick<Module, 'commands' | 'forms' | 'buttons' | 'permissions' | 'texts' | 'rebuffs'> &
  Standings &
  Readonly<{
    /** In front of each command's word, such as `kf-`. */
    prefix: string
    hears: ReadonlyMap<string, Hear>
    /** Actions that guests of the workspace may do as well. */
    guests: ReadonlySet<string>
    /** Texts that must not be posted twice: where it is unknown whether they were, they are held. */
    once: ReadonlySet<string>
    messages: Messages
    resolve: Resolve
    transact: Transact
    read: Read
    plan: Plan
    append: Append
  }>

export type OpenDoor = Readonly<{
  performers: readonly ActRow[]
  texts: readonly Text[]
  rebuffs: Readonly<Record<string, Rebuff>>
  jobs: readonly Job[]
  /** Connects and takes in; throws SlackRefused when the token is no good. */
  start(): Promise<void>
}>

/**
 * Slack, in two steps: first what modules need from outside (people, rooms, the connection), then, once their tables
 * stand, the door that brings people's deeds to them and the performers of messages.
 */
export const createSlackAdapter = (ports: SlackPorts) => {
  const { clock, words, log } = ports
  const slack = createSlack(ports)
  const connection = createConnection({ ...ports, slack })
  const people = createPeople(slack, () => connection.identity()?.team ?? null)
  const sender = createSender({ slack, pace: createPace(clock), isCleared: ports.isCleared })

  const open = (tables: Tables): OpenDoor => {
    const rebuffs = { ...ownRebuffs, ...tables.rebuffs }
    const texts = [...createDoorTexts({ ...tables, rebuffs }), ...tables.texts]
    const named = new Map(texts.map((row) => [row.name, row]))
    const decider = createDecider({ ...tables, inbox: ports.inbox, clock })
    const opener = createOpener({ ...ports, slack })
    const door = createDoor({ ...tables, decider, opener, words, rebuffs, inbox: ports.inbox, people, clock, log })
    const writing = { ...ports, ...tables, slack, sender, texts: named }
    return {
      performers: [createReplies(writing), ...createMessages(writing)],
      texts,
      rebuffs,
      jobs: [...door.jobs, ...connection.jobs],
      start: () => connection.start(door),
    }
  }

  return {
    people,
    rooms: createRooms({ slack, isCleared: ports.isCleared, self: connection.identity }),
    /** For POST /slack/events on the one web server; null in Socket Mode. */
    handler: connection.handler,
    ready: connection.ready,
    identity: connection.identity,
    stop: connection.stop,
    open,
  }
}
