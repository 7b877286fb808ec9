import { describe, expect, it } from 'vitest'
import { first, openBy, opened } from './scene.ts'
import { createWorld } from './world.ts'

const ownRooms = (world: ReturnType<typeof createWorld>) => world.slack.channels.filter((it) => it.ours)
const toldOpener = (world: ReturnType<typeof createWorld>) =>
  JSON.stringify(world.worker.posted.find((it) => it.key === `opening:${first}`)?.doc)

describe('the room', () => {
  it('is found again, not made twice, when the answer to its making was lost', async () => {
    const world = createWorld()
    world.slack.fail('create', 'lost-after')
    await opened(world)
    expect(world.slack.calls.filter((it) => it === 'create')).toHaveLength(1)
    expect(ownRooms(world)).toHaveLength(1)
    expect(await world.get(first)).toMatchObject({ room: { state: 'made', channel: 'C00000001' } })
  })

  it('is made when the request was lost before it had an effect', async () => {
    const world = createWorld()
    world.slack.fail('create', 'lost-before')
    await opened(world)
    expect(ownRooms(world)).toHaveLength(1)
  })

  it('takes another name when somebody else’s channel has it, and never adopts that one', async () => {
    const world = createWorld()
    const other = world.slack.occupy('inc-kf-2026-0001-aaaaaa')
    await opened(world)
    expect(await world.get(first)).toMatchObject({ room: { state: 'made', name: 'inc-kf-2026-0001-bbbbbb', tries: 2 } })
    expect(other.members.size).toBe(0)
    expect(world.happened()).toContain('room.name-taken')
  })

  it('is its own when the name is taken by an attempt that nobody remembers', async () => {
    const world = createWorld()
    await openBy(world, 'UADA')
    world.slack.occupy('inc-kf-2026-0001-aaaaaa').ours = true
    await world.work()
    expect(await world.get(first)).toMatchObject({ room: { state: 'made', channel: 'C00000001', tries: 1 } })
  })

  it('gives up after three names that were somebody else’s', async () => {
    const world = createWorld()
    for (const letter of ['a', 'b', 'c']) world.slack.occupy(`inc-kf-2026-0001-${letter.repeat(6)}`)
    await opened(world)
    expect(ownRooms(world)).toEqual([])
    expect(await world.get(first)).toMatchObject({ state: 'closed', reason: 'no-room', room: { state: 'refused' } })
  })

  it('does not take its own lost room for somebody else’s when its name is taken at a later attempt', async () => {
    const world = createWorld()
    world.slack.fail('create', 'lost-before')
    world.slack.fail('create', { failed: 'name_taken' })
    await opened(world)
    expect(await world.get(first)).toMatchObject({ room: { state: 'made', name: 'inc-kf-2026-0001-aaaaaa', tries: 1 } })
    expect(ownRooms(world)).toHaveLength(1)
  })

  for (const [what, spoil] of [
    [
      'Slack refuses it',
      (world: ReturnType<typeof createWorld>) =>
        world.slack.fail('create', { failed: 'restricted_action', permanent: true }),
    ],
    [
      'the answer does not say private',
      (world: ReturnType<typeof createWorld>) => {
        world.slack.behave.public = true
      },
    ],
  ] as const)
    it(`is private or nothing: when ${what}, nobody is invited, nothing is posted, the caller is told`, async () => {
      const world = createWorld()
      spoil(world)
      await opened(world, { people: ['UCAT'] })
      expect(world.worker.posted.map((it) => it.key)).toEqual([`opening:${first}`])
      expect(toldOpener(world)).toContain('could not be made')
      expect(world.slack.calls).toEqual(['create'])
      expect(await world.get(first)).toMatchObject({ state: 'closed', reason: 'no-room' })
      const [secret] = await world.read((tx) => world.offers.secrets(tx))
      expect(secret?.state).toBe('embargoed')
    })

  it('is not made when the gate lets its name not go', async () => {
    const world = createWorld()
    world.settings.held = true
    await opened(world)
    expect(world.slack.calls).toEqual([])
    expect(world.worker.state('room.create', `${first}:1`)).toBe('held')
  })

  it('is tried again after a trouble of Slack’s that passes, and waits when it is told to', async () => {
    const world = createWorld()
    world.slack.fail('create', { retryAt: world.time.line + 30_000, reason: 'ratelimited' })
    world.slack.fail('create', { failed: 'service_unavailable' })
    await opened(world)
    expect(ownRooms(world)).toHaveLength(1)
    expect(world.time.line).toBeGreaterThan(0)
  })

  it('is not made again by an act that comes late, nor is its topic set once it is gone', async () => {
    const world = createWorld()
    await opened(world)
    const late = (kind: string) => {
      const attempt = { key: first, attempt: 1, signal: new AbortController().signal }
      return world.module.performers.find((it) => it.kind === kind)?.perform({ incident: first }, attempt)
    }
    expect(await late('room.create')).toHaveProperty('superseded')
    await world.submit('UADA', 'incident.close', { incident: first }, { reason: 'rejected', typed: first })
    await world.work()
    for (const kind of ['room.create', 'room.topic', 'room.archive'])
      expect(await late(kind)).toHaveProperty('superseded')
    expect(world.slack.channels).toHaveLength(1)
  })

  it('is made for each of two incidents that are opened at once', async () => {
    const world = createWorld()
    await Promise.all([openBy(world, 'UADA'), openBy(world, 'UADA')])
    await world.work()
    expect(ownRooms(world).map((it) => it.name)).toEqual(['inc-kf-2026-0001-aaaaaa', 'inc-kf-2026-0002-bbbbbb'])
  })

  it('tells the team when its opener was deactivated meanwhile, and the next to accept holds the incident', async () => {
    const world = createWorld()
    await openBy(world, 'UADA', { people: ['UBEN'] })
    world.known.set('UADA', { id: 'UADA', name: 'Ada', standing: 'deactivated' })
    await world.work()
    expect(world.slack.calls).not.toContain('invite')
    const told = world.worker.posted.find((it) => 'team' in it.place)
    expect(told?.doc.title).toBe(first)
    expect(world.worker.state('message.post', `overview:${first}`)).toBe('done')
    await world.press('UBEN', 'invitation.accept', { incident: first, invitation: 1, terms: '1' })
    await world.work()
    expect(await world.get(first)).toMatchObject({ lead: 'UBEN' })
    expect([...(world.slack.channels[0]?.members ?? [])]).toEqual(['UBEN'])
  })

  it('does not let its opener in while Slack does not say who that is', async () => {
    const world = createWorld()
    await openBy(world, 'UADA')
    world.silent.add('UADA')
    await world.work()
    expect(world.slack.channels[0]?.members.size).toBe(0)
    expect(world.worker.state('room.invite', `${first}:UADA:opener`)).toBe('dead')
    expect(world.worker.state('message.post', `overview:${first}`)).toBe('waiting')
  })
})
