import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../setup/engines.ts'
import type { World } from '../setup/world.ts'
import { accept, directOf, messagesWith, openRoom, roomsOf, summary } from '../walks/deeds.ts'
import { createKilledWorld } from './killed-world.ts'
import { atOnce, chosen } from './steps.ts'

/** What stands in the end, as the people see it. */
const seen = async (world: World, room: string) => {
  const { ada, bob } = world
  const settled = () => messagesWith(ada, room, 'Invited, not answered').length === 0
  await world.slack.until(settled, 20_000)
  return {
    rooms: roomsOf(ada).length,
    members: roomsOf(ada)[0]?.members.toSorted(),
    overviews: ada.messages(room).filter((it) => it.controls.some((one) => one.label === 'Status')).length,
    invitations: directOf(bob).filter((it) => /invite[sd] you/.test(it.text)).length,
    leaks: [...world.olga.channels(), ...world.gus.channels()].filter((it) => it.name.startsWith('inc-')).length,
    logged: world.logs().includes(summary),
    unknown: world.slack.unknown,
    broken: world.slack.broken.map(String),
  }
}

const whole = {
  rooms: 1,
  members: ['Ada', 'Bob', 'Cordon'],
  overviews: 1,
  invitations: 1,
  leaks: 0,
  logged: false,
  unknown: [],
  broken: [],
}

const run = async (store: Readonly<Record<string, string>>, killAt: string | null) => {
  const killed = await createKilledWorld(killAt, { store })
  try {
    await killed.arm()
    const room = await openRoom(killed.world, [killed.world.ids.bob])
    await accept(killed.world, killed.world.bob, room)
    const after = await seen(killed.world, room)
    return { after, kills: killed.kills(), steps: killed.steps() }
  } finally {
    await killed.stop()
  }
}

for (const engine of engines)
  describe(`opening a room and letting someone in, killed at every step, on ${engine.name}`, () => {
    const fresh = async () => (engine.name === 'sqlite' ? {} : (await engine.fresh()).env)
    let steps: readonly string[] = []
    const table: string[] = []

    beforeAll(async () => {
      const first = await run(await fresh(), null)
      expect(first.after).toEqual(whole)
      steps = first.steps
    }, 120_000)

    test('the record has the making of the room, the invitation and the overview', () => {
      for (const request of ['conversations.create', 'conversations.invite', 'chat.postMessage', 'views.open'])
        for (const phase of ['before', 'after']) expect(steps).toContain(`${phase} request ${request}`)
      expect(steps.filter((step) => step.includes('plan room.create'))).toHaveLength(2)
    })

    test('there is one room, one overview and one invitation, and nobody else knows', async () => {
      await atOnce(3, chosen(steps, 5), async (step) => {
        const { after, kills } = await run(await fresh(), step)
        table.push(
          `open | ${step} | ${engine.name} | kills ${kills}, rooms ${after.rooms}, invitations ${after.invitations}`,
        )
        expect({ step, kills, ...after }).toEqual({ step, kills: 1, ...whole })
      })
    }, 1_800_000)

    afterAll(() => process.stdout.write(`${steps.length} steps\n${table.join('\n')}\n`))
  })
