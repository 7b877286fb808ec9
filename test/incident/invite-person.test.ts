import { describe, expect, it } from 'vitest'
import { buttonOn, first, opened } from './scene.ts'
import { createWorld, type World } from './world.ts'

const invitation = (world: World, person: string, count = 1) =>
  world.worker.posted.find((it) => it.key === `invitation:${first}:${person}:${count}`)
const answer = { incident: first, invitation: 1, terms: '1' }

const invitedCat = async () => {
  const world = createWorld()
  await opened(world, { people: ['UCAT'] })
  return world
}

describe('/incident invite', () => {
  it('invites members from the room, and opens the form when nobody is named', async () => {
    const world = createWorld()
    await opened(world)
    expect(await world.command('UADA', 'invite', [], first)).toMatchObject({ open: 'incident.invite' })
    expect(await world.see('UADA', 'incident.invite', { incident: first })).toMatchObject({ initial: {} })
    const outcome = await world.command('UADA', 'invite', ['@UCAT', '@UDAN'], first)
    expect(outcome).toEqual({ reply: 'incident.invited', about: { incident: first, count: 2 } })
    await world.work()
    expect(invitation(world, 'UCAT')).toBeDefined()
    expect(invitation(world, 'UDAN')).toBeDefined()
  })

  it('is for the roster of that room: outside it, and to others, there is nothing', async () => {
    const world = await invitedCat()
    for (const [who, room] of [
      ['UADA', undefined],
      ['UBEN', first],
      ['UCAT', first],
    ] as const)
      expect(await world.command(who, 'invite', ['@UDAN'], room)).toMatchObject({ rule: 'not-allowed' })
    expect(await world.entry(first, 'UDAN')).toBeNull()
  })

  it('refuses guests, other workspaces, bots and the deactivated, and then invites nobody of the list', async () => {
    const world = createWorld()
    await opened(world)
    for (const [person, why] of [
      ['UGUEST', 'guest'],
      ['UFOREIGN', 'foreign'],
      ['UBOT', 'bot'],
      ['UGONE', 'deactivated'],
      ['USTRANGE', 'unknown'],
    ] as const)
      expect(await world.command('UADA', 'invite', ['@UDAN', `@${person}`], first)).toMatchObject({
        rule: 'unfit',
        about: { person, why },
      })
    expect(await world.entry(first, 'UDAN')).toBeNull()
  })

  it('refuses too many at once without asking Slack about all of them', async () => {
    const world = createWorld()
    await opened(world)
    world.asked.length = 0
    const many = Array.from({ length: 300 }, (_, at) => `@UMANY${at}`)
    expect(await world.command('UADA', 'invite', many, first)).toMatchObject({ rule: 'too-many' })
    expect(world.asked.length).toBeLessThan(10)
  })

  it('refuses words that are no mention', async () => {
    const world = createWorld()
    await opened(world)
    for (const word of ['ada', '@ada', 'UCAT', '@C123'])
      expect(await world.command('UADA', 'invite', [word], first)).toMatchObject({ rule: 'usage' })
  })

  it('does not invite twice, in the form says so beside the field', async () => {
    const world = await invitedCat()
    expect(await world.command('UADA', 'invite', ['@UCAT'], first)).toMatchObject({ rule: 'already-invited' })
    for (const people of [['UCAT'], ['UADA'], ['UDAN', 'UCAT'], ['UGUEST'], []])
      expect(await world.submit('UADA', 'incident.invite', { incident: first }, { people })).toMatchObject({
        errors: { people: expect.any(String) },
      })
    expect(await world.entry(first, 'UDAN')).toBeNull()
  })

  it('invites anew who declined; a button of the earlier invitation no longer counts', async () => {
    const world = await invitedCat()
    await world.press('UCAT', 'invitation.decline', answer)
    await world.command('UADA', 'invite', ['@UCAT'], first)
    await world.work()
    expect(await world.press('UCAT', 'invitation.accept', answer)).toMatchObject({ rule: 'invitation-gone' })
    const anew = buttonOn(world, `invitation:${first}:UCAT:2`, 'invitation.accept')
    expect(JSON.stringify(invitation(world, 'UCAT')?.doc)).toContain('there was a newer one')
    expect(await world.press('UCAT', 'invitation.accept', anew ?? {})).toMatchObject({ reply: 'incident.accepted' })
  })
})
