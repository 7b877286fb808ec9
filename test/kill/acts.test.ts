import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines } from '../setup/engines.ts'
import { createBell } from './bell.ts'
import { recorded, startProgram } from './program.ts'
import { chosen, enginesFor } from './steps.ts'

const program = new URL('./ring-program.ts', import.meta.url).pathname

/** Runs the program to its end in a fresh store, killed at `killAt` (once) and started again. */
const run = async (store: Readonly<Record<string, string>>, killAt: string | null) => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-kill-'))
  const record = join(dir, 'steps')
  const requests: string[] = []
  let kill: (() => void) | null = null
  const bell = await createBell(async (step) => {
    requests.push(step)
    if (step !== killAt || !kill) return
    kill()
    kill = null
  })
  const env = { RING_URL: bell.url, ...store, KILL_RECORD: record }
  try {
    let kills = 0
    if (killAt !== null) {
      const first = startProgram(program, { ...env, KILL_AT: killAt })
      kill = first.kill
      const ended = await first.ended
      if (ended.signal === 'SIGKILL') kills += 1
    }
    const last = await startProgram(program, env).ended
    return { kills, last, steps: [...recorded(record), ...new Set(requests)], rung: bell.rung() }
  } finally {
    bell.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

for (const engine of enginesFor('acts', engines))
  describe(`acts on ${engine.name}, killed at every step`, () => {
    let steps: readonly string[] = []
    const rows: string[] = []
    const fresh = async () => (await engine.fresh()).env

    beforeAll(async () => {
      const whole = await run(await fresh(), null)
      expect(whole.last.err).toBe('')
      steps = whole.steps
    })

    test('the record names claim, outward request and settling of both acts', () => {
      for (const step of ['claim ring', 'request ring', 'claim echo', 'request echo'])
        for (const phase of ['before', 'after']) expect(steps).toContain(`${phase} ${step}`)
      expect(steps.length).toBeGreaterThanOrEqual(14)
    })

    test('each ring is counted once and the ledger holds, wherever the process is killed', async () => {
      for (const step of chosen(steps, 2)) {
        const after = await run(await fresh(), step)
        rows.push(`acts | ${step} | ${engine.name} | ${JSON.stringify(after.rung)}`)
        expect({ step, kills: after.kills }).toEqual({ step, kills: 1 })
        expect({ step, ...after.rung }).toEqual({ step, 'ring-1': 1, 'echo-1': 1 })
        expect({ step, said: after.last.out }).toEqual({
          step,
          said: `${JSON.stringify({ faults: [], entries: ['ring.rung', 'echo.rung'] })}\n`,
        })
      }
    }, 600_000)

    afterAll(() => process.stdout.write(`${rows.join('\n')}\n`))
  })
