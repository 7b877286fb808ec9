import { createHash } from 'node:crypto'
import type { References } from '../kernel/refusal.ts'

/** An entry as it is stored. A body may be destroyed later (null): its salted digest keeps the chain whole. */
export type Entry = Readonly<{
  chain: string
  seq: number
  /** Desk time, ms UTC. */
  at: number
  what: string
  by: string
  salt: string
  body: References | null
  digest: string
  hash: string
}>

/** The end of a chain: whoever keeps it can prove later that no tail was cut. */
export type Head = Readonly<{ chain: string; seq: number; hash: string }>

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const canonical = (body: References): string =>
  JSON.stringify(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))

const digestOf = (salt: string, body: References): string => sha256(`${salt}\n${canonical(body)}`)

const hashOf = (previous: string, it: Omit<Entry, 'hash' | 'salt' | 'body'>): string =>
  sha256(JSON.stringify([previous, it.chain, it.seq, it.at, it.what, it.by, it.digest]))

type New = Readonly<{ chain: string; at: number; what: string; by: string; body: References }>

/** The next entry of a chain, after its head (null for the first). `salt` is random hex made by the caller. */
export const entryAfter = (head: Head | null, entry: New, salt: string): Entry => {
  const { chain, at, what, by, body } = entry
  const open = { chain, seq: (head?.seq ?? 0) + 1, at, what, by, digest: digestOf(salt, body) }
  return { ...open, salt, body, hash: hashOf(head?.hash ?? '', open) }
}

/** What is wrong with a chain, in the words of the operator's command; empty when it holds. */
export const faultsOf = (entries: readonly Entry[], head?: Head): readonly string[] => {
  const faults: string[] = []
  let previous = ''
  entries.forEach((entry, index) => {
    if (entry.seq !== index + 1) faults.push(`entry ${index + 1} is missing or out of order (found ${entry.seq})`)
    if (entry.body !== null && digestOf(entry.salt, entry.body) !== entry.digest)
      faults.push(`the body of entry ${entry.seq} was altered`)
    if (hashOf(previous, entry) !== entry.hash) faults.push(`entry ${entry.seq} was altered, or one before it`)
    previous = entry.hash
  })
  if (head === undefined) return faults
  const kept = entries[head.seq - 1]
  if (!kept) faults.push(`the chain ends before entry ${head.seq} of the given head: its tail was cut`)
  else if (kept.hash !== head.hash) faults.push(`entry ${head.seq} is not the one of the given head`)
  return faults
}
