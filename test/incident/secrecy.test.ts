import { describe, expect, it } from 'vitest'
import { incidentRebuffs } from '../../src/incident/text/rebuffs.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'
import { first, openBy } from './scene.ts'
import { createWorld, start, type World } from './world.ts'

const canary = /zanzibar|replayed/i

/** The whole process once, with every ending an invitation can have. */
const walked = async (): Promise<World> => {
  const world = createWorld()
  world.slack.occupy('inc-kf-2026-0001-aaaaaa')
  const answer = { incident: first, invitation: 1, terms: '1' }
  await openBy(world, 'UADA', { people: ['UBEN', 'UCAT', 'UDAN'], date: start / 1000 + 86_400 })
  await world.work()
  await world.press('UBEN', 'invitation.accept', answer)
  await world.press('UCAT', 'invitation.decline', answer)
  world.slack.barred.add('UDAN')
  await world.press('UDAN', 'invitation.accept', answer)
  await world.work()
  world.slack.behave.mayRemove = false
  await world.command('UADA', 'remove', ['@UBEN'], first)
  await world.press('UADA', 'incident.agree', { incident: first, revision: 1 })
  await world.work()
  await world.submit('UADA', 'incident.close', { incident: first }, { reason: 'rejected', typed: first })
  await world.work()
  expect(await world.get(first)).toMatchObject({ room: { state: 'archived' } })
  return world
}

describe('the words of an incident', () => {
  it('are in no act, no ledger entry and no file', async () => {
    const world = await walked()
    expect(JSON.stringify(world.worker.stored())).not.toMatch(canary)
    expect(JSON.stringify(world.ledger())).not.toMatch(canary)
    const rooms = world.slack.channels.map((it) => ({ ...it, files: [...it.files.values()], members: [] }))
    expect(JSON.stringify(rooms)).not.toMatch(canary)
  })

  it('are posted to the room alone, and never in what a lock screen shows', async () => {
    const world = await walked()
    const told = world.worker.posted
    expect(told.filter((it) => canary.test(JSON.stringify(it.doc))).map((it) => it.place)).toEqual([{ room: first }])
    expect(told.map((it) => it.doc.title)).toEqual(told.map(() => first))
    expect(told.filter((it) => 'person' in it.place).length).toBeGreaterThan(4)
  })

  it('are carried by no button', async () => {
    const world = createWorld()
    await openBy(world, 'UADA', { people: ['UCAT'] })
    await world.work()
    const presses = world.worker.posted.flatMap((it) =>
      it.doc.blocks.flatMap((block) => ('buttons' in block ? block.buttons : [])),
    )
    expect(presses.length).toBeGreaterThan(5)
    expect(JSON.stringify(presses)).not.toMatch(canary)
  })

  it('are in no refusal and beside no field', async () => {
    const world = createWorld()
    const outcomes = [
      await openBy(world, 'UADA', { people: ['UGUEST'] }),
      await openBy(world, 'UADA', { date: 1 }),
      await openBy(world, 'UCAT'),
    ]
    for (const outcome of outcomes) expect(isRefusal(outcome) || 'errors' in outcome).toBe(true)
    expect(JSON.stringify(outcomes)).not.toMatch(canary)
  })
})

describe('every refusal of the module', () => {
  it('has words that say what is wrong and what to do', async () => {
    for (const rebuff of Object.values(incidentRebuffs)) {
      const { says, remedy } = rebuff({ may: 'exit', from: 'active', most: 5, why: 'guest', person: 'UCAT' })
      for (const words of [says, remedy]) expect(words).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('is worded: each rule that the walks of these tests meet has its rebuff', async () => {
    const world = createWorld()
    await openBy(world, 'UADA')
    await world.work()
    const room = { incident: first }
    const met = [
      await world.press('UCAT', 'invitation.accept', { ...room, invitation: 1, terms: '1' }),
      await world.command('UADA', 'invite', ['@UGUEST'], first),
      await world.command('UADA', 'invite', ['@UADA'], first),
      await world.command('UADA', 'remove', ['@UADA'], first),
      await world.command('UADA', 'remove', ['@UCAT'], first),
    ]
    for (const outcome of met)
      expect(isRefusal(outcome) ? Object.keys(incidentRebuffs) : []).toContain(isRefusal(outcome) ? outcome.rule : '')
  })
})
