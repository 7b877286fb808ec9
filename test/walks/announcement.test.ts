import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Faults } from '../../src/playground/mail/faults.ts'
import { mailauthSays } from '../adapters/mail/dkim-peers.ts'
import { createWorld, type World } from '../setup/world.ts'
import { approve, asked, byCommand, propose, reviewOf } from './announcing.ts'
import { accept, directOf, insist, messagesWith, openRoom, roomsOf } from './deeds.ts'

type Person = World['ada']

const subject = 'A release is out'

/** The mails with these words that the list gave to the witness. */
const copies = async (world: World, words: string) =>
  (await world.mail().witness.messages()).filter((it) => it.text.includes(words))

/** How often the desk handed a mail with these words to its host. */
const handedIn = async (world: World, words: string) =>
  (await world.mail().desk.messages('Sent')).filter((it) => it.text.includes(words)).length

const isTold = (world: World, words: string) => messagesWith(world.olga, world.announcements, words).length > 0
const heldFor = (person: Person, reason: string) =>
  directOf(person).filter((it) => it.text.includes(`announcement`) && it.text.includes(`is held: ${reason}`)).length

const wait = async (world: World, check: () => boolean, within = 20_000) => {
  if (!(await world.slack.until(check, within))) throw new Error(`it did not happen\n${world.logs()}`)
}

/** Two who announce and two others who approve. */
const team = ({ ada, bob, cleo, olga }: World['ids']) => ({
  roles: { lead: [ada], responder: [ada, bob, cleo], announcer: [ada, cleo], approver: [bob, olga], host: [ada] },
})

describe('an announcement to a list that knows the desk', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ mail: 'list', team })
    await world.start()
  })
  afterAll(() => world.stop())

  /** Writes a text and has it approved, its mail meeting a fault at the host. */
  const announce = async (body: string, fault?: Parameters<Faults['add']>[0]) => {
    const { ada, bob } = world
    await propose(world, ada, byCommand(world, ada), { subject, body })
    await asked(world, bob, body)
    if (fault) world.mail().faults.add(fault)
    await approve(world, bob, body)
  }

  test('is one mail, signed as the desk, seen by the witness and then told in Slack', async () => {
    const body = 'Version 1.2 mends two defects of the lantern.'
    await announce(body)
    await wait(world, () => isTold(world, body))
    const [copy, ...others] = await copies(world, body)
    expect(others).toEqual([])
    expect(copy?.from).toContain('desk@cordon.example')
    expect(await mailauthSays(copy?.raw ?? Buffer.alloc(0), world.mail().publicKey)).toEqual(['pass'])
    expect(await handedIn(world, body)).toBe(1)
  })

  test('is sent once when two approve at the same moment, and the second is told so', async () => {
    const { ada, bob, olga } = world
    const body = 'Two people look at this at the same moment.'
    await propose(world, ada, byCommand(world, ada), { subject, body })
    await Promise.all([asked(world, bob, body), asked(world, olga, body)])
    await Promise.all([approve(world, bob, body), approve(world, olga, body)])
    await wait(world, () => isTold(world, body))
    const late = () => [bob, olga].flatMap(directOf).filter((it) => it.text.includes('no longer waits for review'))
    await wait(world, () => late().length > 0)
    expect(late()).toHaveLength(1)
    expect([await copies(world, body), await handedIn(world, body)]).toEqual([[expect.anything()], 1])
  })

  test('is approved by nobody after one of them sent it back', async () => {
    const { ada, bob, olga } = world
    const body = 'This one is sent back to its writer.'
    await propose(world, ada, byCommand(world, ada), { subject, body })
    await Promise.all([asked(world, bob, body), asked(world, olga, body)])
    await bob.press('Send back', { ts: reviewOf(bob, body)?.ts ?? '' })
    await wait(world, () => directOf(ada).some((it) => it.text.includes('was sent back')))
    await olga.press('Approve and send', { ts: reviewOf(olga, body)?.ts ?? '' })
    await wait(world, () => directOf(olga).some((it) => it.text.includes('it is returned')))
    expect(await handedIn(world, body)).toBe(0)
  })

  test.each([
    ['before anything was read', 'rcpt', { mails: 1, seen: true }],
    ['before the final dot was answered, nothing accepted', 'dot', { mails: 0, seen: false }],
    ['after the final dot, the mail given out', 'accepted', { mails: 1, seen: true }],
  ] as const)('cut %s: one mail or held, never two', async (_, step, after) => {
    const body = `The line breaks at ${step}.`
    const held = heldFor(world.ada, 'outcome-unknown')
    await announce(body, { step, trouble: 'cut' })
    await wait(world, () => isTold(world, body) || heldFor(world.ada, 'outcome-unknown') > held)
    expect({ step, mails: (await copies(world, body)).length, seen: isTold(world, body) }).toEqual({ step, ...after })
    expect(await handedIn(world, body)).toBe(after.mails)
    expect(heldFor(world.ada, 'outcome-unknown') - held).toBe(after.seen ? 0 : 1)
  })

  test('of an incident is refused from one who was taken off its roster while writing', async () => {
    const { cleo, ids, ada } = world
    const room = await openRoom(world, [ids.cleo, ids.bob], 'Wandering keys of the harbour clerk')
    await accept(world, cleo, room)
    const body = 'The clerk will publish this.'
    const form = () => (cleo.modal()?.fields ?? []).some((it) => it.label === 'Subject')
    await insist(world, () => cleo.press('Announce', { channel: room }), form)
    await ada.command(room, '/kf-incident', `remove @${cleo.handle}`)
    await wait(world, () => roomsOf(cleo).length === 0)
    await cleo.fill({ Subject: subject, Text: body })
    await cleo.submitModal()
    await wait(world, () => directOf(cleo).some((it) => it.text.includes('must both be on its roster')))
    expect([reviewOf(world.bob, body), reviewOf(world.olga, body), await handedIn(world, body)]).toEqual([
      undefined,
      undefined,
      0,
    ])
  })
})

describe('an announcement to a list that does not know the desk', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld({ mail: 'stranger', team })
    await world.start()
  })
  afterAll(() => world.stop())

  test('is held by the list: the leads are told, nobody else sees it, and it is not sent again', async () => {
    const { ada, bob } = world
    const body = 'The list does not know who we are.'
    await propose(world, ada, byCommand(world, ada), { subject, body })
    await approve(world, bob, body)
    await wait(world, () => heldFor(ada, 'held-by-the-list') > 0)
    expect(world.mail().list.held()).toHaveLength(1)
    expect([await copies(world, body), await handedIn(world, body), isTold(world, body)]).toEqual([[], 1, false])
  })

  test('is told in Slack once a moderator let it out and the lead has Cordon look again', async () => {
    const { ada, slack } = world
    const [held] = world.mail().list.held()
    await world.mail().list.accept(held?.messageId ?? '')
    await insist(
      world,
      () => ada.press('Try again'),
      () => isTold(world, 'The list does not know who we are.'),
    )
    expect(await copies(world, 'The list does not know')).toHaveLength(1)
    expect([slack.unknown, slack.broken]).toEqual([[], []])
  })
})
