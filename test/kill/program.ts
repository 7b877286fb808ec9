import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { childEnv } from '../setup/child-env.ts'

export type Ended = Readonly<{ code: number | null; signal: string | null; out: string; err: string }>

export type Program = Readonly<{ pid: number; kill(): void; ended: Promise<Ended>; out(): string; err(): string }>

const preload = new URL('./preload.ts', import.meta.url).pathname

/** Starts a program of the project under the preload that sees its commits, with this environment alone. */
export const startProgram = (file: string, env: Readonly<Record<string, string>>): Program => {
  const child = spawn(process.execPath, ['--import', preload, file], {
    env: { ...childEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  return {
    pid: child.pid ?? 0,
    kill: () => {
      child.kill('SIGKILL')
    },
    ended: new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err }))),
    out: () => out,
    err: () => err,
  }
}

/** The commits that a run recorded, each name once, in the order of their first appearance. */
export const recorded = (file: string): readonly string[] => [
  ...new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== ''),
  ),
]
