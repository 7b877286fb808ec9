import type { Envelope } from '../../../src/adapters/slack/envelope.ts'
import type { Inbox, MessageAt, Messages, Words } from '../../../src/adapters/slack/ports.ts'
import type { PlannedAct } from '../../../src/kernel/act.ts'
import type { Doc } from '../../../src/kernel/doc.ts'
import type { LedgerEntry } from '../../../src/kernel/ledger-entry.ts'
import type { Person, PersonId, Role } from '../../../src/kernel/person.ts'
import type { Clock } from '../../../src/kernel/time.ts'
import { type Transact, Tx } from '../../../src/kernel/tx.ts'

/** Noon UTC on the day of the team's first meeting. */
export const noon = Date.UTC(2023, 0, 18, 12)

/** A clock that moves only when told to, or when somebody pauses. */
export const createFakeClock = () => {
  let line = noon
  const waiting: { at: number; call: () => void }[] = []
  const move = (ms: number) => {
    line += ms
    for (const it of waiting.splice(0)) {
      if (it.at <= line) it.call()
      else waiting.push(it)
    }
  }
  const clock: Clock = {
    now: () => line,
    line: () => line,
    span: () => line,
    pause: async (ms) => move(ms),
    after: (ms, call) => {
      const it = { at: line + ms, call }
      waiting.push(it)
      return () => {
        const at = waiting.indexOf(it)
        if (at >= 0) waiting.splice(at, 1)
      }
    },
  }
  return { clock, move }
}

type State = {
  inbox: Map<string, { it: Envelope; done: boolean; uses: number }>
  decisions: Set<string>
  acts: PlannedAct[]
  ledger: LedgerEntry[]
  messages: Map<string, MessageAt>
}

/** A store in memory: a transaction that throws leaves nothing, and two never run at once. */
export const createFakeStore = () => {
  let state: State = { inbox: new Map(), decisions: new Set(), acts: [], ledger: [], messages: new Map() }
  let last: Promise<unknown> = Promise.resolve()
  let broken = false
  const transact: Transact = (run) => {
    const mine = last.then(async () => {
      if (broken) throw new Error('the store is gone')
      const before = structuredClone(state)
      try {
        return await run(new Tx())
      } catch (error) {
        state = before
        throw error
      }
    })
    last = mine.catch(() => {})
    return mine
  }
  const inbox: Inbox = {
    keep: async (it) => {
      if (broken) throw new Error('the store is gone')
      if (state.inbox.has(it.key)) return 'repeat'
      state.inbox.set(it.key, { it, done: false, uses: 0 })
      return 'new'
    },
    decide: async (_, key) => {
      if (state.decisions.has(key)) return false
      state.decisions.add(key)
      return true
    },
    find: async (_, key) => state.inbox.get(key)?.it ?? null,
    open: async () => [...state.inbox.values()].filter((row) => !row.done).map((row) => row.it),
    done: async (_, left) => {
      const row = state.inbox.get(left.key)
      if (row) state.inbox.set(left.key, { ...row, it: left, done: true })
    },
    spend: async (key) => {
      const row = state.inbox.get(key)
      if (!row) return 1
      row.uses += 1
      return row.uses
    },
  }
  const messages: Messages = {
    put: async (_, key, at) => void state.messages.set(key, at),
    get: async (_, key) => state.messages.get(key) ?? null,
  }
  return {
    transact,
    read: transact,
    inbox,
    messages,
    plan: async (_: Tx, act: PlannedAct) => {
      if (!state.acts.some((it) => it.kind === act.kind && it.key === act.key)) state.acts.push(act)
    },
    append: async (_: Tx, entry: LedgerEntry) => void state.ledger.push(entry),
    acts: () => state.acts,
    ledger: () => state.ledger,
    decisions: () => [...state.decisions],
    unfinished: () => [...state.inbox.values()].filter((row) => !row.done).length,
    row: (key: string) => state.inbox.get(key),
    breakDown: (down: boolean) => {
      broken = down
    },
  }
}

export const members: Readonly<Record<string, Person>> = {
  UADA: { id: 'UADA', name: 'Ada', standing: 'member' },
  UBOB: { id: 'UBOB', name: 'Bob', standing: 'member' },
  UGUEST: { id: 'UGUEST', name: 'Gus', standing: 'guest' },
  UFAR: { id: 'UFAR', name: 'Fay', standing: 'foreign' },
  UBOT: { id: 'UBOT', name: 'Bot', standing: 'bot' },
  UGONE: { id: 'UGONE', name: 'Gil', standing: 'deactivated' },
}

/** Roles by person; everyone is `anyone`. */
export const rolesOf =
  (roles: Readonly<Record<PersonId, readonly Role[]>>) =>
  async (_: Tx, person: PersonId): Promise<ReadonlySet<Role>> =>
    new Set<Role>(['anyone', ...(roles[person] ?? [])])

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const linesOf = (doc: Doc): readonly string[] => doc.blocks.map((block) => JSON.stringify(block))

/** Words of the plainest kind: one section a block, two blocks a message. */
export const plainWords: Words = {
  render: (doc) => {
    const rest = doc.blocks.slice(2)
    return {
      message: {
        text: doc.title,
        blocks: linesOf({ ...doc, blocks: doc.blocks.slice(0, 2) }).map((text) => ({
          type: 'section',
          text: plain(text),
        })),
      },
      rest: rest.length > 0 ? { ...doc, blocks: rest } : null,
    }
  },
  renderView: ({ form, about }) => ({
    type: 'modal',
    callback_id: form.id,
    title: plain(form.title),
    private_metadata: JSON.stringify({ form: form.id, about }),
    blocks: [],
  }),
  loadingView: (title) => ({ type: 'modal', title: plain(title), blocks: [] }),
  sayView: (title, doc) => ({
    type: 'modal',
    title: plain(title),
    blocks: linesOf(doc).map((text) => ({ type: 'section', text: plain(text) })),
  }),
  readView: (values, metadata) => {
    const read: unknown = JSON.parse(String(metadata))
    if (typeof read !== 'object' || read === null || !('form' in read)) return { rule: 'unreadable-form', about: {} }
    return { form: String(read.form), about: 'about' in read ? Object(read.about) : {}, values: Object(values) }
  },
  formErrors: (_, errors) => errors,
  parseCommand: (text) => text.split(/\s+/).filter((word) => word !== ''),
  nearest: (word, known) => known.find((each) => each[0] === word[0]) ?? null,
}
