import { describe, expect, it } from 'vitest'
import { buttonOn, createWorld, day, first, opened, type World } from './world.ts'

const inside = (world: World) => [...(world.slack.channels[0]?.members ?? [])].sort()
const invitation = (world: World, person: string, count = 1) =>
  world.worker.posted.find((it) => it.key === `invitation:${first}:${person}:${count}`)
const answer = { incident: first, invitation: 1, terms: '1' }

const invitedCat = async () => {
  const world = createWorld()
  await opened(world, { people: ['UCAT'] })
  return world
}

describe('an invitation', () => {
  it('names inviter, team and terms, and nothing of what the incident is about', async () => {
    const world = await invitedCat()
    const message = invitation(world, 'UCAT')
    expect(message?.place).toEqual({ person: 'UCAT' })
    expect(message?.doc.title).toBe(first)
    const said = JSON.stringify(message?.doc)
    for (const part of [
      '"person":"UADA"',
      'the security team',
      'Keep it to yourself.',
      'version 1',
      'Accept',
      'Decline',
    ])
      expect(said).toContain(part)
    expect(said).not.toMatch(/zanzibar|Pipeline|inc-kf|slack\.example/)
    expect(buttonOn(world, `invitation:${first}:UCAT:1`, 'invitation.accept')).toEqual(answer)
  })

  it('says for which organisation somebody is asked, where the configuration knows it', async () => {
    const world = createWorld()
    await opened(world, { people: ['UBEN'] })
    expect(JSON.stringify(invitation(world, 'UBEN')?.doc)).toContain('one of Example Org')
  })

  it('lets its person in once they accept, with the terms and the time on record', async () => {
    const world = await invitedCat()
    world.time.now += day
    expect(await world.press('UCAT', 'invitation.accept', answer)).toEqual({
      reply: 'incident.accepted',
      about: { incident: first },
    })
    expect(await world.entry(first, 'UCAT')).toMatchObject({ state: 'accepted', terms: '1', termsAt: world.time.now })
    expect(inside(world)).toEqual(['UADA'])
    await world.work()
    expect(inside(world)).toEqual(['UADA', 'UCAT'])
    expect(await world.entry(first, 'UCAT')).toMatchObject({ enteredAt: world.time.now })
    expect(world.happened().slice(-2)).toEqual(['roster.accepted', 'roster.entered'])
    expect(JSON.stringify(invitation(world, 'UCAT')?.doc)).toContain('You accepted its terms')
    expect(buttonOn(world, `invitation:${first}:UCAT:1`, 'invitation.accept')).toBeNull()
  })

  it('is answered once: a second press, of either button, changes nothing', async () => {
    const world = await invitedCat()
    const presses = ['invitation.accept', 'invitation.accept', 'invitation.decline'] as const
    const [one, ...others] = await Promise.all(presses.map((id) => world.press('UCAT', id, answer)))
    expect(one).toMatchObject({ reply: 'incident.accepted' })
    for (const other of others) expect(other).toMatchObject({ rule: 'invitation-gone' })
    await world.work()
    expect(world.slack.calls.filter((it) => it === 'invite')).toHaveLength(2)
    expect(world.happened().filter((it) => it === 'roster.accepted')).toHaveLength(2)
  })

  it('is nothing to those it was not sent to, and its refusal is that of an incident that is not there', async () => {
    const world = await invitedCat()
    const refusal = await world.press('UDAN', 'invitation.accept', answer)
    expect(refusal).toEqual(await world.press('UDAN', 'invitation.accept', { ...answer, incident: 'KF-2026-0099' }))
    expect(refusal).toMatchObject({ rule: 'invitation-gone' })
    expect(await world.entry(first, 'UDAN')).toBeNull()
  })

  it('is refused to an account that became a guest, though it was a member when invited', async () => {
    const world = await invitedCat()
    world.known.set('UCAT', { id: 'UCAT', name: 'Cat', standing: 'guest' })
    expect(await world.press('UCAT', 'invitation.accept', answer)).toMatchObject({ rule: 'unfit' })
    expect(await world.entry(first, 'UCAT')).toMatchObject({ state: 'invited' })
  })

  it('shows the terms anew when they changed before the answer, and takes the answer to those', async () => {
    const world = await invitedCat()
    world.settings.terms = '2'
    expect(await world.press('UCAT', 'invitation.accept', answer)).toMatchObject({ rule: 'terms-changed' })
    await world.work()
    expect(JSON.stringify(invitation(world, 'UCAT')?.doc)).toContain('version 2')
    const anew = buttonOn(world, `invitation:${first}:UCAT:1`, 'invitation.accept')
    expect(await world.press('UCAT', 'invitation.accept', anew ?? {})).toMatchObject({ reply: 'incident.accepted' })
    expect(await world.entry(first, 'UCAT')).toMatchObject({ terms: '2' })
  })

  it('is recorded as declined, and its inviter is told', async () => {
    const world = await invitedCat()
    expect(await world.press('UCAT', 'invitation.decline', answer)).toMatchObject({ reply: 'incident.you-declined' })
    await world.work()
    expect(await world.entry(first, 'UCAT')).toMatchObject({ state: 'declined', terms: null })
    const told = world.worker.posted.find((it) => it.key.startsWith('declined:'))
    expect(told?.place).toEqual({ person: 'UADA' })
    expect(JSON.stringify(told?.doc)).toContain('"person":"UCAT"')
    expect(inside(world)).toEqual(['UADA'])
  })

  it('makes the one who was set to it the incident lead when they accept', async () => {
    const world = createWorld()
    world.settings.lead = 'UBEN'
    await opened(world)
    expect(await world.press('UBEN', 'incident.agree', { incident: first, revision: 1 })).toMatchObject({
      rule: 'not-allowed',
    })
    await world.press('UBEN', 'invitation.accept', answer)
    expect(await world.get(first)).toMatchObject({ lead: 'UBEN', nextLead: null })
    expect(await world.read((tx) => world.offers.rolesOf(tx, 'UADA', first))).toEqual(['roster'])
  })

  it('leaves the lead where it is when the one who was set declines', async () => {
    const world = createWorld()
    world.settings.lead = 'UBEN'
    await opened(world)
    await world.press('UBEN', 'invitation.decline', answer)
    expect(await world.get(first)).toMatchObject({ lead: 'UADA', nextLead: null })
  })

  it('waits with its room: an acceptance before the room is made lets in once it is', async () => {
    const world = createWorld()
    await opened(world)
    await world.command('UADA', 'invite', ['@UCAT'], first)
    await world.press('UCAT', 'invitation.accept', answer)
    world.slack.fail('invite', 'lost-after')
    await world.work()
    expect(inside(world)).toEqual(['UADA', 'UCAT'])
    expect(world.slack.calls.filter((it) => it === 'invite')).toHaveLength(2)
  })
})

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
    expect(await world.press('UCAT', 'invitation.accept', anew ?? {})).toMatchObject({ reply: 'incident.accepted' })
  })
})
