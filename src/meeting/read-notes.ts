import type { Doc } from '../kernel/doc.ts'
import type { Place } from '../kernel/place.ts'
import type { Agenda, AgendaItem } from './agenda.ts'
import { meetingOn } from './find-meeting.ts'
import type { Occurrence } from './occurrences.ts'
import type { DocumentFailure, KeptNotes, MeetingPorts } from './ports.ts'
import { readAgenda } from './read-agenda.ts'
import type { Series } from './series.ts'

/** The notes of a series as they are now, or why they cannot be had; `none` where the series has no document. */
export type NotesNow =
  | Readonly<{ kept: KeptNotes; fresh: boolean }>
  | Readonly<{ failed: DocumentFailure | 'none' }>
  | Readonly<{ retryAt: number; reason: string }>

type Reading = Pick<MeetingPorts, 'repository' | 'read' | 'clock' | 'documents'>

/** Reads a series' document unless its version is the one that was read last. Writes nothing. */
export const readNotes = async (ports: Reading, series: Series, signal?: AbortSignal): Promise<NotesNow> => {
  const { document } = series
  if (document === undefined) return { failed: 'none' }
  const known = await ports.read((tx) => ports.repository.notes(tx, document))
  const answer = await ports.documents.read(document, known?.version ?? null, signal)
  if ('unchanged' in answer) return known ? { kept: known, fresh: false } : { failed: 'refused' }
  if ('failed' in answer || 'retryAt' in answer) return answer
  return { kept: { document, version: answer.version, text: answer.text, readAt: ports.clock.now() }, fresh: true }
}

/** What the notes say of the meeting on a local date of the series. */
export const agendaOn = (
  { parseNotes }: Pick<MeetingPorts, 'parseNotes'>,
  it: Readonly<{ text: string; series: Series; date: string }>,
): Agenda => {
  const meets = (date: string) => meetingOn(it.series, date) !== null
  return readAgenda(parseNotes(it.text), { wanted: it.date, today: it.date, meets })
}

/** An agenda shown for a meeting; `notes` is the address of the notes. */
export type Showing = Readonly<{ series: Series; meeting: Occurrence; agenda: Agenda; notes: string }>

/** How an agenda, and one item alone, are put into words: what the gate is asked about is what people would see. */
export type AgendaWords = Readonly<{ agenda(it: Showing): Doc; item(item: AgendaItem): Doc }>

/** Whether an agenda may be shown at a place, and if not, the line of the notes that the gate refuses (0: no single one). */
export const mayShow = async (
  it: Readonly<{ passes: MeetingPorts['passes']; words: AgendaWords }>,
  place: Place,
  showing: Showing,
): Promise<Readonly<{ shown: true } | { shown: false; line: number }>> => {
  if (await it.passes(place, it.words.agenda(showing))) return { shown: true }
  for (const item of showing.agenda.items)
    if (!(await it.passes(place, it.words.item(item)))) return { shown: false, line: item.line }
  return { shown: false, line: 0 }
}
