import { z } from 'zod'
import { createDecider } from '../../../src/adapters/slack/decide.ts'
import { createDoor } from '../../../src/adapters/slack/door.ts'
import type { Envelope } from '../../../src/adapters/slack/envelope.ts'
import { createOpener } from '../../../src/adapters/slack/open-form.ts'
import { doorRebuffs } from '../../../src/adapters/slack/text.ts'
import { button, command, form } from '../../../src/kernel/door.ts'
import { line } from '../../../src/kernel/field.ts'
import type { Permission } from '../../../src/kernel/module.ts'
import type { Person } from '../../../src/kernel/person.ts'
import { refuse } from '../../../src/kernel/refusal.ts'
import { createFakeGate, createFakeSlack } from './fake-slack.ts'
import { createFakeClock, createFakeStore, members, noon, plainWords, rolesOf } from './fakes.ts'

const nothing = async () => null

/** A table of one module that counts what it is asked to do. */
export const createTables = (done: string[]) => {
  const commands = [
    command({
      word: 'bell',
      verb: 'ring',
      usage: 'ring [times]',
      says: 'Rings the bell.',
      may: 'bell.ring',
      args: z.tuple([]).rest(z.string().max(5)),
      look: nothing,
      run: async (_, { caller }) => {
        done.push(`ring by ${caller.person.id}`)
        return { reply: 'bell.rung', about: {} }
      },
    }),
    command({
      word: 'bell',
      verb: 'order',
      usage: 'order',
      says: 'Orders a new bell.',
      may: 'bell.order',
      opens: true,
      args: z.array(z.string()),
      look: nothing,
      run: async (_, { given: [size] }) => {
        if (size === 'fail') throw new RangeError('secret')
        return { open: 'bell.order', about: { size: 3 } }
      },
    }),
    command({
      word: 'bell',
      verb: 'crack',
      usage: 'crack',
      says: 'Cracks the bell.',
      may: 'bell.ring',
      args: z.array(z.string()),
      look: async () => {
        throw new TypeError('a secret the log must not have')
      },
      run: async () => ({ done: true }),
    }),
    command({
      word: 'bell',
      verb: 'room',
      usage: 'room',
      says: 'Only in a room.',
      may: 'bell.room',
      args: z.array(z.string()),
      look: nothing,
      run: async (_, { caller }) => {
        done.push(`room ${caller.incident}`)
        return { done: true }
      },
    }),
  ]
  const buttons = [
    button({
      id: 'bell.stop',
      may: 'bell.stop',
      value: z.strictObject({ incident: z.string(), version: z.number() }),
      look: nothing,
      run: async (_, { given, caller }) => {
        if (given.version !== 2) return refuse('stale-button')
        done.push(`stop in ${caller.incident}`)
        return { done: true }
      },
    }),
  ]
  const forms = [
    form({
      id: 'bell.order',
      may: 'bell.order',
      title: 'Order a bell',
      submit: 'Order',
      fields: z.object({ name: line({ label: 'Name', max: 10 }) }),
      open: async (_, about) => {
        if (about.size === 13) return refuse('too-big')
        return { intro: [{ paragraph: [{ text: `Size ${about.size}` }] }], initial: {} }
      },
      look: nothing,
      run: async (_, { given }) => {
        if (given.values.name === 'taken') return { errors: { name: 'This name is taken.' } }
        if (given.values.name === 'broken') throw new RangeError('secret')
        done.push(`order ${given.values.name}`)
        return { reply: 'bell.ordered', about: { size: given.about.size ?? 0 } }
      },
    }),
  ]
  return { commands, buttons, forms }
}

export const permissions: readonly Permission[] = [
  { action: 'bell.ring', roles: ['responder'], where: 'anywhere' },
  { action: 'bell.order', roles: ['responder'], where: 'anywhere' },
  { action: 'bell.room', roles: ['responder'], where: 'room' },
  { action: 'bell.stop', roles: ['invited', 'lead'], where: 'room' },
]

/** The door over fakes of its ports, with Ada a responder and Bob nothing. */
export const setUpDoor = (people: Readonly<Record<string, Person>> = members) => {
  const done: string[] = []
  const logged: { what: string; about: Readonly<Record<string, string | number>> }[] = []
  const store = createFakeStore()
  const { clock, move } = createFakeClock()
  const fake = createFakeSlack(clock)
  const shown = { ok: true, view: { id: 'V1', hash: 'h1' } }
  fake.answer('views.open', { body: shown })
  const gate = createFakeGate()
  const heard: string[] = []
  const decider = createDecider({
    ...store,
    clock,
    permissions,
    rolesOf: rolesOf({ UADA: ['responder'], UBOB: ['invited'] }),
    incidentOf: async (_, channel) => (channel === 'CROOM' ? 'KF-2026-0001' : null),
  })
  const log = (_: string, what: string, about: Readonly<Record<string, string | number>>) =>
    void logged.push({ what, about })
  let slowness = 0
  const door = createDoor({
    ...createTables(done),
    decider,
    opener: createOpener({ slack: fake.slack, clear: gate.clear, isCleared: gate.isCleared, words: plainWords, log }),
    words: plainWords,
    rebuffs: doorRebuffs('kf-'),
    read: store.read,
    clock,
    inbox: store.inbox,
    people: {
      lookup: async (id) => {
        await clock.pause(slowness)
        return people[id] ?? null
      },
    },
    prefix: 'kf-',
    hears: new Map([
      [
        'member_joined_channel',
        async (_, event) => {
          if (event.fields.user === 'UBAD') throw new Error('cannot')
          heard.push(event.fields.user ?? '')
        },
      ],
    ]),
    guests: new Set(['bell.guests']),
    log,
  })
  const send = async (envelope: Envelope) => {
    if ((await store.inbox.keep(envelope)) === 'repeat') return 'repeat'
    return door.handle(envelope)
  }
  return {
    ...store,
    store,
    door,
    send,
    done,
    heard,
    logged,
    fake,
    gate,
    clock,
    move,
    slow: (ms: number) => {
      slowness = ms
    },
  }
}

let count = 0
const next = () => `T${++count}`

export const commandBy = (user: string, text: string, more: Readonly<{ command?: string; channel?: string }> = {}) => {
  const key = next()
  return {
    kind: 'command' as const,
    key,
    at: noon,
    body: {
      user,
      channel: more.channel ?? 'CTOWN',
      command: more.command ?? '/kf-bell',
      text,
      respond: 'https://hooks.slack.com/commands/1',
      trigger: key,
    },
  }
}

export const pressBy = (user: string, action: string, value: unknown) => {
  const key = next()
  return {
    kind: 'button' as const,
    key,
    at: noon,
    body: {
      user,
      channel: 'DADA',
      action,
      value: typeof value === 'string' ? value : JSON.stringify(value),
      respond: null,
      trigger: key,
    },
  }
}

export const formBy = (
  user: string,
  values: Record<string, unknown>,
  more: Readonly<{ view?: string; form?: string }> = {},
) => ({
  kind: 'form' as const,
  key: next(),
  at: noon,
  body: {
    user,
    form: more.form ?? 'bell.order',
    view: more.view ?? next(),
    hash: 'h',
    about: JSON.stringify({ form: more.form ?? 'bell.order', about: { size: 3 } }),
    values,
    trigger: null,
  },
})
