import { describe, expect, it } from 'vitest'
import { buttonOn, first, opened } from './scene.ts'
import { createWorld, day, start, type World } from './world.ts'

const date = start + 7 * day
const button = (world: World) => buttonOn(world, `overview:${first}`, 'incident.agree') ?? {}
const agreePress = (world: World) =>
  world.worker.posted
    .find((it) => it.key === `overview:${first}`)
    ?.doc.blocks.flatMap((it) => ('buttons' in it ? it.buttons : []))
    .find((it) => it.button === 'incident.agree')

const withDate = async () => {
  const world = createWorld()
  await opened(world, { date: date / 1000 })
  return world
}

describe('the button Agree date', () => {
  it('asks first, naming the date and its zone, and then makes the embargo active', async () => {
    const world = await withDate()
    expect(agreePress(world)?.confirm).toContain('Tue 8 Dec 2026 09:00 UTC')
    expect(await world.press('UADA', 'incident.agree', button(world))).toMatchObject({ reply: 'incident.agreed' })
    expect(await world.get(first)).toMatchObject({ embargo: { state: 'active', date } })
    expect(world.ledger().at(-1)).toMatchObject({ what: 'embargo.agreed', by: 'UADA', body: { date } })
    await world.work()
    expect(agreePress(world)).toBeUndefined()
  })

  it('counts once: pressed twice, or on an overview older than the last move, it is stale', async () => {
    const world = await withDate()
    const value = button(world)
    const [one, two] = await Promise.all([1, 2].map(() => world.press('UADA', 'incident.agree', value)))
    expect(one).toMatchObject({ reply: 'incident.agreed' })
    expect(two).toMatchObject({ rule: 'stale-button' })
    expect(await world.press('UADA', 'incident.agree', { ...value, revision: 0 })).toMatchObject({
      rule: 'stale-button',
    })
    expect(world.happened().filter((it) => it === 'embargo.agreed')).toHaveLength(1)
  })

  it('says what can be done when the embargo is not proposed any more', async () => {
    const world = await withDate()
    await world.press('UADA', 'incident.agree', button(world))
    const refusal = await world.press('UADA', 'incident.agree', { incident: first, revision: 2 })
    expect(refusal).toMatchObject({ rule: 'embargo-move', about: { from: 'active', may: 'revise, exit' } })
  })

  it('opens the form without a date, and takes the one given there', async () => {
    const world = createWorld()
    await opened(world)
    expect(agreePress(world)?.confirm).toBeUndefined()
    const about = { incident: first, revision: 1 }
    expect(await world.press('UADA', 'incident.agree', button(world))).toEqual({ open: 'incident.agree', about })
    const submit = (seconds: number | null) => world.submit('UADA', 'incident.agree', about, { date: seconds })
    expect(await submit(null)).toMatchObject({ errors: { date: expect.stringContaining('no date') } })
    expect(await submit(start / 1000)).toMatchObject({ errors: { date: expect.stringContaining('passed') } })
    expect(await world.get(first)).toMatchObject({ embargo: { state: 'proposed' } })
    expect(await submit(date / 1000)).toMatchObject({ reply: 'incident.agreed' })
    expect(await world.get(first)).toMatchObject({ embargo: { state: 'active', date } })
    expect(await submit(date / 1000)).toMatchObject({ rule: 'stale-button' })
  })

  it('opens the form when the proposed date has passed meanwhile', async () => {
    const world = await withDate()
    world.time.now = date
    expect(await world.press('UADA', 'incident.agree', button(world))).toMatchObject({ open: 'incident.agree' })
    expect(await world.get(first)).toMatchObject({ embargo: { state: 'proposed' } })
  })

  it('is the incident lead’s alone', async () => {
    const world = await withDate()
    await world.command('UADA', 'invite', ['@UCAT'], first)
    await world.press('UCAT', 'invitation.accept', { incident: first, invitation: 1, terms: '1' })
    for (const who of ['UCAT', 'UBEN', 'UDAN'])
      expect(await world.press(who, 'incident.agree', button(world))).toMatchObject({ rule: 'not-allowed' })
  })

  it('is warned of beside it when the date lies outside the slot', async () => {
    const world = await withDate()
    const overview = world.worker.posted.find((it) => it.key === `overview:${first}`)
    expect(JSON.stringify(overview?.doc)).toContain('outside the days and hours')
  })
})
