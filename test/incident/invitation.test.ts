import { describe, expect, it } from 'vitest'
import { buttonOn, first, openBy, opened } from './scene.ts'
import { createWorld, day, type World } from './world.ts'

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

  it('waits for its room when it is accepted before that is made', async () => {
    const world = createWorld()
    await openBy(world, 'UADA', { people: ['UCAT'] })
    await world.press('UCAT', 'invitation.accept', answer)
    const held = await world.worker.round(world.module.performers, (act) => act.kind === 'room.create')
    expect(held).toBeGreaterThan(0)
    expect(world.slack.calls).toEqual([])
    await world.work()
    expect(inside(world)).toEqual(['UADA', 'UCAT'])
  })

  it('never stops the room: one who cannot be let in for now leaves its lane free', async () => {
    const world = await invitedCat()
    await world.press('UCAT', 'invitation.accept', answer)
    for (let times = 0; times < 5; times += 1) world.slack.fail('invite', { failed: 'service_unavailable' })
    await world.work()
    const act = world.worker.stored().find((it) => it.act.kind === 'room.invite' && it.act.key.includes('UCAT'))
    expect(act).toMatchObject({ state: 'dead', act: { lane: `roster:${first}:UCAT` } })
    await world.press('UADA', 'incident.agree', { incident: first, revision: 1 })
    await world.submit('UADA', 'incident.close', { incident: first }, { reason: 'rejected', typed: first })
    await world.work()
    expect(await world.get(first)).toMatchObject({ room: { state: 'archived' } })
  })

  it('lets in once although the answer to that was lost', async () => {
    const world = await invitedCat()
    await world.press('UCAT', 'invitation.accept', answer)
    world.slack.fail('invite', 'lost-after')
    await world.work()
    expect(inside(world)).toEqual(['UADA', 'UCAT'])
    expect(world.slack.calls.filter((it) => it === 'invite')).toHaveLength(2)
  })
})
