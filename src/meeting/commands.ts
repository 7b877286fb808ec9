import { z } from 'zod'
import { type Command, command, type Outcome } from '../kernel/door.ts'
import type { Person } from '../kernel/person.ts'
import { refuse } from '../kernel/refusal.ts'
import { allSeries, meetingOn, soonest } from './find-meeting.ts'
import type { Occurrence } from './occurrences.ts'
import type { KeptNotes, MeetingPorts } from './ports.ts'
import { agendaOn, mayShow, readNotes } from './read-notes.ts'
import { localDate, type Series } from './series.ts'
import { skipMeeting } from './skip-meeting.ts'
import { agendaText, itemText } from './text/meeting.ts'

const word = z.string().max(64)
const seriesOnly = z.array(word).max(1)

/** A series, a date, both or neither, in any order. */
const seriesAndDate = z
  .array(word)
  .max(2)
  .transform((words, context) => {
    const dates = words.filter((each) => localDate.safeParse(each).success)
    const [date] = dates
    const [key, ...others] = words.filter((each) => !dates.includes(each))
    if (dates.length > 1 || others.length > 0) context.addIssue('one series and one date')
    return { series: key ?? null, date: date ?? null }
  })

type Asked = z.infer<typeof seriesAndDate>
type Wanted = Readonly<{ series: Series; meeting: Occurrence }>

/** The meeting that is meant: the one on the date, else the next one. */
const wantedBy = async (ports: MeetingPorts, asked: Asked): Promise<Wanted | 'no-series' | 'no-meeting'> => {
  const all = await ports.read((tx) => allSeries(ports, tx, asked.series))
  if (all.length === 0) return 'no-series'
  const { date } = asked
  if (date === null) return soonest(all, ports.clock.now()) ?? 'no-meeting'
  for (const series of all) {
    const meeting = meetingOn(series, date)
    if (meeting) return { series, meeting }
  }
  return 'no-meeting'
}

type AgendaFacts = 'no-series' | 'no-meeting' | (Wanted & Readonly<{ version: string | null; fresh: KeptNotes | null }>)

/** Reads the notes before the decision; whatever goes wrong, the answer is then the link alone. */
const lookAtAgenda = async (ports: MeetingPorts, asked: Asked, person: Person): Promise<AgendaFacts> => {
  const wanted = await wantedBy(ports, asked)
  if (typeof wanted === 'string') return wanted
  const { series, meeting } = wanted
  const notes = await readNotes(ports, series)
  if (!('kept' in notes)) return { ...wanted, version: null, fresh: null }
  const { kept, fresh } = notes
  const agenda = agendaOn(ports, { text: kept.text, series, date: meeting.date })
  const link = ports.documents.link(kept.document)
  const words = { agenda: agendaText, item: itemText }
  const may = await mayShow(
    { passes: ports.passes, words },
    { person: person.id },
    { series, meeting, agenda, notes: link },
  )
  return { ...wanted, version: may.shown ? kept.version : null, fresh: fresh ? kept : null }
}

const next = (ports: MeetingPorts): Command =>
  command({
    word: 'meeting',
    verb: 'next',
    usage: 'meeting next [series]',
    says: 'when we meet next',
    may: 'meeting.see',
    args: seriesOnly,
    look: async () => ({}),
    run: async (_tx, { given: [key], caller }): Promise<Outcome> => {
      const known = ports.series.some((it) => key === undefined || it.key === key)
      return known ? { reply: 'meeting.next', about: { series: key ?? null, at: caller.at } } : refuse('no-series')
    },
  })

const agenda = (ports: MeetingPorts): Command =>
  command({
    word: 'meeting',
    verb: 'agenda',
    usage: 'meeting agenda [series] [date]',
    says: 'what is on the agenda of the next meeting, or of the one on a date such as 2026-01-31',
    may: 'meeting.see',
    args: seriesAndDate,
    look: (asked, person) => lookAtAgenda(ports, asked, person),
    run: async (tx, { facts }): Promise<Outcome> => {
      if (typeof facts === 'string') return refuse(facts)
      const { series, meeting, version, fresh } = facts
      if (fresh) await ports.repository.keepNotes(tx, fresh)
      return {
        reply: 'meeting.agenda',
        about: { series: series.key, date: meeting.date, start: meeting.start, version },
      }
    },
  })

const skip = (ports: MeetingPorts): Command =>
  command({
    word: 'meeting',
    verb: 'skip',
    usage: 'meeting skip [series] date',
    says: 'call off the meeting on a date such as 2026-01-31',
    may: 'meeting.change',
    args: seriesAndDate.refine((asked) => asked.date !== null),
    look: async () => ({}),
    run: (tx, { given, caller }) => skipMeeting(ports, tx, { series: given.series, date: given.date ?? '', caller }),
  })

/** What people ask of the meeting in Slack. */
export const meetingCommands = (ports: MeetingPorts): readonly Command[] => [next(ports), agenda(ports), skip(ports)]
