import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childEnv } from '../setup/child-env.ts'

const program = new URL('../../src/cli/main.ts', import.meta.url).pathname
const nowhere = mkdtempSync(join(tmpdir(), 'cordon-nowhere-'))

/** Runs an operator's command as a person does, with this environment alone, in a folder without any settings. */
export const runCordon = (
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Readonly<{ code: number | null; out: string; err: string }>> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: nowhere,
      env: { ...childEnv, ...env },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += String(chunk)
    })
    child.stderr.on('data', (chunk) => {
      err += String(chunk)
    })
    child.on('close', (code) => resolve({ code, out, err }))
  })
