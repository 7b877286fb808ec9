import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../setup/engines.ts'
import type { World, WorldSettings } from '../setup/world.ts'
import { createKilledWorld } from './killed-world.ts'
import { atOnce, chosen, enginesFor } from './steps.ts'

/** What stands around Cordon beside Slack: how it is named in the environment, and how its own steps are heard. */
export type Around = Readonly<{
  settings: WorldSettings
  /** Tells the steps of its requests; `before` may answer 'drop'. Returns nothing. */
  onStep(hear: (step: string) => Promise<'drop' | undefined>): void
  stop(): Promise<void>
}>

export type Operation<A extends Around, S> = Readonly<{
  name: string
  around(): Promise<A>
  /** What has to be there first; Cordon is not killed meanwhile. Null: Cordon has not run before. */
  prepare: ((world: World, around: A) => Promise<S>) | null
  /** The operation, as the people do it who see their deeds fail. */
  perform(world: World, given: S | null, around: A): Promise<void>
  /** What stands in the end, as people see it. */
  seen(world: World, given: S | null, around: A): Promise<unknown>
  whole: unknown
  /** Steps that must be in the record, or it records nothing. */
  steps: readonly string[]
  sample: number
}>

/** Nothing around Cordon but Slack. */
export const onlySlack = async (): Promise<Around> => ({
  settings: {},
  onStep: () => undefined,
  stop: async () => undefined,
})

const run = async <A extends Around, S>(
  it: Operation<A, S>,
  store: Readonly<Record<string, string>>,
  killAt: string | null,
) => {
  const around = await it.around()
  const killed = await createKilledWorld(killAt, { ...around.settings, store })
  around.onStep(killed.hear)
  const { world } = killed
  try {
    const { prepare } = it
    const given = await killed.prepare(prepare && (() => prepare(world, around)))
    await it.perform(world, given, around)
    return { seen: await it.seen(world, given, around), kills: await killed.kills(), steps: killed.steps() }
  } finally {
    await killed.stop()
    await around.stop()
  }
}

/** Runs anew where Cordon came through without that step (whose turn comes first is chance), up to three times. */
const reaching = async <A extends Around, S>(
  it: Operation<A, S>,
  fresh: () => Promise<Readonly<Record<string, string>>>,
  step: string,
) => {
  for (let turn = 1; ; turn++) {
    const after = await run(it, await fresh(), step)
    if (after.kills > 0 || turn === 3) return after
  }
}

/** Registers the kill test of an operation on every engine: one whole run records the steps, then one kill at each. */
export const killTest = <A extends Around, S>(it: Operation<A, S>): void => {
  for (const engine of enginesFor(it.name, engines))
    describe(`${it.name}, killed at every step, on ${engine.name}`, () => {
      const fresh = async () => (engine.name === 'sqlite' ? {} : (await engine.fresh()).env)
      let steps: readonly string[] = []
      const table: string[] = []
      const unreached: string[] = []

      beforeAll(async () => {
        const first = await run(it, await fresh(), null)
        expect(first.seen).toEqual(it.whole)
        steps = first.steps
      }, 120_000)

      test('the record has the steps that the operation is made of', () => {
        for (const step of it.steps)
          for (const phase of ['before', 'after']) expect(steps).toContain(`${phase} ${step}`)
      })

      test('it comes out whole, once, wherever Cordon is killed', async () => {
        await atOnce(2, chosen(steps, it.sample), async (step) => {
          const after = await reaching(it, fresh, step)
          table.push(`${it.name} | ${step} | ${engine.name} | killed ${after.kills} | ${JSON.stringify(after.seen)}`)
          if (after.kills === 0) unreached.push(step)
          expect({ step, seen: after.seen }).toEqual({ step, seen: it.whole })
        })
        // Which of two acts goes first is chance, so a step may stay away; more than a few would mean a wrong record.
        expect(unreached.length, unreached.join('\n')).toBeLessThanOrEqual(Math.ceil(steps.length / 10))
      }, 1_800_000)

      afterAll(() => process.stdout.write(`${it.name} on ${engine.name}: ${steps.length} steps\n${table.join('\n')}\n`))
    })
}
