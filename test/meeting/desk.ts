import { parseMarkdown } from '../../src/adapters/drive/markdown.ts'
import type { PlannedAct } from '../../src/kernel/act.ts'
import type { Doc, Inline, Item } from '../../src/kernel/doc.ts'
import type { Outcome } from '../../src/kernel/door.ts'
import type { LedgerEntry } from '../../src/kernel/ledger-entry.ts'
import { postMessage } from '../../src/kernel/message.ts'
import type { Person } from '../../src/kernel/person.ts'
import type { Place } from '../../src/kernel/place.ts'
import { Tx } from '../../src/kernel/tx.ts'
import {
  createMeeting,
  type KeptNotes,
  type MeetingRepository,
  type Override,
  type Series,
  series,
} from '../../src/meeting/index.ts'
import type { DocumentRead } from '../../src/meeting/ports.ts'

export const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds

export const team = (over: Readonly<Record<string, unknown>> = {}) =>
  series.parse({
    key: 'security-team',
    name: 'Security team',
    first: '2023-01-18T08:00',
    zone: 'America/Los_Angeles',
    everyWeeks: 2,
    minutes: 60,
    channel: 'team',
    zones: ['America/Chicago'],
    document: 'notes-1',
    joinLink: 'https://call.example.org/team',
    hosts: ['UROSA'],
    ...over,
  })

/** The repository in memory. */
export const createFakeRepository = (): MeetingRepository => {
  const watched = new Map<string, number>()
  const overrides = new Map<string, Override[]>()
  const reminders = new Map<string, 'planned' | 'missed'>()
  const notes = new Map<string, KeptNotes>()
  return {
    watchedSince: async (_tx, key) => watched.get(key) ?? null,
    watch: async (_tx, key, now) => {
      if (!watched.has(key)) watched.set(key, now)
    },
    overrides: async (_tx, key) => [...(overrides.get(key) ?? [])],
    addOverride: async (_tx, it) => {
      overrides.set(it.series, [...(overrides.get(it.series) ?? []), it.override])
    },
    knownReminders: async (_tx, keys) => new Map([...reminders].filter(([key]) => keys.includes(key))),
    keepReminder: async (_tx, { reminder, state }) => {
      const before = reminders.get(reminder.key)
      if (before === 'missed' || before === state) return false
      reminders.set(reminder.key, state)
      return true
    },
    notes: async (_tx, document) => notes.get(document) ?? null,
    keepNotes: async (_tx, it) => {
      notes.set(it.document, it)
    },
  }
}

const inlineWords = (inline: Inline): string => {
  if ('link' in inline) return `${inline.text}<${inline.link}>`
  if ('text' in inline) return inline.text
  return 'instant' in inline ? `{${Temporal.Instant.fromEpochMilliseconds(inline.instant)}}` : `@${inline.person}`
}
const itemWords = (item: Item): readonly string[] => [
  `- ${item.text.map(inlineWords).join('')}`,
  ...(item.items ?? []).flatMap(itemWords).map((line) => `  ${line}`),
]

/** A text as lines, to be compared in tests. */
export const lines = (doc: Doc): readonly string[] =>
  doc.blocks.flatMap((block) => {
    if ('heading' in block) return [`# ${block.heading}`]
    if ('paragraph' in block) return [block.paragraph.map(inlineWords).join('')]
    return 'list' in block ? block.list.flatMap(itemWords) : []
  })

type Given = Readonly<{ series?: readonly Series[]; repository?: MeetingRepository; hosts?: readonly string[] }>

/** A desk with the meeting alone: everything outside is in memory, and acts are performed when the test says so. */
export const createDesk = (given: Given = {}) => {
  const answer: { document: DocumentRead } = {
    document: { version: '1', text: '# 18 January 2023\n\n## Agenda\n\n* (Done) a\n* b\n' },
  }
  const time = { now: at('2023-01-10T00:00Z') }
  const counts: { writes: number; asked: (string | null)[] } = { writes: 0, asked: [] }
  const secret: { words: string | null; roster: readonly string[] } = { words: null, roster: [] }
  const acts: PlannedAct[] = []
  const planned = new Set<string>()
  const ledger: LedgerEntry[] = []
  const sent: Readonly<{ key: string; place: Place; doc: Doc }>[] = []
  const module = createMeeting({
    series: given.series ?? [team()],
    hosts: given.hosts ?? [],
    repository: given.repository ?? createFakeRepository(),
    read: (run) => run(new Tx()),
    transact: (run) => {
      counts.writes += 1
      return run(new Tx())
    },
    plan: async (_tx, act) => {
      const name = `${act.kind} ${act.key}`
      if (!planned.has(name)) acts.push(act)
      planned.add(name)
    },
    append: async (_tx, entry) => {
      ledger.push(entry)
    },
    clock: {
      now: () => time.now,
      line: () => time.now,
      span: () => time.now,
      pause: async () => {},
      after: () => () => {},
    },
    isPosted: async (_tx, key) => sent.some((it) => it.key === key),
    documents: {
      read: async (_document, known) => {
        counts.asked.push(known)
        const { document } = answer
        return 'version' in document && document.version === known ? { unchanged: true } : document
      },
      address: 'cordon@team.example.org',
      link: (document) => `https://docs.example.org/${document}`,
    },
    parseNotes: parseMarkdown,
    passes: async (place, doc) =>
      secret.words === null ||
      ('person' in place && secret.roster.includes(place.person)) ||
      !JSON.stringify(doc).includes(secret.words),
  })

  const write = async (name: string, about: unknown): Promise<Doc | null> => {
    const row = module.texts.find((text) => text.name === name)
    if (!row) throw new Error(`there is no text ${name}`)
    return row.write(new Tx(), about)
  }

  const performOne = async (act: PlannedAct, attempt: number): Promise<string> => {
    if (act.kind === postMessage.kind) {
      const { place, text, about } = postMessage.refs.parse(act.refs)
      const doc = await write(text, about)
      if (doc) sent.push({ key: act.key, place, doc })
      return doc ? 'sent' : 'superseded'
    }
    const row = module.performers.find((each) => each.kind === act.kind)
    if (!row) throw new Error(`nobody performs ${act.kind}`)
    const outcome = await row.perform(act.refs, { key: act.key, attempt, signal: new AbortController().signal })
    if ('done' in outcome) await row.settled(new Tx(), act.refs, JSON.parse(JSON.stringify(outcome.done)))
    return Object.keys(outcome)[0] ?? ''
  }

  return {
    module,
    answer,
    time,
    counts,
    secret,
    acts,
    ledger,
    sent,
    write,
    beat: async (iso: string) => {
      time.now = at(iso)
      for (const job of module.jobs) await job.beat(time.now)
    },
    /** Performs what is planned, oldest first, until nothing is left; an act told to wait is tried again at once. */
    perform: async (): Promise<readonly string[]> => {
      const outcomes: string[] = []
      for (let act = acts.shift(); act; act = acts.shift()) {
        let outcome = ''
        for (let attempt = 1; outcome === '' || outcome === 'retryAt'; attempt++) {
          if (attempt > 9) throw new Error(`${act.kind} is told to wait without an end`)
          outcome = await performOne(act, attempt)
          outcomes.push(`${act.kind} ${outcome}`)
        }
      }
      return outcomes
    },
    /** A command as a person types it, behind the name of the app. */
    say: async (typed: string, person: Person = { id: 'UKIM', name: 'Kim', standing: 'member' }): Promise<Outcome> => {
      const [verb, ...words] = typed.split(' ')
      const row = module.commands.find((each) => each.verb === verb)
      if (!row) throw new Error(`there is no command ${typed}`)
      const prepared = await row.prepare(words, person)
      if (!('decide' in prepared)) return prepared
      return prepared.decide(new Tx(), { person, roles: new Set(['anyone']), at: time.now })
    },
  }
}
