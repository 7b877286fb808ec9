import { describe, expect, it } from 'vitest'
import { may } from '../../src/kernel/module.ts'
import { type Role, teamRoles } from '../../src/kernel/person.ts'
import { first, openBy, opened, summary } from './scene.ts'
import { createWorld } from './world.ts'

const told = (doc: unknown) => JSON.stringify(doc)

describe('what may be known of an incident', () => {
  it('is known of a channel only where that is its room', async () => {
    const world = createWorld()
    await opened(world)
    const of = (channel: string) => world.read((tx) => world.offers.incidentOf(tx, channel))
    expect([await of('C00000001'), await of('C00000009')]).toEqual([first, null])
  })

  it('goes to its room and to those on its roster, not to the invited, the team, a list or the public', async () => {
    const world = createWorld()
    await opened(world, { people: ['UCAT'] })
    const audience = async (place: Parameters<typeof world.offers.audience>[1]) => [
      ...(await world.read((tx) => world.offers.audience(tx, place))),
    ]
    expect(await audience({ room: first })).toEqual([first])
    expect(await audience({ person: 'UADA' })).toEqual([first])
    for (const place of [
      { person: 'UCAT' },
      { person: 'UDAN' },
      { team: true },
      { public: true },
      { list: 'security' },
      { channel: 'general' },
      { distributors: true },
      { reporter: 'r1' },
    ] as const)
      expect(await audience(place)).toEqual([])
    await world.press('UCAT', 'invitation.accept', { incident: first, invitation: 1, terms: '1' })
    expect(await audience({ person: 'UCAT' })).toEqual([first])
    expect(await world.read((tx) => world.offers.isRoster(tx, first, 'UCAT'))).toBe(true)
    expect(await world.read((tx) => world.offers.isOpen(tx, first))).toBe(true)
    expect(await world.read((tx) => world.offers.isOpen(tx, 'KF-2026-9999'))).toBe(false)
    await world.command('UADA', 'remove', ['@UCAT'], first)
    expect(await audience({ person: 'UCAT' })).toEqual([])
    expect(await world.read((tx) => world.offers.isRoster(tx, first, 'UCAT'))).toBe(false)
  })

  it('is guarded from the claim on, its room’s id once there is one', async () => {
    const world = createWorld()
    await openBy(world, 'UADA')
    const secret = async () => (await world.read((tx) => world.offers.secrets(tx)))[0]
    const room = { name: 'inc-kf-2026-0001-aaaaaa', id: null }
    expect(await secret()).toMatchObject({ id: first, title: summary, state: 'embargoed', room })
    await world.work()
    expect(await secret()).toMatchObject({ room: { id: 'C00000001' } })
  })

  it('has a room only while that stands', async () => {
    const world = createWorld()
    await openBy(world, 'UADA')
    const room = () => world.read((tx) => world.offers.resolveRoom(tx, first))
    expect(await room()).toBeNull()
    await world.work()
    expect(await room()).toBe('C00000001')
    await world.submit('UADA', 'incident.close', { incident: first }, { reason: 'rejected', typed: first })
    expect(await room()).toBe('C00000001')
    await world.work()
    expect(await room()).toBeNull()
  })

  it('makes roles of the roster, and names the lead', async () => {
    const world = createWorld()
    await opened(world, { people: ['UCAT'] })
    const roles = (person: string) => world.read((tx) => world.offers.rolesOf(tx, person, first))
    expect(await roles('UADA')).toEqual(['roster', 'incident-lead'])
    expect(await roles('UCAT')).toEqual(['invited'])
    expect(await roles('UDAN')).toEqual([])
    expect(await world.read((tx) => world.offers.rolesOf(tx, 'UADA', 'KF-2026-0099'))).toEqual([])
    expect(await world.read((tx) => world.offers.leadOf(tx, first))).toBe('UADA')
  })
})

describe('/incident status and list', () => {
  it('answer in the room how it stands, to the roster alone', async () => {
    const world = createWorld()
    await opened(world)
    const about = { incident: first, person: 'UADA' }
    expect(await world.command('UADA', 'status', [], first)).toEqual({ reply: 'incident.status', about })
    expect(await world.press('UADA', 'incident.status', { incident: first })).toEqual({
      reply: 'incident.status',
      about,
    })
    for (const who of ['UBEN', 'UCAT'])
      expect(await world.command(who, 'status', [], first)).toMatchObject({ rule: 'not-allowed' })
    const doc = await world.text('incident.status', about)
    expect(doc?.title).toBe(first)
    expect(told(doc)).not.toContain(summary)
    for (const part of [first, 'High', 'Triage', 'Proposed, without a date']) expect(told(doc)).toContain(part)
  })

  it('say nothing any more to one who left the roster before the answer went', async () => {
    const world = createWorld()
    await opened(world, { people: ['UCAT'] })
    await world.press('UCAT', 'invitation.accept', { incident: first, invitation: 1, terms: '1' })
    await world.command('UADA', 'remove', ['@UCAT'], first)
    expect(await world.text('incident.status', { incident: first, person: 'UCAT' })).toBeNull()
  })

  it('list what is open to the asker, by id and never by title; everyone else is told there is nothing', async () => {
    const world = createWorld()
    await opened(world, { people: ['UCAT'] })
    await openBy(world, 'UBEN')
    for (const who of ['UADA', 'UCAT', 'UDAN'])
      expect(await world.command(who, 'list')).toEqual({ reply: 'incident.list', about: { person: who } })
    const mine = told(await world.text('incident.list', { person: 'UADA' }))
    expect(mine).toContain(first)
    expect(mine).not.toMatch(/KF-2026-0002|zanzibar/)
    const nothing = await world.text('incident.list', { person: 'UDAN' })
    expect(await world.text('incident.list', { person: 'UCAT' })).toEqual(nothing)
    expect(told(nothing)).toContain('No incident is open to you.')
    await world.submit('UADA', 'incident.close', { incident: first }, { reason: 'rejected', typed: first })
    expect(await world.text('incident.list', { person: 'UADA' })).toEqual(nothing)
  })
})

describe('the permissions', () => {
  const roles: readonly Role[] = [...teamRoles, 'anyone', 'roster', 'invited', 'incident-lead']
  const cells: Readonly<Record<string, Readonly<{ room: string; elsewhere: string }>>> = {
    'incident.open': { room: 'responder lead', elsewhere: 'responder lead' },
    'incident.list': { room: 'anyone', elsewhere: 'anyone' },
    'incident.status': { room: 'roster', elsewhere: '' },
    'incident.invite': { room: 'roster', elsewhere: '' },
    'incident.remove': { room: 'incident-lead', elsewhere: '' },
    'incident.agree': { room: 'incident-lead', elsewhere: '' },
    'incident.close': { room: 'incident-lead', elsewhere: '' },
    'invitation.answer': { room: 'anyone', elsewhere: 'anyone' },
  }
  const { module } = createWorld()

  for (const [action, { room, elsewhere }] of Object.entries(cells))
    for (const role of roles)
      it(`say whether ${role} may ${action}`, () => {
        const allowed = (inRoom: boolean) => may(module.permissions, { action, roles: new Set([role]), inRoom })
        expect([allowed(true), allowed(false)]).toEqual([
          room.split(' ').includes(role),
          elsewhere.split(' ').includes(role),
        ])
      })

  it('have a row for every way in, and no other', () => {
    const ways = [...module.commands, ...module.forms, ...module.buttons].map((it) => it.may)
    expect([...new Set(ways)].sort()).toEqual(Object.keys(cells).sort())
    expect([...new Set(module.permissions.map((it) => it.action))].sort()).toEqual(Object.keys(cells).sort())
  })
})
