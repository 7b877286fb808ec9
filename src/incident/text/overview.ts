import { type Block, type Doc, type Inline, type Press, paragraph, words } from '../../kernel/doc.ts'
import { type DatePolicy, dateWarnings, plainTime } from '../disclosure-date.ts'
import type { Incident } from '../incident.ts'
import type { RosterEntry } from '../roster.ts'
import { embargoWords, reasonLabels, severityLabels, stateLabels, warningLabels } from './labels.ts'

export type Overview = Readonly<{
  incident: Incident
  roster: readonly RosterEntry[]
  policy: DatePolicy
  /** Desk time, ms UTC. */
  now: number
  /** Whether the gate guards the summary. */
  guarded: boolean
  /** Buttons of other modules. */
  presses: readonly Press[]
}>

const field = (label: string, value: readonly Inline[]) => ({ label, value })

const stateWords = ({ state, reason }: Incident): readonly Inline[] =>
  words(reason === null ? stateLabels[state] : `${stateLabels[state]}: ${reasonLabels[reason]}`)

const people = (roster: readonly RosterEntry[], state: RosterEntry['state']): readonly Inline[] =>
  words(
    ...roster
      .filter((entry) => entry.state === state)
      .flatMap(({ person }, index) => [...(index === 0 ? [] : [', ']), { person }]),
  )

const facts = ({ incident, roster }: Overview): Block => {
  const invited = people(roster, 'invited')
  return {
    fields: [
      field('Severity', words(severityLabels[incident.severity])),
      field('State', stateWords(incident)),
      field('Embargo', embargoWords(incident.embargo)),
      field('Incident lead', words({ person: incident.lead })),
      field('On the roster', people(roster, 'accepted')),
      ...(invited.length > 0 ? [field('Invited, not answered', invited)] : []),
    ],
  }
}

const warnings = ({ incident, policy, now }: Overview): readonly Block[] => {
  const { embargo, openedAt } = incident
  if (embargo.state === 'none' || embargo.state === 'exited' || embargo.date === null) return []
  return dateWarnings(embargo.date, { openedAt, now, policy }).map((warning) => paragraph(warningLabels[warning]))
}

const guard = ({ incident: { id, room }, guarded }: Overview): Block => ({
  note: words(
    `Guarded: ${id}, ${room.name}, `,
    guarded
      ? 'and the summary as a whole.'
      : 'but not the summary, which is too short (three words or more are guarded).',
  ),
})

const agreePress = ({ id, embargo }: Incident, now: number): readonly Press[] => {
  if (embargo.state !== 'proposed') return []
  const value = { incident: id, revision: embargo.revision }
  const press: Press = { button: 'incident.agree', label: 'Agree date', value, look: 'primary' }
  if (embargo.date === null || embargo.date <= now) return [press]
  return [{ ...press, confirm: `The embargo becomes active, with disclosure on ${plainTime(embargo.date)}.` }]
}

const buttons = ({ incident, presses, now }: Overview): readonly Block[] => {
  const { id, state } = incident
  if (state === 'closed') return []
  const value = { incident: id }
  return [
    {
      buttons: [
        { button: 'incident.status', label: 'Status', value },
        { button: 'incident.invite', label: 'Invite', value },
        ...agreePress(incident, now),
        ...presses,
        { button: 'incident.close', label: 'Close', value, look: 'danger' },
      ],
    },
  ]
}

/** What the room's first message says, and goes on saying as the incident changes. Its title is the id alone. */
export const overviewDoc = (it: Overview): Doc => ({
  title: it.incident.id,
  blocks: [
    { heading: it.incident.id },
    paragraph({ text: it.incident.summary, style: ['bold'] }),
    facts(it),
    ...warnings(it),
    guard(it),
    ...buttons(it),
  ],
})

/** What one person of the roster is answered who asks how it stands: no title, since it may come by direct message. */
export const statusDoc = (it: Overview): Doc => ({
  title: it.incident.id,
  blocks: [
    paragraph({ text: it.incident.id, style: ['bold'] }),
    facts(it),
    ...warnings(it),
    paragraph('Opened by ', { person: it.incident.openedBy }, ' on ', { instant: it.incident.openedAt }, '.'),
  ],
})
