import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { childEnv } from '../setup/child-env.ts'
import { project } from './documents.ts'

export type Ended = Readonly<{ code: number | null; out: string; err: string }>

/** What a reader's clone has of their own, or what a command of the documents writes: never ours. */
const own = ['.git', '.env', 'cordon.yaml', 'data', 'secrets', 'manifest.yml', 'coverage']

/** A folder that looks like a clone of the project, in which a command may write without writing into ours. */
export const createWorkspace = () => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-reader-'))
  for (const name of readdirSync(project)) if (!own.includes(name)) symlinkSync(join(project, name), join(dir, name))
  return {
    dir,
    /** Starts a command line in a shell, as its reader would, with nothing of our own settings. */
    start: (line: string) => {
      const env = { ...childEnv, HOME: homedir() }
      const child = spawn('/bin/sh', ['-ec', line], {
        cwd: dir,
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let [out, err] = ['', '']
      child.stdout.on('data', (chunk) => {
        out += String(chunk)
      })
      child.stderr.on('data', (chunk) => {
        err += String(chunk)
      })
      const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, out, err })))
      /** To the shell and all that it started, as a terminal does. */
      const signal = (name: 'SIGINT' | 'SIGKILL') => child.pid !== undefined && process.kill(-child.pid, name)
      return { ended, signal, out: () => out }
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

export type Workspace = ReturnType<typeof createWorkspace>
