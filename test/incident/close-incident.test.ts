import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/incident/ledger-file.ts'
import { first, opened } from './scene.ts'
import { createWorld, start, type World } from './world.ts'

const close = (world: World, values: Readonly<Record<string, unknown>> = {}, by = 'UADA') =>
  world.submit(by, 'incident.close', { incident: first }, { reason: 'rejected', typed: first, ...values })
const room = (world: World) => world.slack.channels[0]
const state = (world: World, kind: string) => world.worker.state(kind, first)

describe('/incident close', () => {
  it('asks for a reason and the id, which starts empty', async () => {
    const world = createWorld()
    await opened(world)
    expect(await world.command('UADA', 'close', [], first)).toEqual({
      open: 'incident.close',
      about: { incident: first },
    })
    expect(await world.see('UADA', 'incident.close', { incident: first })).toMatchObject({ initial: {} })
    expect(await close(world, { typed: 'KF-2026-0002' })).toMatchObject({ errors: { typed: expect.any(String) } })
    expect(await close(world, { typed: '' })).toMatchObject({ errors: { typed: expect.any(String) } })
    expect(await close(world, { reason: 'no-room' })).toMatchObject({ errors: { reason: expect.any(String) } })
    expect(await world.get(first)).toMatchObject({ state: 'triage' })
    expect(await close(world, { typed: first.toLowerCase() })).toMatchObject({ reply: 'incident.closed' })
  })

  it('tells the room, puts the ledger into it, verifies the file, and only then archives', async () => {
    const world = createWorld()
    await opened(world)
    world.slack.calls.length = 0
    await close(world)
    await world.work()
    expect(world.slack.calls).toEqual(['upload', 'fileDigest', 'archive'])
    expect(room(world)?.archived).toBe(true)
    expect(await world.get(first)).toMatchObject({ state: 'closed', reason: 'rejected', room: { state: 'archived' } })
    const lane = world.worker.stored().filter((it) => it.act.lane === `room:${first}`)
    expect(lane.slice(-5).map((it) => it.act.kind)).toEqual([
      'message.edit',
      'message.post',
      'room.export',
      'room.verify',
      'room.archive',
    ])
    expect(world.happened().slice(-3)).toEqual(['room.exported', 'room.export-verified', 'room.archived'])
  })

  it('exports the ledger up to and with the closing, named by its digest', async () => {
    const world = createWorld()
    await opened(world)
    await close(world)
    await world.work()
    const [file] = [...(room(world)?.files.values() ?? [])]
    expect(file?.name).toBe(`${first}-ledger.jsonl`)
    const lines = file?.text.trimEnd().split('\n') ?? []
    expect(lines.at(0)).toContain('incident.opened')
    expect(lines.at(-1)).toContain('incident.closed')
    const exported = world.ledger().find((it) => it.what === 'room.exported')
    expect(exported?.body.digest).toBe(digestOf(file?.text ?? ''))
  })

  it('archives without a file where Slack lets Cordon put none, and tells the incident lead how to get it', async () => {
    const world = createWorld()
    await opened(world)
    world.slack.fail('upload', { failed: 'missing_scope', permanent: true })
    await close(world)
    await world.work()
    expect(state(world, 'room.verify')).toBe('unplanned')
    expect(room(world)?.archived).toBe(true)
    expect(world.happened().slice(-2)).toEqual(['room.not-exported', 'room.archived'])
    const told = world.worker.posted.find((it) => it.key === `not-exported:${first}`)
    expect(JSON.stringify(told?.doc)).toContain(`ledger export ${first}`)
  })

  it('keeps the room when the export fails, and does not even look at a file', async () => {
    const world = createWorld()
    await opened(world)
    world.slack.fail('upload', { failed: 'file_upload_size_restricted', permanent: true })
    await close(world)
    await world.work()
    expect(state(world, 'room.export')).toBe('dead')
    expect(state(world, 'room.verify')).toBe('unplanned')
    expect(room(world)?.archived).toBe(false)
    expect(await world.get(first)).toMatchObject({ state: 'closed', room: { state: 'made' } })
  })

  it('keeps the room when Slack gives back other bytes than were put into it', async () => {
    const world = createWorld()
    await opened(world)
    world.slack.behave.garble = true
    await close(world)
    await world.work()
    expect(state(world, 'room.verify')).toBe('dead')
    expect(state(world, 'room.archive')).toBe('unplanned')
    expect(room(world)?.archived).toBe(false)
  })

  it('holds the export when the gate lets it not go', async () => {
    const world = createWorld()
    await opened(world)
    world.settings.held = true
    await close(world)
    await world.work()
    expect(state(world, 'room.export')).toBe('held')
    expect(room(world)?.files.size).toBe(0)
  })

  it('finds its file again when the answer to the upload was lost, and puts no second one', async () => {
    const world = createWorld()
    await opened(world)
    world.slack.fail('upload', 'lost-after')
    world.slack.fail('archive', 'lost-before')
    await close(world)
    await world.work()
    expect(room(world)?.files.size).toBe(1)
    expect(room(world)?.archived).toBe(true)
  })

  it('knows a room as archived when the answer to that was lost, though Slack shows it no more', async () => {
    const world = createWorld()
    await opened(world)
    world.slack.fail('archive', 'lost-after')
    await close(world)
    await world.work()
    expect(state(world, 'room.archive')).toBe('done')
    expect(await world.get(first)).toMatchObject({ room: { state: 'archived' } })
  })

  it('ends open invitations: they say so, and their buttons no longer count', async () => {
    const world = createWorld()
    await opened(world, { people: ['UCAT'] })
    await close(world)
    const answer = { incident: first, invitation: 1, terms: '1' }
    expect(await world.press('UCAT', 'invitation.accept', answer)).toMatchObject({ rule: 'invitation-gone' })
    await world.work()
    const message = world.worker.posted.find((it) => it.key.startsWith('invitation:'))
    expect(JSON.stringify(message?.doc)).toContain('no longer stands')
    expect(await world.entry(first, 'UCAT')).toMatchObject({ state: 'removed' })
  })

  it('lets nobody in any more who accepted just before', async () => {
    const world = createWorld()
    await opened(world, { people: ['UCAT'] })
    await world.press('UCAT', 'invitation.accept', { incident: first, invitation: 1, terms: '1' })
    await close(world)
    await world.work()
    expect([...(room(world)?.members ?? [])]).toEqual(['UADA'])
  })

  it('withdraws the embargo of what was not published, and the words stay secret', async () => {
    const world = createWorld()
    await opened(world)
    await close(world, { reason: 'duplicate' })
    expect(await world.get(first)).toMatchObject({ embargo: { state: 'exited', how: 'withdrawn' } })
    const [secret] = await world.read((tx) => world.offers.secrets(tx))
    expect(secret).toMatchObject({ state: 'embargoed' })
  })

  it('closes as published only what was, and as nothing else then', async () => {
    const world = createWorld()
    await opened(world)
    expect(await close(world, { reason: 'published' })).toMatchObject({ errors: { reason: expect.any(String) } })
    expect(await world.transact((tx) => world.offers.published(tx, first, start + 1))).toBe(true)
    expect(await close(world, { reason: 'duplicate' })).toMatchObject({ errors: { reason: expect.any(String) } })
    expect(await close(world, { reason: 'published' })).toMatchObject({ reply: 'incident.closed' })
    expect(await world.get(first)).toMatchObject({ reason: 'published', embargo: { how: 'published' } })
  })

  it('happens once, and only by the incident lead', async () => {
    const world = createWorld()
    await opened(world)
    expect(await close(world, {}, 'UBEN')).toMatchObject({ rule: 'not-allowed' })
    const outcomes = await Promise.all([close(world), close(world)])
    expect(outcomes).toMatchObject([{ reply: 'incident.closed' }, { rule: 'incident-closed' }])
    await world.work()
    expect(world.slack.calls.filter((it) => it === 'archive')).toHaveLength(1)
    for (const id of ['incident.close', 'incident.invite'])
      expect(await world.see('UADA', id, { incident: first })).toMatchObject({ rule: 'incident-closed' })
    expect(await world.command('UADA', 'invite', ['@UCAT'], first)).toMatchObject({ rule: 'incident-closed' })
  })
})

describe('a publication', () => {
  it('discloses the incident, ends its embargo and tells the room', async () => {
    const world = createWorld()
    await opened(world)
    await world.transact((tx) => world.offers.published(tx, first, start + 1))
    await world.work()
    expect(await world.get(first)).toMatchObject({ state: 'disclosed', embargo: { state: 'exited', how: 'published' } })
    const [secret] = await world.read((tx) => world.offers.secrets(tx))
    expect(secret?.state).toBe('disclosed')
    expect(world.worker.posted.find((it) => it.key === `disclosed:${first}`)?.place).toEqual({ room: first })
  })

  it('is recorded once, and not at all of an incident that is closed or not there', async () => {
    const world = createWorld()
    await opened(world)
    const publish = (id: string) => world.transact((tx) => world.offers.published(tx, id, start + 1))
    expect([await publish(first), await publish(first), await publish('KF-2026-0099')]).toEqual([true, false, false])
    expect(world.happened().filter((it) => it === 'incident.disclosed')).toHaveLength(1)
    await close(world, { reason: 'published' })
    expect(await publish(first)).toBe(false)
  })
})
