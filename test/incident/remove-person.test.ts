import { describe, expect, it } from 'vitest'
import { first, openBy, opened } from './scene.ts'
import { createWorld, type World } from './world.ts'

const inside = (world: World) => [...(world.slack.channels[0]?.members ?? [])].sort()
const accept = (world: World, count = 1) =>
  world.press('UCAT', 'invitation.accept', { incident: first, invitation: count, terms: '1' })
const remove = (world: World, person = 'UCAT') => world.command('UADA', 'remove', [`@${person}`], first)

const withCat = async (where: 'invited' | 'accepted' | 'inside') => {
  const world = createWorld()
  await opened(world, { people: ['UCAT'] })
  if (where !== 'invited') await accept(world)
  if (where === 'inside') await world.work()
  return world
}

describe('/incident remove', () => {
  it('lets somebody out of the room, and their roles are gone at once', async () => {
    const world = await withCat('inside')
    expect(await remove(world)).toMatchObject({ reply: 'incident.removed', about: { person: 'UCAT' } })
    expect(await world.read((tx) => world.offers.rolesOf(tx, 'UCAT', first))).toEqual([])
    await world.work()
    expect(inside(world)).toEqual(['UADA'])
    expect(await world.entry(first, 'UCAT')).toMatchObject({ state: 'removed', enteredAt: null })
    expect(world.happened().slice(-2)).toEqual(['roster.removed', 'roster.left'])
  })

  it('withdraws an invitation: its buttons are gone and no longer count', async () => {
    const world = await withCat('invited')
    await remove(world)
    expect(await accept(world)).toMatchObject({ rule: 'invitation-gone' })
    await world.work()
    expect(JSON.stringify(world.worker.posted.find((it) => it.key.startsWith('invitation:'))?.doc)).toContain(
      'no longer stands',
    )
    expect(world.slack.calls).not.toContain('remove')
  })

  it('overtakes an invitation that was not sent yet: it is never sent', async () => {
    const world = createWorld()
    await opened(world)
    await world.command('UADA', 'invite', ['@UCAT'], first)
    await remove(world)
    await world.work()
    expect(world.worker.posted.some((it) => it.key.startsWith('invitation:'))).toBe(false)
    expect(world.worker.state('message.post', `invitation:${first}:UCAT:1`)).toBe('superseded')
    expect(world.worker.stored().filter((it) => it.state === 'dead')).toEqual([])
  })

  it('overtakes a letting in that was not done yet: the room never lets them in', async () => {
    const world = await withCat('accepted')
    await remove(world)
    await world.work()
    expect(world.slack.calls.filter((it) => it === 'invite')).toHaveLength(1)
    expect(inside(world)).toEqual(['UADA'])
  })

  it('comes after a letting in whose answer was lost: whoever got in is let out', async () => {
    const world = await withCat('accepted')
    world.slack.fail('invite', 'lost-after')
    await world.worker.round(world.module.performers)
    expect(inside(world)).toEqual(['UADA', 'UCAT'])
    await remove(world)
    await world.work()
    expect(inside(world)).toEqual(['UADA'])
    expect(await world.entry(first, 'UCAT')).toMatchObject({ state: 'removed', enteredAt: null })
  })

  it('does not put out who was invited again and accepted before it was performed', async () => {
    const world = await withCat('inside')
    await remove(world)
    await world.command('UADA', 'invite', ['@UCAT'], first)
    await accept(world, 2)
    await world.work()
    expect(inside(world)).toEqual(['UADA', 'UCAT'])
    expect(world.slack.calls).not.toContain('remove')
  })

  it('leaves the newer invitation good when it is performed only after that', async () => {
    const world = await withCat('inside')
    await remove(world)
    await world.command('UADA', 'invite', ['@UCAT'], first)
    await world.work()
    expect(inside(world)).toEqual(['UADA'])
    expect(await accept(world, 2)).toMatchObject({ reply: 'incident.accepted' })
    await world.work()
    expect(inside(world)).toEqual(['UADA', 'UCAT'])
  })

  it('lets out whom a late letting in put into the room after all', async () => {
    const world = createWorld()
    world.settings.lead = 'UBEN'
    await openBy(world, 'UADA')
    await world.work((act) => act.kind === 'room.invite')
    await world.press('UBEN', 'invitation.accept', { incident: first, invitation: 1, terms: '1' })
    world.slack.fail('invite', 'lost-before')
    await world.worker.round(world.module.performers, (act) => act.key.includes('UBEN'))
    await world.command('UBEN', 'remove', ['@UADA'], first)
    await world.work((act) => act.kind === 'room.invite')
    expect(world.slack.calls).toContain('remove')
    world.slack.channels[0]?.members.add('UADA')
    await world.work()
    expect(inside(world)).toEqual(['UBEN'])
    expect(await world.entry(first, 'UADA')).toMatchObject({ state: 'removed', enteredAt: null })
  })

  it('tells the incident lead to do it by hand where the workspace does not let Cordon', async () => {
    const world = await withCat('inside')
    world.slack.behave.mayRemove = false
    await remove(world)
    await world.work()
    const told = world.worker.posted.find((it) => it.key.startsWith('not-let-out:'))
    expect(told?.place).toEqual({ person: 'UADA' })
    expect(JSON.stringify(told?.doc)).toContain('by hand')
    expect(world.happened()).toContain('roster.not-let-out')
  })

  it('is for the incident lead, who cannot remove themself, nor anyone who is not on the roster', async () => {
    const world = await withCat('inside')
    expect(await world.command('UCAT', 'remove', ['@UADA'], first)).toMatchObject({ rule: 'not-allowed' })
    expect(await remove(world, 'UADA')).toMatchObject({ rule: 'lead-stays' })
    expect(await remove(world, 'UDAN')).toMatchObject({ rule: 'not-on-roster' })
    await remove(world)
    expect(await remove(world)).toMatchObject({ rule: 'not-on-roster' })
  })

  it('takes an account off the roster that Slack does not let in, and tells who invited it', async () => {
    const world = await withCat('accepted')
    world.slack.barred.add('UCAT')
    await world.work()
    expect(await world.entry(first, 'UCAT')).toMatchObject({ state: 'removed' })
    const told = world.worker.posted.find((it) => it.key.startsWith('barred:'))
    expect(told?.place).toEqual({ person: 'UADA' })
    expect(world.happened()).toContain('roster.barred')
  })
})
