import { z } from 'zod'
import { type ActRow, type Performed, type PlannedAct, performer } from '../../src/kernel/act.ts'
import type { Doc } from '../../src/kernel/doc.ts'
import { editMessage, postMessage } from '../../src/kernel/message.ts'
import type { Text } from '../../src/kernel/module.ts'
import type { Place } from '../../src/kernel/place.ts'
import type { Read, Transact } from '../../src/kernel/tx.ts'

type State = 'waiting' | 'done' | 'superseded' | 'held' | 'dead'
type Stored = { act: PlannedAct; state: State; reason: string; attempts: number; doubt: boolean }
export type Posted = { key: string; place: Place; doc: Doc; edits: number }

type Ports = Readonly<{ read: Read; transact: Transact; texts(): readonly Text[]; waited(until: number): void }>

/** How often an act is tried before it is dead. */
const most = 5
const result = z.record(z.string(), z.unknown())

/** Posts and edits messages in memory, from the texts of the module, as the door does in Slack. */
const messagePerformers = ({ read, texts }: Ports, posted: Posted[]): readonly ActRow[] => {
  const write = (name: string, about: unknown): Promise<Doc | null> => {
    const text = texts().find((it) => it.name === name)
    if (!text) throw new Error(`there is no text ${name}`)
    return read((tx) => text.write(tx, about))
  }
  return [
    {
      kind: postMessage.kind,
      perform: async (raw, { key }) => {
        const { place, text, about } = postMessage.refs.parse(raw)
        const doc = await write(text, about)
        if (!doc) return { superseded: 'not-wanted' }
        posted.push({ key, place, doc, edits: 0 })
        return { done: {} }
      },
      find: async () => 'absent',
      settled: async () => {},
      unknown: 'hold',
    },
    performer(editMessage, {
      perform: async ({ text, about, message }) => {
        const doc = await write(text, about)
        const at = posted.find((it) => it.key === message)
        if (!doc) return { superseded: 'not-wanted' }
        if (!at) return { failed: 'message-unknown' }
        at.doc = doc
        at.edits += 1
        return { done: {} }
      },
      find: async () => 'absent',
      settled: async () => {},
      unknown: 'hold',
    }),
  ]
}

/** Performs planned acts by the rules of the acts: lanes in order, doubt looked into first, a stuck act stops its lane. */
export const createFakeWorker = (ports: Ports) => {
  let stored: Stored[] = []
  const posted: Posted[] = []
  const messages = messagePerformers(ports, posted)

  const stopped = (it: Stored) =>
    it.act.lane !== undefined &&
    stored
      .slice(0, stored.indexOf(it))
      .some((other) => other.act.lane === it.act.lane && other.state !== 'done' && other.state !== 'superseded')

  const outcomeOf = async (row: ActRow, it: Stored): Promise<Performed<unknown>> => {
    const attempt = { key: it.act.key, attempt: it.attempts, signal: new AbortController().signal }
    if (it.doubt) {
      const found = await row.find(it.act.refs, attempt)
      if (typeof found !== 'string') return 'done' in found ? found : { ambiguous: found.reason }
      if (found === 'unknown' && row.unknown === 'hold') return { held: 'outcome-unknown' }
    }
    return row.perform(it.act.refs, attempt)
  }

  const end = (it: Stored, state: State, reason: string) => Object.assign(it, { state, reason })

  const attempt = async (rows: readonly ActRow[], it: Stored) => {
    const row = [...rows, ...messages].find(({ kind }) => kind === it.act.kind)
    if (!row) throw new Error(`nobody performs ${it.act.kind}`)
    it.attempts += 1
    const outcome = await outcomeOf(row, it)
    it.doubt = 'ambiguous' in outcome
    if ('done' in outcome) {
      await ports.transact((tx) => row.settled(tx, it.act.refs, result.parse(outcome.done)))
      end(it, 'done', '')
    } else if ('superseded' in outcome) end(it, 'superseded', outcome.superseded)
    else if ('held' in outcome) end(it, 'held', outcome.held)
    else if ('retryAt' in outcome) ports.waited(outcome.retryAt)
    else if ('failed' in outcome && (outcome.permanent || it.attempts >= most)) end(it, 'dead', outcome.failed)
    else if (it.attempts >= most) end(it, 'dead', 'ambiguous' in outcome ? outcome.ambiguous : 'failed')
  }

  return {
    posted,
    stored: (): readonly Stored[] => stored,
    plan: (act: PlannedAct) => {
      if (stored.some((it) => it.act.kind === act.kind && it.act.key === act.key)) return
      stored.push({ act, state: 'waiting', reason: '', attempts: 0, doubt: false })
    },
    mark: () => {
      const before = [...stored]
      return () => {
        stored = before
      }
    },
    state: (kind: string, key: string) =>
      stored.filter((it) => it.act.kind === kind && it.act.key === key).map((it) => it.state)[0] ?? 'unplanned',
    /** One round: each act that may go is tried once, unless `but` holds it back. Returns how many were. */
    round: async (rows: readonly ActRow[], but: (act: PlannedAct) => boolean = () => false): Promise<number> => {
      const ready = stored.filter((it) => it.state === 'waiting' && !stopped(it) && !but(it.act))
      for (const it of ready) await attempt(rows, it)
      return ready.length
    },
  }
}
