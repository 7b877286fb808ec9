import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { atOnce, chosen } from '../kill/steps.ts'
import { createWorld, type World } from '../setup/world.ts'
import { type Case, close, closesWithout, closingCases, open, openingCases, passes } from './outside-faults.ts'

const worlds: World[] = []
const table: string[] = []

/** A Cordon of its own for each of the lanes in which cases run at once; a lane's cases follow one another. */
const lanes = async (cases: readonly Case[], run: (world: World, it: Case, name: string) => Promise<void>) => {
  const left = [...cases]
  await atOnce(2, [0, 1], async (lane) => {
    const world = await createWorld()
    worlds.push(world)
    await world.start()
    for (let it = left.shift(); it !== undefined; it = left.shift())
      await run(world, it, `New${lane}${cases.length - left.length}`)
    expect([world.slack.unknown, world.slack.broken.map(String)]).toEqual([[], []])
  })
}

const sampled = (cases: readonly Case[], size: number): readonly Case[] => {
  const steps = chosen(
    cases.map((it) => it.step),
    size,
  )
  return cases.filter((it) => steps.includes(it.step))
}

/** What came of it, in a word. */
const fate = (it: Readonly<{ whole: boolean; told: boolean }>) =>
  [it.whole ? 'whole' : 'refused', it.told ? 'the lead is told' : 'nobody is told'].join(', ')

describe('one call of Slack fails', () => {
  afterEach(async () => {
    await Promise.all(worlds.splice(0).map((world) => world.stop()))
  })
  afterAll(() => process.stdout.write(`call, fault | what came of it\n${table.join('\n')}\n`))

  test('while a room is opened: there is one private room, or none and the lead is told', async () => {
    await lanes(sampled(openingCases, 6), async (world, it, name) => {
      const { room: _, ...seen } = await open(world, { name, case: it })
      table.push(`${it.step} | ${fate(seen)}; rooms made ${seen.made}, invitations ${seen.invitations}`)
      expect({ step: it.step, ...seen }).toEqual({
        step: it.step,
        met: true,
        made: passes(it) ? 1 : expect.toSatisfy((made: number) => made <= 1),
        public: 0,
        whole: passes(it) || expect.any(Boolean),
        told: !passes(it),
        invitations: seen.whole ? 1 : expect.toSatisfy((count: number) => count <= 1),
        outsiders: 0,
      })
    })
  }, 2_400_000)

  test('while a room is closed: it is archived with its ledger in it, or stays and the lead is told', async () => {
    await lanes(sampled(closingCases, 3), async (world, it, name) => {
      const { room } = await open(world, { name, case: null })
      const seen = await close(world, { ...it, room: room ?? '' })
      table.push(`${it.step} | ${fate(seen)}; files ${seen.files}`)
      expect({ step: it.step, ...seen }).toEqual({
        step: it.step,
        met: true,
        whole: passes(it) || closesWithout(it),
        told: !passes(it),
        files: seen.whole && !closesWithout(it) ? 1 : expect.toSatisfy((files: number) => files <= 1),
      })
    })
  }, 2_400_000)
})
