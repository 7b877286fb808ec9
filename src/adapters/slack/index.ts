import type { ActRow, Plan } from '../../kernel/act.ts'
import type { Doc } from '../../kernel/doc.ts'
import type { Append } from '../../kernel/ledger-entry.ts'
import type { Module } from '../../kernel/module.ts'
import type { Clock } from '../../kernel/time.ts'
import type { Read, Transact } from '../../kernel/tx.ts'
import { createSlack } from './client.ts'
import { type ConnectSettings, createConnection } from './connect.ts'
import { createDecider } from './decide.ts'
import { createDoor, type Hear } from './door.ts'
import { createMessages } from './messages.ts'
import { createOpener } from './open-form.ts'
import { createPace } from './pace.ts'
import * as parse from './parse/index.ts'
import { createPeople } from './people.ts'
import type { Clear, Inbox, IsCleared, Log, Message, Messages, Resolve, Standings, Words } from './ports.ts'
import * as render from './render/index.ts'
import { escapeText } from './render/plain.ts'
import { createReplies } from './reply.ts'
import { createRooms } from './rooms.ts'
import { features } from './scopes.ts'
import { createSender } from './send.ts'
import { createDoorTexts, doorRebuffs } from './text.ts'
import { partsOf } from './write-text.ts'

/** Words to and from Slack. */
export const words: Words = { ...parse, ...render }

export type SlackPorts = ConnectSettings &
  Standings &
  Readonly<{
    prefix: string
    inbox: Inbox
    messages: Messages
    transact: Transact
    read: Read
    plan: Plan
    append: Append
    clear: Clear
    isCleared: IsCleared
    resolve: Resolve
    clock: Clock
    log: Log
    /** Texts of which a second copy would do harm. */
    once: ReadonlySet<string>
  }>

/** Slack as Cordon uses it: who is there, rooms, and the door through which everything comes in and goes out. */
export const createSlackSide = (ports: SlackPorts) => {
  const { clock, log, isCleared, clear, read } = ports
  const slack = createSlack({ token: ports.token, apiUrl: ports.apiUrl, clock })
  const connection = createConnection({ ...ports, slack, features: [...features] })
  const sender = createSender({ slack, pace: createPace(clock), isCleared })
  const people = createPeople(slack, () => connection.identity()?.team ?? null)
  const rooms = createRooms({ slack, isCleared, self: connection.identity })
  return {
    connection,
    people,
    rooms,
    /** The door over the folded tables of all modules, and what the worker needs of it. */
    open: (tables: Module) => {
      const rebuffs = { ...doorRebuffs(ports.prefix), ...tables.rebuffs }
      const given = { ...ports, ...tables, rebuffs }
      const texts = new Map([...tables.texts, ...createDoorTexts(given)].map((text) => [text.name, text]))
      const decider = createDecider(given)
      const hears = new Map<string, Hear>()
      const door = createDoor({
        ...given,
        decider,
        opener: createOpener({ slack, clear, isCleared, words, log }),
        words,
        people,
        hears,
        guests: new Set(),
      })
      const performers: readonly ActRow[] = [
        createReplies({ slack, sender, inbox: ports.inbox, texts, words, clear, isCleared, read }),
        ...createMessages({ ...ports, sender, texts, words }),
      ]
      return { door, performers, hears: new Set(hears.keys()), jobs: [...door.jobs, ...connection.jobs] }
    },
  }
}

/** The messages that a text becomes, as the gate would be asked about them. */
export const messagesOf = (doc: Doc): readonly Message[] => partsOf(words, doc).map((part) => part.message)

/** What a person wrote into a form, which Slack does not escape, as a document: *bold*, `code`, lists and quotes count. */
export const writtenDoc = (title: string, text: string): Doc => ({
  ...parse.parseMessage({ text: escapeText(text) }),
  title,
})
