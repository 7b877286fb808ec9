import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mishaps } from '../../src/playground/tour/mishaps.ts'
import { childEnv } from '../setup/child-env.ts'

const demo = new URL('../../src/playground/demo.ts', import.meta.url).pathname

/** Whether a process of this group still runs. */
const groupRuns = (leader: number): boolean => {
  try {
    return process.kill(-leader, 0)
  } catch {
    return false
  }
}

/** Runs the demo as a person does who has nothing set up, in a process group of its own. */
const run = (temporary: string, ...args: readonly string[]) =>
  new Promise<Readonly<{ code: number | null; lines: readonly string[]; running: boolean }>>((resolve) => {
    const child = spawn(process.execPath, [demo, ...args], {
      env: { ...childEnv, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += String(chunk)
      })
    child.on('close', (code) =>
      resolve({ code, lines: said.trim().split('\n'), running: groupRuns(child.pid ?? Number.NaN) }),
    )
  })

/** As the kill tests: all of it on the build server, a part of it on a laptop. */
const whole = process.env.KILLS === 'all'

describe('the tour', () => {
  let temporary = ''
  beforeAll(() => {
    temporary = mkdtempSync(join(tmpdir(), 'cordon-tour-test-'))
  })
  afterAll(() => rmSync(temporary, { recursive: true, force: true }))

  test('performs every step, twice in a row with KILLS=all, and leaves nothing behind', async () => {
    for (let times = whole ? 2 : 1; times > 0; times -= 1) {
      const { code, lines, running } = await run(temporary, '--tour')
      expect({ code, last: lines.at(-1) }, lines.join('\n')).toEqual({ code: 0, last: 'tour complete' })
      expect(lines.slice(0, -1).filter((line) => !line.startsWith('✓ '))).toEqual([])
      expect(lines.length).toBeGreaterThan(15)
      expect({ left: readdirSync(temporary), running }).toEqual({ left: [], running: false })
    }
  }, 180_000)

  const chosen = Object.keys(mishaps).filter((name) => whole || name === 'no-private-rooms')
  test('names the step that does not come about, for each mishap', async () => {
    const found = await Promise.all(
      chosen.map(async (mishap) => {
        const { code, lines, running } = await run(temporary, '--tour', '--mishap', mishap)
        const failed = lines.filter((line) => line.startsWith('✗ ')).map((line) => line.slice(2, line.indexOf(':')))
        return { mishap, code, failed, running, complete: lines.includes('tour complete') }
      }),
    )
    const steps: Readonly<Record<string, string>> = {
      'list-holds': 'a second person approves, and Cordon is killed the moment its mail is out',
      'notes-unshared': 'the clock moves past 24 hours before the meeting, and the reminder is there since then',
      'no-private-rooms': 'a responder opens an embargoed room by slash command',
    }
    expect(found).toEqual(
      chosen.map((mishap) => ({
        mishap,
        code: 1,
        failed: [steps[mishap]],
        running: false,
        complete: false,
      })),
    )
    expect(readdirSync(temporary)).toEqual([])
  }, 180_000)

  test('does not begin when it is asked for something that it does not know', async () => {
    for (const args of [['--mishap', 'earthquake'], ['--all'], ['--port', 'eighty']]) {
      const { code, lines } = await run(temporary, ...args)
      expect(code).toBe(2)
      expect(lines.join('\n')).toContain('list-holds')
    }
  })
})
