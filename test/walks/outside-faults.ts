import type { Fault } from '../../src/playground/slack/faults.ts'
import type { World } from '../setup/world.ts'
import { directOf, insist, roomsOf } from './deeds.ts'

/** Named by step ("conversations.create, 429"); `fault` comes to the next call of `method`. */
export type Case = Readonly<{ step: string; method: string; fault: Fault }>

const passingFaults: Readonly<Record<string, Fault>> = {
  '429': { status: 429, retryAfter: 1 },
  '500': { status: 500 },
  internal_error: { error: 'internal_error' },
  'no answer, not done': 'timeout-before',
  'no answer, but done': 'timeout-after',
  'cut, not done': 'gone',
  'cut, but done': 'gone-after',
}
const refusals: Readonly<Record<string, Fault>> = Object.fromEntries(
  ['restricted_action', 'missing_scope', 'is_archived', 'name_taken'].map((error) => [error, { error }]),
)

/** The address that takes a file's bytes is no method of the Web API: it answers with a status, never with a code. */
const takesBytes = 'files.upload'

const casesOf = (methods: readonly string[]): readonly Case[] =>
  methods.flatMap((method) =>
    Object.entries({ ...passingFaults, ...refusals })
      .filter(([, fault]) => method !== takesBytes || typeof fault === 'string' || 'status' in fault)
      .map(([name, fault]) => ({ step: `${method}, ${name}`, method, fault })),
  )

export const openingCases = casesOf([
  'conversations.create',
  'conversations.invite',
  'conversations.open',
  'chat.postMessage',
  'views.open',
  'users.info',
])
export const closingCases = casesOf([
  'files.getUploadURLExternal',
  takesBytes,
  'files.completeUploadExternal',
  'conversations.archive',
])

/** After these a person who asks once more is served; for all others, Slack has said no. */
const asksAgain = ['views.open', 'users.info']
export const passes = ({ step, method }: Case): boolean =>
  asksAgain.includes(method) ||
  Object.keys(passingFaults).some((name) => step === `${method}, ${name}`) ||
  step === 'conversations.create, name_taken'

/** Without the scope for files a room is closed all the same, and the lead is told where the ledger is. */
export const closesWithout = ({ step, method }: Case): boolean =>
  method.startsWith('files.') && step.endsWith(', missing_scope')

/** What Cordon said of things that it could not do, to those who answer for them. */
const troubles = (world: World): number =>
  directOf(world.ada).filter((it) => /could not be (made|done)|is held|archived without its ledger/.test(it.text))
    .length

/** The one who opens and asks again where nothing happens. */
const ask = async (world: World, invitee: World['ada']) => {
  const { ada, town } = world
  const form = () => (ada.modal()?.fields.length ?? 0) > 0
  await insist(world, () => ada.command(town, '/kf-incident', 'open high'), form)
  await insist(
    world,
    async () => {
      await ada.fill({
        Summary: `Lanterns of ${invitee.name} light another tenant`,
        People: [invitee.id],
        'I accept the terms of the embargo': ['Yes'],
      })
      await ada.submitModal()
    },
    () => !form(),
  )
}

/** A channel is posted to once a second, so that what is said last may come a second after what was said before. */
const longestPause = 1_300

/** How many acts wait for another attempt, by what Cordon logged last of each. */
const waiting = (world: World): number => {
  const last = new Map<string, string>()
  for (const [, act = '', state = ''] of world.logs().matchAll(/"act":"([^"]+)".*"state":"(\w+)"/g))
    last.set(act, state)
  return [...last.values()].filter((state) => state === 'waiting').length
}

/** Waits until Cordon writes nothing any more, so that the fault meets nothing of an earlier case. */
const quiet = async (world: World) => {
  const written = () => world.slack.calls().filter((call) => /^(chat|conversations|files)/.test(call.method)).length
  for (let before = -1; before !== written() || waiting(world) > 0; ) {
    before = written()
    await new Promise((resolve) => setTimeout(resolve, longestPause))
  }
}

/** Opens a room while one call fails, and has someone new in the workspace accept and come in. What was seen of it. */
export const open = async (world: World, it: Readonly<{ name: string; case: Case | null }>) => {
  const { ada, slack, olga, gus } = world
  const invitee = slack.person(slack.addPerson({ name: it.name, handle: it.name.toLowerCase(), kind: 'member' }))
  await quiet(world)
  const before = troubles(world)
  const from = slack.calls().length
  const since = () => slack.calls().slice(from)
  await ada.closeModal({ all: true })
  if (it.case) slack.faults.next(it.case.method, it.case.fault)
  await ask(world, invitee)
  const told = () => troubles(world) > before
  const inside = () => roomsOf(invitee).some((room) => room.members.includes('Ada'))
  const invited = () => directOf(invitee).filter((message) => /invite[sd] you/.test(message.text))
  await slack.until(() => invited().length > 0 || told(), 30_000)
  // A notice about a message of the opener's does not stop the room.
  await slack.until(() => invited().length > 0, 5_000)
  for (let turn = 0; turn < 3 && !inside() && invited().length > 0; turn++) {
    await invitee.press('Accept')
    await slack.until(() => inside() || told(), 20_000)
  }
  await slack.until(() => inside() || told(), 10_000)
  if (it.case && !passes(it.case)) await slack.until(told, 15_000)
  slack.faults.clear()
  const made = since().filter((call) => call.method === 'conversations.create' && call.ok)
  return {
    met: since().some((call) => call.method === it.case?.method),
    made: made.length,
    public: made.filter((call) => String(call.args.is_private) !== 'true').length,
    whole: inside(),
    told: told(),
    invitations: invited().length,
    outsiders: [...roomsOf(olga), ...roomsOf(gus)].length,
    room: roomsOf(invitee)[0]?.id ?? null,
  }
}

/** Closes a room while one call fails. What was seen of it. */
export const close = async (world: World, it: Case & Readonly<{ room: string }>) => {
  const { ada, slack } = world
  const before = troubles(world)
  const id = /inc-([a-z]+-\d+-\d+)/.exec(roomsOf(ada).find((one) => one.id === it.room)?.name ?? '')?.[1] ?? ''
  const field = (label: string) => ada.modal()?.fields.find((one) => one.label === label)
  await ada.closeModal({ all: true })
  await insist(
    world,
    () => ada.press('Close', { channel: it.room }),
    () => field('Reason') !== undefined,
  )
  await quiet(world)
  const from = slack.calls().length
  slack.faults.next(it.method, it.fault)
  await insist(
    world,
    async () => {
      const reason = field('Reason')?.options.find((one) => /reject/i.test(one)) ?? ''
      await ada.fill({ Reason: reason, 'Type the id of the incident': id.toUpperCase() })
      await ada.submitModal()
    },
    () => field('Reason') === undefined,
  )
  const archived = () => ada.channels().some((one) => one.id === it.room && one.archived)
  const told = () => troubles(world) > before
  const met = () =>
    slack
      .calls()
      .slice(from)
      .some((call) => call.method === it.method)
  await slack.until(() => met() && (archived() || told()), 40_000)
  if (closesWithout(it)) await slack.until(() => archived() && told(), 15_000)
  slack.faults.clear()
  return { met: met(), whole: archived(), told: told(), files: ada.files(it.room).length }
}
