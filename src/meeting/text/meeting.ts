import { type Block, type Doc, paragraph } from '../../kernel/doc.ts'
import type { Agenda, AgendaItem } from '../agenda.ts'
import type { Occurrence } from '../occurrences.ts'
import type { Series } from '../series.ts'
import { itemOf, mostItems } from './item.ts'

/** A wall time in a zone such as "Wed 18 Jan 2023, 8:00". `instant` is ms UTC. */
const spoken = (instant: number, zone: string): string => {
  const it = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  const date = it
    .toPlainDate()
    .toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  return `${date.replace(',', '')}, ${it.hour}:${String(it.minute).padStart(2, '0')}`
}

const hourIn = (instant: number, zone: string): string => spoken(instant, zone).split(', ')[1] ?? ''

/** When clocks change on different days, most of Europe notices: its hour is always compared. */
const europe = 'Europe/Berlin'

/** What differs from last time: a move, or another hour in a zone because clocks change on different days. */
const differences = (series: Series, meeting: Occurrence, last: Occurrence | null): readonly Block[] => {
  if (meeting.kind === 'moved') return [paragraph(`This meeting was moved; it would have been on ${meeting.date}.`)]
  if (last?.kind !== 'planned' || meeting.kind !== 'planned') return []
  return [...new Set([meeting.zone, ...series.zones, europe])].flatMap((zone) => {
    const [now, before] = [hourIn(meeting.start, zone), hourIn(last.start, zone)]
    return now === before ? [] : [paragraph(`In ${zone} it is at ${now} this time; last time it was at ${before}.`)]
  })
}

export type Told = Readonly<{
  series: Series
  meeting: Occurrence
  /** What the notes say of this meeting; null when they cannot be shown, for whatever reason. */
  agenda: Agenda | null
  /** The address of the notes; null when the series has none. */
  notes: string | null
}>

/** The agenda, or where it is; `points` is how many lines of each item are shown. */
const agendaBlocks = ({ agenda, notes }: Pick<Told, 'agenda' | 'notes'>, points: number): readonly Block[] => {
  if (notes === null) return []
  const link = { link: notes, text: 'the notes' }
  if (agenda === null) return [paragraph('The agenda is in ', link, '.')]
  if (agenda.items.length === 0) return [paragraph('No agenda for this meeting was found in ', link, '.')]
  const more = agenda.items.length - mostItems
  return [
    { heading: 'Agenda' },
    { list: agenda.items.slice(0, mostItems).map((item) => itemOf(item, points)) },
    more > 0 ? paragraph(`${more} more in `, link, '.') : paragraph('More in ', link, '.'),
  ]
}

const when = (series: Series, meeting: Occurrence): Block =>
  paragraph({ instant: meeting.start, zones: [...new Set([meeting.zone, ...series.zones])] })

const joining = (series: Series): readonly Block[] =>
  series.joinLink === undefined ? [] : [paragraph({ link: series.joinLink, text: 'Join the call' })]

const titleOf = (series: Series, meeting: Occurrence): string =>
  `${series.name}: ${spoken(meeting.start, meeting.zone)} (${meeting.zone})`

/** The reminder in the series' channel. `last` is the meeting before, to say what changed. */
export const reminderText = (told: Told, last: Occurrence | null): Doc => ({
  title: titleOf(told.series, told.meeting),
  blocks: [
    { heading: `${told.series.name} meets` },
    when(told.series, told.meeting),
    ...differences(told.series, told.meeting, last),
    ...joining(told.series),
    ...agendaBlocks(told, 0),
  ],
})

/** The answer to `/meeting agenda`, with the points below each item. */
export const agendaText = (told: Told): Doc => ({
  title: titleOf(told.series, told.meeting),
  blocks: [
    { heading: told.series.name },
    when(told.series, told.meeting),
    ...(told.notes === null ? [paragraph('This series has no notes document.')] : agendaBlocks(told, 5)),
  ],
})

/** One item alone, as the gate is asked about it to find the line that it refuses. */
export const itemText = (item: AgendaItem): Doc => ({
  title: 'Agenda item',
  blocks: [{ list: [itemOf(item, item.points.length)] }],
})

/** The answer to `/meeting next`: each series and when it meets next. */
export const nextText = (all: readonly Readonly<{ series: Series; meeting: Occurrence | null }>[]): Doc => ({
  title: 'The next meetings',
  blocks: all.flatMap(({ series, meeting }) => [
    { heading: `${series.name} (${series.key})` },
    meeting ? when(series, meeting) : paragraph('No further meeting is planned.'),
    ...(meeting?.kind === 'moved' ? [paragraph(`It was moved; it would have been on ${meeting.date}.`)] : []),
    ...(meeting ? joining(series) : []),
  ]),
})

/** Told to the channel when a meeting is called off. */
export const skippedText = (series: Series, date: string, next: Occurrence | null): Doc => ({
  title: `${series.name}: no meeting on ${date}`,
  blocks: [
    paragraph(`There is no meeting of ${series.name} on ${date}.`),
    next
      ? paragraph('The next one: ', { instant: next.start, zones: [...new Set([next.zone, ...series.zones])] })
      : paragraph('No further meeting is planned.'),
  ],
})
