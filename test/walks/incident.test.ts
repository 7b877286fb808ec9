import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../setup/world.ts'
import { accept, answersTo, ask, directOf, insist, messagesWith, openRoom, roomsOf, toldOfHits } from './deeds.ts'

type Person = World['ada']
const incident = '/kf-incident'
const terms = { 'I accept the terms of the embargo': ['Yes'] }

const wait = async (world: World, check: () => boolean, within = 20_000) => {
  if (!(await world.slack.until(check, within))) throw new Error(`it did not happen\n${world.logs()}`)
}

const formOf = (person: Person) => person.modal()?.fields ?? []
const hasForm = (person: Person) => formOf(person).some((it) => it.label === 'Summary')
const openForm = (world: World, person: Person) =>
  insist(
    world,
    () => person.command(world.town, incident, 'open high'),
    () => hasForm(person),
  )
const idOf = (person: Person, room: string) =>
  /inc-(.*)-[a-z]+$/.exec(roomsOf(person).find((it) => it.id === room)?.name ?? '')?.[1]?.toUpperCase() ?? ''
const usable = (person: Person) =>
  roomsOf(person).filter((room) =>
    person.messages(room.id).some((it) => it.controls.some((one) => one.label === 'Status')),
  )

/** Channels that Slack was asked to make, and those it made. */
const creations = (world: World) => {
  const asked = world.slack.calls().filter((it) => it.method === 'conversations.create')
  return {
    made: asked.filter((it) => it.ok).length,
    public: asked.filter((it) => String(it.args.is_private) !== 'true').length,
  }
}

describe('the room of an incident', () => {
  let world: World
  beforeAll(async () => {
    world = await createWorld()
    await world.start()
  })
  afterAll(async () => {
    await world.stop()
    expect([world.slack.unknown, world.slack.broken]).toEqual([[], []])
  })

  test('is not opened with a guest: the form stays, and says so beside the people', async () => {
    const { ada, gus, bob, slack } = world
    const before = creations(world)
    await openForm(world, ada)
    await ada.fill({ Summary: 'Brambles in the boiler room', People: [bob.id, gus.id], ...terms })
    const refused = await ada.submitModal()
    expect(refused.errors).toEqual({ People: expect.stringMatching(/^gus: .*is a guest of this workspace/) })
    expect(formOf(ada).map((it) => [it.label, it.error !== undefined])).toContainEqual(['People', true])
    expect(formOf(ada).find((it) => it.label === 'Summary')?.value).toBe('Brambles in the boiler room')
    expect(creations(world)).toEqual(before)
    await ada.fill({ People: [bob.id] })
    expect(await ada.submitModal()).toEqual({ ok: true })
    await wait(world, () => usable(ada).length === 1)
    await accept(world, bob, usable(ada)[0]?.id ?? '')
    expect(directOf(gus)).toEqual([])
    expect(slack.unknown).toEqual([])
  })

  test('stays closed to one who declined, and the inviter is told', async () => {
    const { ada, bob, ids } = world
    const room = await openRoom(world, [ids.bob], 'Pelicans carry the wrong letters')
    const invited = () => directOf(bob).filter((it) => it.controls.some((one) => one.label === 'Decline'))
    const id = idOf(ada, room)
    await wait(world, () => invited().some((it) => it.text.includes(id)))
    const ts = invited().find((it) => it.text.includes(id))?.ts ?? ''
    await bob.press('Decline', { ts })
    await wait(world, () => directOf(ada).some((it) => it.text.includes(`declined the invitation to ${id}`)))
    const answered = () => directOf(bob).find((it) => it.ts === ts)
    await wait(world, () => answered()?.text.includes('You declined it') ?? false)
    expect(answered()?.controls).toEqual([])
    expect(roomsOf(bob).map((it) => it.id)).not.toContain(room)
    expect(messagesWith(ada, room, 'Invited, not answered')).toEqual([])
  })

  test('shows its status to the roster, its list to each what is theirs, and invites by command', async () => {
    const { ada, bob, cleo, olga, town } = world
    const room = await openRoom(world, [], 'Oxbow ferries forget their ropes')
    const id = idOf(ada, room)
    await ask(world, ada, { channel: room, command: incident, text: `invite @${bob.handle}` })
    await accept(world, bob, room)
    expect(await ask(world, bob, { channel: room, command: incident, text: 'status' })).toContain(id)
    expect(await ask(world, ada, { channel: town, command: incident, text: 'list' })).toContain(id)
    expect(await ask(world, cleo, { channel: town, command: incident, text: 'list' })).not.toContain(id)
    expect(await ask(world, olga, { channel: town, command: incident, text: 'list' })).toContain('No incident is open')
    expect(await ask(world, bob, { channel: room, command: incident, text: 'close' })).toContain('You may not do this')
    expect(await ask(world, bob, { channel: room, command: incident, text: `invite @${world.gus.handle}` })).toContain(
      'is a guest of this workspace',
    )
    expect(roomsOf(ada).find((it) => it.id === room)?.members).toEqual(expect.arrayContaining(['Ada', 'Bob', 'Cordon']))
  })

  test('answers no button of one who is off its roster, though Slack did not let them out', async () => {
    const { ada, bob, cleo, ids, slack } = world
    const summary = 'Thimbles under the harbour wall'
    const room = await openRoom(world, [ids.bob], summary)
    const id = idOf(ada, room)
    await accept(world, bob, room)
    slack.restrict('conversations.kick', true)
    await ada.command(room, incident, `remove @${bob.handle}`)
    await wait(world, () => directOf(ada).some((it) => it.text.includes('still in the room')))
    const before = answersTo(bob, room).length
    await bob.press('Status', { channel: room })
    await wait(world, () => answersTo(bob, room).length > before)
    await bob.press('Invite', { channel: room })
    await wait(world, () => answersTo(bob, room).length > before + 1)
    const answers = answersTo(bob, room).slice(before)
    expect(answers).toEqual([0, 1].map(() => expect.stringContaining('You may not do this')))
    expect([answers.join().includes(summary), bob.modal()?.fields ?? []]).toEqual([false, []])
    expect(await ask(world, bob, { channel: world.town, command: incident, text: 'list' })).not.toContain(id)
    expect(directOf(cleo).filter((it) => it.text.includes(id))).toEqual([])
    slack.restrict('conversations.kick', false)
  })

  test('is one when the same form is sent twice at once', async () => {
    const { ada } = world
    const [rooms, { made }] = [roomsOf(ada).length, creations(world)]
    await openForm(world, ada)
    await ada.fill({ Summary: 'Kestrels nest in the cold store', ...terms })
    await Promise.all([ada.submitModal(), ada.submitModal()])
    await wait(world, () => roomsOf(ada).length > rooms)
    // A second opening would have been numbered before this one.
    await openRoom(world, [], 'Marmots read the night log')
    expect([roomsOf(ada).length - rooms, creations(world)]).toEqual([2, { made: made + 2, public: 0 }])
  })

  test('can be used though another incident bears the very same title', async () => {
    const { ada, bob } = world
    const title = 'Weathervanes point at the treasury'
    const first = await openRoom(world, [], title)
    const before = new Set(usable(bob).map((it) => it.id))
    await openForm(world, bob)
    await bob.fill({ Summary: title, ...terms })
    await bob.submitModal()
    const second = () => usable(bob).find((it) => !before.has(it.id))
    await wait(world, () => second() !== undefined)
    expect(messagesWith(bob, second()?.id ?? '', title)).not.toEqual([])
    expect(messagesWith(ada, first, title)).not.toEqual([])
    expect(directOf(ada).filter((it) => it.text.includes('is held'))).toEqual([])
    expect(toldOfHits(ada)).toEqual([])
  })

  test('is another for each of two who open at the same moment', async () => {
    const { ada, bob, olga, gus } = world
    const before = new Set([ada, bob].flatMap(usable).map((it) => it.id))
    const { made } = creations(world)
    await Promise.all([openForm(world, ada), openForm(world, bob)])
    await ada.fill({ Summary: 'Saffron ledgers under the stairs', ...terms })
    await bob.fill({ Summary: 'Copper kettles sing at noon', ...terms })
    await Promise.all([ada.submitModal(), bob.submitModal()])
    const fresh = (person: Person) => usable(person).filter((it) => !before.has(it.id))
    await wait(world, () => fresh(ada).length > 0 && fresh(bob).length > 0)
    const rooms = [fresh(ada), fresh(bob)].map((it) => it.map((room) => room.members.toSorted()))
    expect(rooms).toEqual([[['Ada', 'Cordon']], [['Bob', 'Cordon']]])
    expect(new Set([...fresh(ada), ...fresh(bob)].map((it) => it.name)).size).toBe(2)
    expect(creations(world)).toEqual({ made: made + 2, public: 0 })
    expect([olga, gus].flatMap(roomsOf)).toEqual([])
  })
})
