import { z } from 'zod'
import type { Doc } from '../kernel/doc.ts'
import { type Text, textRow } from '../kernel/module.ts'
import type { Tx } from '../kernel/tx.ts'
import { allSeries, findSeries, meetingAt } from './find-meeting.ts'
import { nextOccurrence, occurrenceBefore } from './occurrences.ts'
import type { MeetingPorts } from './ports.ts'
import { agendaOn } from './read-notes.ts'
import type { Series } from './series.ts'
import { hintsText, missedText, withoutAgendaText } from './text/host.ts'
import { agendaText, nextText, reminderText, skippedText, type Told } from './text/meeting.ts'

const meeting = { series: z.string(), date: z.string(), start: z.number() }
const shown = z.object({ ...meeting, version: z.string().nullable() })
type Shown = z.infer<typeof shown>

/** The state anew: the meeting if it still takes place, and its agenda where a version of the notes may be shown. */
const told = async (ports: MeetingPorts, tx: Tx, about: Shown): Promise<Told | null> => {
  const series = await findSeries(ports, tx, about.series)
  const found = series ? meetingAt(series, about.date, about.start) : null
  if (!series || !found) return null
  const { document } = series
  if (document === undefined) return { series, meeting: found, agenda: null, notes: null }
  const kept = about.version === null ? null : await ports.repository.notes(tx, document)
  // A version that the gate was not asked about is not shown.
  const text = kept?.version === about.version ? kept?.text : undefined
  const agenda = text === undefined ? null : agendaOn(ports, { text, series, date: about.date })
  return { series, meeting: found, agenda, notes: ports.documents.link(document) }
}

const notesOf = (ports: MeetingPorts, series: Series | null): string | null =>
  series?.document === undefined ? null : ports.documents.link(series.document)

const nameOf = (ports: MeetingPorts, key: string): string => ports.series.find((it) => it.key === key)?.name ?? key

const reminder = (ports: MeetingPorts): Text =>
  textRow({
    name: 'meeting.reminder',
    about: shown,
    write: async (tx, about): Promise<Doc | null> => {
      const it = await told(ports, tx, about)
      return it && reminderText(it, occurrenceBefore(it.series, about.start))
    },
  })

const agenda = (ports: MeetingPorts): Text =>
  textRow({
    name: 'meeting.agenda',
    about: shown,
    write: async (tx, about): Promise<Doc | null> => {
      const it = await told(ports, tx, about)
      return it && agendaText(it)
    },
  })

const next = (ports: MeetingPorts): Text =>
  textRow({
    name: 'meeting.next',
    about: z.object({ series: z.string().nullable(), at: z.number() }),
    write: async (tx, { series, at }) => {
      const all = await allSeries(ports, tx, series)
      return nextText(all.map((it) => ({ series: it, meeting: nextOccurrence(it, at) })))
    },
  })

const missed = (ports: MeetingPorts): Text =>
  textRow({
    name: 'meeting.missed',
    about: z.object({ series: z.string(), date: z.string(), name: z.string() }),
    write: async (_tx, about) => missedText({ ...about, series: nameOf(ports, about.series) }),
  })

const withoutAgenda = (ports: MeetingPorts): Text =>
  textRow({
    name: 'meeting.without-agenda',
    about: z.object({ ...meeting, why: z.string(), line: z.number() }),
    write: async (tx, { series, date, why, line }) => {
      const notes = notesOf(ports, await findSeries(ports, tx, series))
      const { address } = ports.documents
      return withoutAgendaText({ series: nameOf(ports, series), date, why, line, notes, address })
    },
  })

const hints = (ports: MeetingPorts): Text =>
  textRow({
    name: 'meeting.hints',
    about: shown,
    write: async (tx, about): Promise<Doc | null> => {
      const it = await told(ports, tx, about)
      if (!it?.agenda || it.notes === null || it.agenda.warnings.length === 0) return null
      return hintsText(it.series.name, it.agenda, it.notes)
    },
  })

const skipped = (ports: MeetingPorts): Text =>
  textRow({
    name: 'meeting.skipped',
    about: z.object({ series: z.string(), date: z.string() }),
    write: async (tx, { series, date }): Promise<Doc | null> => {
      const found = await findSeries(ports, tx, series)
      return found && skippedText(found, date, nextOccurrence(found, ports.clock.now()))
    },
  })

/** The texts of the meeting, by the names under which acts refer to them. */
export const meetingTexts = (ports: MeetingPorts): readonly Text[] =>
  [reminder, agenda, next, missed, withoutAgenda, hints, skipped].map((row) => row(ports))
