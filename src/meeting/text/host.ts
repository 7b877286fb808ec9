import { type Doc, paragraph, words } from '../../kernel/doc.ts'
import type { Agenda } from '../agenda.ts'
import { cut, mostItems } from './item.ts'

/** Told to the host: a reminder whose window passed before it could be sent. */
export const missedText = (it: Readonly<{ series: string; date: string; name: string }>): Doc => ({
  title: `${it.series}: a reminder was missed`,
  blocks: [
    paragraph(
      `The reminder ${it.name} of ${it.series} on ${it.date} was not sent: its time passed while Cordon was not running, or could not post.`,
    ),
    paragraph('Please tell the people yourself if they should still hear of it.'),
  ],
})

const reasons: Readonly<Record<string, string>> = {
  off: 'no Google account is configured, so Cordon reads no documents',
  'not-shared':
    'the document is not shared with Cordon; share it with the address that the operator knows, as a viewer',
  deleted: 'the document is in the bin; restore it or name another in the configuration',
  'too-large': 'the document is larger than Drive exports (10 MB); begin a new one',
  'not-a-document': 'what the configuration names is not a Google document',
  refused: 'Drive refused the account; the operator finds the reason in the log',
  unreachable: 'Drive did not answer',
  withheld: 'something in it may not be shown in that channel',
}

/** Told to the host alone: why a reminder went out without its agenda. `line` is a line of the notes, 0 for none. */
export const withoutAgendaText = (
  it: Readonly<{
    series: string
    date: string
    why: string
    line: number
    notes: string | null
    address: string | null
  }>,
): Doc => ({
  title: `${it.series}: the reminder has no agenda`,
  blocks: [
    paragraph(
      `The reminder of ${it.series} on ${it.date} went out with a link and without the agenda: `,
      reasons[it.why] ?? it.why,
      '.',
    ),
    ...(it.why === 'not-shared' && it.address ? [paragraph(`Please share it with ${it.address}.`)] : []),
    ...(it.line > 0 ? [paragraph(`Please look at line ${it.line} of the notes.`)] : []),
    ...(it.notes === null ? [] : [paragraph({ link: it.notes, text: 'The notes' })]),
  ],
})

/** Told to the host alone: what in the notes could only be guessed, or looks unfinished. */
export const hintsText = (series: string, agenda: Agenda, notes: string): Doc => ({
  title: `${series}: a look at the notes`,
  blocks: [
    paragraph(`In the notes of ${agenda.date ?? series}:`),
    {
      list: agenda.warnings
        .slice(0, mostItems)
        .map(({ line, says }) => ({ text: words(`line ${line}: ${cut(says)}`) })),
    },
    paragraph({ link: notes, text: 'The notes' }),
  ],
})
