import { createServer } from 'node:http'
import { createClock } from '../../../src/adapters/clock.ts'
import { createSlack } from '../../../src/adapters/slack/client.ts'
import { createConnection } from '../../../src/adapters/slack/connect.ts'
import { createDecider } from '../../../src/adapters/slack/decide.ts'
import { createDoor } from '../../../src/adapters/slack/door.ts'
import { words } from '../../../src/adapters/slack/index.ts'
import { createMessages } from '../../../src/adapters/slack/messages.ts'
import { createOpener } from '../../../src/adapters/slack/open-form.ts'
import { createPace } from '../../../src/adapters/slack/pace.ts'
import { createPeople } from '../../../src/adapters/slack/people.ts'
import { createReplies } from '../../../src/adapters/slack/reply.ts'
import { createRooms } from '../../../src/adapters/slack/rooms.ts'
import { features } from '../../../src/adapters/slack/scopes.ts'
import { createSender } from '../../../src/adapters/slack/send.ts'
import { createDoorTexts, doorRebuffs } from '../../../src/adapters/slack/text.ts'
import { paragraph } from '../../../src/kernel/doc.ts'
import { textRow } from '../../../src/kernel/module.ts'
import { references } from '../../../src/kernel/refusal.ts'
import { createSlackWorkspace } from '../../../src/playground/slack/workspace.ts'
import { createTables, permissions } from './door-setup.ts'
import { createFakeGate } from './fake-slack.ts'
import { createFakeStore } from './fakes.ts'

export type Mode = 'socket' | 'http'

const said = (name: string, text: string) =>
  textRow({ name, about: references, write: async () => ({ title: text, blocks: [paragraph(text)] }) })

/** A playground with Ada, who may, Bob, who may not, and a guest; and the door standing in it, over a store in memory. */
export const setUpWalk = async (mode: Mode, more: Readonly<{ scopes?: readonly string[] }> = {}) => {
  const clock = createClock()
  const workspace = await createSlackWorkspace({
    now: clock.now,
    delivery: mode === 'http' ? { mode, url: '', signingSecret: 'shh' } : { mode },
    eventRetries: [200, 200, 200],
    ...more,
  })
  const ada = workspace.addPerson({ name: 'Ada', kind: 'member' })
  const bob = workspace.addPerson({ name: 'Bob', kind: 'member' })
  const guest = workspace.addPerson({ name: 'Gus', kind: 'guest' })
  const town = workspace.addChannel({ name: 'town', members: [ada, bob, guest], botIsMember: true })

  const done: string[] = []
  const heard: string[] = []
  const logged: string[] = []
  const log = (_: string, what: string) => void logged.push(what)
  const store = createFakeStore()
  const gate = createFakeGate()
  const slack = createSlack({ token: workspace.botToken, apiUrl: workspace.apiUrl, clock })
  const connection = createConnection({
    token: workspace.botToken,
    apiUrl: workspace.apiUrl,
    mode: mode === 'http' ? { signingSecret: 'shh' } : { appToken: workspace.appToken },
    slack,
    inbox: store.inbox,
    features,
    clock,
    log,
  })
  const decider = createDecider({
    ...store,
    clock,
    permissions,
    rolesOf: async (_, person) => new Set(person === ada ? ['responder' as const] : []),
    incidentOf: async () => null,
  })
  const tables = createTables(done)
  const door = createDoor({
    ...tables,
    decider,
    opener: createOpener({ slack, ...gate, words, log }),
    words,
    rebuffs: doorRebuffs('kf-'),
    read: store.read,
    clock,
    inbox: store.inbox,
    people: createPeople(slack, () => connection.identity()?.team ?? null),
    prefix: 'kf-',
    hears: new Map([
      ['member_joined_channel', async (_, event) => void heard.push(`${event.fields.user} ${event.fields.channel}`)],
    ]),
    guests: new Set(),
    log,
  })
  const texts = new Map(
    [
      ...createDoorTexts({ ...tables, prefix: 'kf-', rebuffs: doorRebuffs('kf-') }),
      said('bell.rung', 'The bell was rung.'),
      said('bell.ordered', 'The bell is ordered.'),
    ].map((row) => [row.name, row]),
  )
  const sender = createSender({ slack, pace: createPace(clock), isCleared: gate.isCleared })
  const rows = [
    createReplies({ ...store, ...gate, slack, sender, texts, words }),
    ...createMessages({
      ...store,
      ...gate,
      sender,
      texts,
      words,
      once: new Set(),
      resolve: async (_, place) => ('person' in place ? { person: place.person } : { channel: town }),
    }),
  ]
  const signal = new AbortController().signal
  let performed = 0
  /** Performs what was planned since, as the worker would. */
  const perform = async () => {
    for (const act of store.acts().slice(performed)) {
      performed += 1
      const row = rows.find((each) => each.kind === act.kind)
      const outcome = await row?.perform(act.refs, { key: act.key, attempt: 1, signal })
      if (!outcome || !('done' in outcome)) throw new Error(`act ${act.kind}: ${JSON.stringify(outcome)}`)
    }
  }

  const server = createServer((request, response) => void connection.handler?.(request, response))
  const listen = async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/slack/events`
    workspace.deliverTo(url)
    return url
  }
  const url = mode === 'http' ? await listen() : ''
  /** Looks again every few milliseconds; fails after some ten seconds, so that a test says what it waited for. */
  const until = async (what: string, check: () => boolean) => {
    for (let looks = 0; !check(); looks++) {
      if (looks > 2_000) throw new Error(`waited in vain until ${what}`)
      await clock.pause(5)
    }
  }
  await connection.start(door)
  if (mode === 'socket') await until('the socket stands', () => workspace.sockets.count() === 1)
  if (!more.scopes) await until('Cordon is ready', () => connection.ready().ok)
  return {
    workspace,
    connection,
    store,
    door,
    rows,
    rooms: createRooms({ slack, isCleared: gate.isCleared, self: () => connection.identity() }),
    gate,
    clock,
    url,
    ada: workspace.person(ada),
    bob: workspace.person(bob),
    guest: workspace.person(guest),
    town,
    done,
    heard,
    logged,
    perform,
    until,
    stop: async () => {
      await connection.stop(1_000)
      server.closeAllConnections()
      server.close()
      await workspace.stop()
    },
  }
}
export type Walk = Awaited<ReturnType<typeof setUpWalk>>
