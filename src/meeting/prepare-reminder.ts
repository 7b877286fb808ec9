import { z } from 'zod'
import { type Attempt, actKind, type Found, type Performed, type Performing, planned } from '../kernel/act.ts'
import { postMessage } from '../kernel/message.ts'
import { type PersonId, personId } from '../kernel/person.ts'
import type { References } from '../kernel/refusal.ts'
import { minute } from '../kernel/time.ts'
import type { Tx } from '../kernel/tx.ts'
import { findSeries, meetingAt } from './find-meeting.ts'
import type { MeetingPorts } from './ports.ts'
import { type AgendaWords, agendaOn, mayShow, readNotes } from './read-notes.ts'
import type { Series } from './series.ts'

const refs = z.strictObject({
  reminder: z.string(),
  name: z.string(),
  series: z.string(),
  date: z.string(),
  start: z.number().int(),
  until: z.number().int(),
})
type Refs = z.infer<typeof refs>

/** `version` is the one of the notes whose agenda may be shown; `why` says to the host what is missing. */
const result = z.strictObject({
  version: z.string().nullable(),
  why: z.string().nullable(),
  line: z.number().int(),
  hints: z.boolean(),
  /** Hosts who may see what was withheld; all others are told what they would be told of an outage. */
  knowing: z.array(personId).default([]),
})
type Result = z.infer<typeof result>

/**
 * Reads the notes for a reminder before it goes out and settles into the message itself. It has no effect outside; it is
 * an act of its own because a text is written inside a transaction, where no document can be read.
 */
export const prepareReminder = actKind({ kind: 'meeting.prepare', refs, result })

/** The third answer "not now" sends the reminder without its agenda, as does one that asks to wait longer than this. */
const tries = 3
const longestWait = 2 * minute

const withLinkOnly = (why: string | null, line = 0, knowing: readonly PersonId[] = []): Performed<Result> => ({
  done: { version: null, why, line, hints: false, knowing: [...knowing] },
})

/** The people told about a series' troubles: its hosts, else the team's. */
export const hostsOf = (series: Series, { hosts }: Pick<MeetingPorts, 'hosts'>): readonly PersonId[] =>
  series.hosts.length > 0 ? series.hosts : hosts

/** What reminding needs: the ports, and the words that the gate is asked about. */
export type Reminding = MeetingPorts & Readonly<{ words: AgendaWords }>

const perform = async (ports: Reminding, it: Refs, attempt: Attempt): Promise<Performed<Result>> => {
  const series = await ports.read((tx) => findSeries(ports, tx, it.series))
  const meeting = series ? meetingAt(series, it.date, it.start) : null
  if (!series || !meeting) return { superseded: 'meeting-changed' }
  const notes = await readNotes(ports, series, attempt.signal)
  if ('retryAt' in notes) {
    const soon = notes.retryAt - ports.clock.line() <= longestWait
    return soon && attempt.attempt < tries ? notes : withLinkOnly('unreachable')
  }
  if ('failed' in notes) return withLinkOnly(notes.failed === 'none' ? null : notes.failed)
  const { kept } = notes
  if (notes.fresh) await ports.transact((tx) => ports.repository.keepNotes(tx, kept))
  const agenda = agendaOn(ports, { text: kept.text, series, date: it.date })
  const link = ports.documents.link(kept.document)
  const shown = { series, meeting, agenda, notes: link }
  const may = await mayShow(ports, { channel: series.channel }, shown)
  if (may.shown)
    return { done: { version: kept.version, why: null, line: 0, hints: agenda.warnings.length > 0, knowing: [] } }
  const knowing: PersonId[] = []
  for (const person of hostsOf(series, ports)) if ((await mayShow(ports, { person }, shown)).shown) knowing.push(person)
  return withLinkOnly('withheld', may.line, knowing)
}

const settled = async (ports: MeetingPorts, tx: Tx, { it, found }: Readonly<{ it: Refs; found: Result }>) => {
  const series = await findSeries(ports, tx, it.series)
  if (!series) return
  const about = { series: it.series, date: it.date, start: it.start }
  const message = {
    place: { channel: series.channel },
    text: 'meeting.reminder',
    about: { ...about, version: found.version },
  }
  await ports.plan(tx, planned(postMessage, { key: it.reminder, refs: message, expires: it.until }))
  const tell = async (text: string, moreFor: (person: PersonId) => References) => {
    for (const person of hostsOf(series, ports)) {
      const notice = { place: { person }, text, about: { ...about, ...moreFor(person) } }
      await ports.plan(
        tx,
        planned(postMessage, { key: `${it.reminder}/${text}/${person}`, refs: notice, expires: it.until }),
      )
    }
  }
  const { why, line, version, knowing } = found
  if (why !== null)
    await tell('meeting.without-agenda', (person) =>
      why === 'withheld' && !knowing.includes(person) ? { why: 'unreachable', line: 0 } : { why, line },
    )
  if (found.hints && version !== null) await tell('meeting.hints', () => ({ version }))
}

/** The performing half of `prepareReminder`. */
export const preparing = (ports: Reminding): Performing<Refs, Result> => ({
  perform: (it, attempt) => perform(ports, it, attempt),
  find: async (): Promise<Found<Result>> => 'absent',
  settled: (tx, it, found) => settled(ports, tx, { it, found }),
  unknown: { repeat: 'reading a document changes nothing outside' },
})
