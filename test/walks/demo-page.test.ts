import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { childEnv } from '../setup/child-env.ts'

const demo = new URL('../../src/playground/demo.ts', import.meta.url).pathname

/** Starts the demo as a person does who has nothing set up; resolves with its first line. */
const start = async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'cordon-page-test-'))
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }))
  const env = { ...childEnv, TMPDIR: temporary }
  const child = spawn(process.execPath, [demo, '--port', '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += String(chunk)
  })
  while (!said.includes('\n')) await once(child.stdout, 'data')
  expect(said).toMatch(/http:/)
  const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0] ?? ''
  return { child, address, temporary, said: () => said }
}

/** As the tour: what a person does on a laptop, what a server does as well on the build server. */
const signals = process.env.KILLS === 'all' ? (['SIGINT', 'SIGTERM'] as const) : (['SIGINT'] as const)

test.each(signals)('the demo serves its page in one line, and %s ends it in good order', async (signal) => {
  const { child, address, temporary, said } = await start()
  const page = await fetch(address)
  expect(page.status).toBe(200)
  const html = await page.text()
  expect(html).toContain('Mara Lindholm')
  expect(html).toContain('data-command="/kf-incident"')
  const stream = await fetch(page.url.replace(/\/([^/]+)$/, '/events?at=$1'))
  child.kill(signal)
  const [code] = await once(child, 'close')
  expect({ code, left: readdirSync(temporary), lines: said().trim().split('\n').length }).toEqual({
    code: 0,
    left: [],
    lines: 1,
  })
  await stream.text().catch(() => undefined)
  await expect(fetch(address)).rejects.toThrow()
})
