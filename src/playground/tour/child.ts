import { type ChildProcess, spawn } from 'node:child_process'
import type { After } from '../slack/timers.ts'
import { type Asked, answered } from './desk-messages.ts'

type Question = Asked extends infer A ? (A extends { n: number } ? Omit<A, 'n'> : never) : never

/** A Cordon in a process of its own. */
export type Child = Readonly<{
  ask(question: Question): Promise<number | null>
  /** Kills it dead, as a power cut does. */
  kill(): Promise<void>
  /** Asks it to stop; says whether it did so in good order. */
  stop(): Promise<boolean>
  running(): boolean
}>

type Start = Readonly<{
  file: string
  env: Readonly<Record<string, string>>
  after: After
  /** Told everything that it writes. */
  heard(text: string): void
  /** Told when it has ended, however that came. */
  ended(): void
}>

/** Every question is answered within this many line milliseconds; the slowest is the start on a busy machine. */
const longestAnswer = 20_000
/** Cordon ends within ten seconds of being asked to. */
const longestStop = 11_000

const endOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))

/** Starts the program `file` with this environment alone, and the channel by which its clock is led. */
export const startChild = ({ file, env, after, ...tell }: Start): Child => {
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const waiting = new Map<number, (answer: number | null | Error) => void>()
  const ended = endOf(child)
  let count = 0
  let running = true
  child.stdout?.on('data', (chunk) => tell.heard(String(chunk)))
  child.stderr?.on('data', (chunk) => tell.heard(String(chunk)))
  child.on('message', (message) => {
    const { n, next } = answered.parse(message)
    waiting.get(n)?.(next)
  })
  void ended.then(() => {
    running = false
    for (const answer of waiting.values()) answer(new Error('Cordon ended'))
    tell.ended()
  })

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        count += 1
        const n = count
        const late = after(longestAnswer, () => waiting.get(n)?.(new Error('Cordon did not answer in time')))
        waiting.set(n, (answer) => {
          waiting.delete(n)
          late()
          if (answer instanceof Error) reject(answer)
          else resolve(answer)
        })
        if (running) child.send({ ...question, n })
        else waiting.get(n)?.(new Error('Cordon does not run'))
      }),
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
    stop: async () => {
      child.kill('SIGTERM')
      const late = after(longestStop, () => child.kill('SIGKILL'))
      const code = await ended
      late()
      return code === 0
    },
    running: () => running,
  }
}
