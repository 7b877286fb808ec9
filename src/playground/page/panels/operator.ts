import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import type { Scene } from '../../tour/scene.ts'

const program = new URL('../../../cli/main.ts', import.meta.url).pathname

/** A command is given up after this many milliseconds. */
const longest = 30_000
const mostBytes = 16 * 1024 * 1024

/** What came of a command: its rows, or what it said against it. */
export type Ran = Readonly<{ said: string } | { wrong: string }>

/** Runs one of the operator's commands beside Cordon, as somebody at its machine would. Never throws. */
export type Operate = (...words: readonly string[]) => Promise<Ran>

/** The operator of the Cordon of this scene, whether it runs or not. */
export const createOperate = (scene: Pick<Scene, 'env' | 'dir'>): Operate => {
  // Each command is a program of its own; what Node compiled for one is there for the next.
  const env = { ...scene.env, NODE_COMPILE_CACHE: join(scene.dir, 'compiled') }
  const options = { env, timeout: longest, maxBuffer: mostBytes }
  return (...words) =>
    new Promise((resolve) => {
      execFile(process.execPath, [program, ...words], options, (error, out, complaint) => {
        if (!error) return resolve({ said: out.trim() })
        resolve({ wrong: complaint.trim() || 'the command was given up after half a minute. Try it once more.' })
      })
    })
}

const act = z.object({
  id: z.string(),
  kind: z.string(),
  key: z.string(),
  state: z.string(),
  attempts: z.number(),
  reason: z.string().nullable(),
  lane: z.string().nullable(),
  planned: z.string(),
})
/** An act as `acts list --json` prints it. */
export type Act = Readonly<z.infer<typeof act>>

const head = z.object({ chain: z.string(), seq: z.number(), hash: z.string(), head: z.string() })
/** The end of a chain as `ledger heads --json` prints it. */
export type Head = Readonly<z.infer<typeof head>>

const entry = z.object({ seq: z.number(), at: z.string(), what: z.string(), by: z.string(), body: z.string() })
/** An entry as `ledger show --json` prints it; `body` is JSON. */
export type Entry = Readonly<z.infer<typeof entry>>

/** What the commands print with --json, a row a line. */
const rows =
  <T>(row: z.ZodType<T>) =>
  (text: string): readonly T[] =>
    text === '' ? [] : text.split('\n').map((line) => row.parse(JSON.parse(line)))

export const readActs = rows(act)
export const readHeads = rows(head)
export const readEntries = rows(entry)
