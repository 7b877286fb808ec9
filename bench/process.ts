import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Under test stands on one core, whoever sends on another, where the machine has two and lets us choose. */
export type Core = 'sink' | 'sender'

const cores: Readonly<Record<Core, string>> = { sink: '0', sender: '1' }

const pinner = 'taskset'

const pins = (() => {
  if (availableParallelism() < 2) return false
  try {
    for (const core of Object.values(cores)) execFileSync(pinner, ['-c', core, 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

export type Started = Readonly<{
  child: ChildProcess
  pid: number
  /** Resolves when it has ended; what it wrote to its errors is for whoever asks why. */
  ended: Promise<Readonly<{ code: number | null; errors: string }>>
  /** Asks it to end, and resolves when it has; after ten seconds it is killed. */
  stop(): Promise<void>
}>

const living = new Set<ChildProcess>()
const folders = new Set<string>()
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** Has a folder gone when the bench ends, however it ends. */
export const removeAtExit = (folder: string): void => {
  folders.add(folder)
}

/** Starts a program of this project with this environment alone. It never outlives the bench. */
export const startProcess = (
  file: string,
  env: Readonly<Record<string, string>>,
  core: Core,
  output: 'pipe' | 'ignore' = 'ignore',
): Started => {
  const pinned = pins ? [pinner, '-c', cores[core]] : []
  const [command = process.execPath, ...args] = [...pinned, process.execPath, file]
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['pipe', output, 'pipe'],
  })
  living.add(child)
  let errors = ''
  child.stderr?.on('data', (chunk) => {
    errors = errors.concat(String(chunk)).slice(-2000)
  })
  const ended = once(child, 'close').then(([code]) => {
    living.delete(child)
    return { code: typeof code === 'number' ? code : null, errors }
  })
  return {
    child,
    pid: child.pid ?? 0,
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(late)
    },
  }
}

/** Megabytes of memory that a process holds now (resident). */
export const residentOf = (pid: number): number => {
  const status = `/proc/${pid}/status`
  const kilobytes = existsSync(status)
    ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  return Number(kilobytes) / 1024
}
