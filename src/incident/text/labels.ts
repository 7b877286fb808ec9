import type { Inline } from '../../kernel/doc.ts'
import { words } from '../../kernel/doc.ts'
import type { DateWarning } from '../disclosure-date.ts'
import type { Embargo } from '../embargo.ts'
import type { Severity } from '../incident.ts'
import type { ClosingReason, State } from '../lifecycle.ts'

export const severityLabels: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  unknown: 'Unknown (handled as high)',
}

export const stateLabels: Readonly<Record<State, string>> = {
  triage: 'Triage',
  fixing: 'Fixing',
  noticed: 'Distributors noticed',
  releasing: 'Releasing',
  disclosed: 'Disclosed',
  closed: 'Closed',
}

export const reasonLabels: Readonly<Record<ClosingReason, string>> = {
  published: 'published',
  rejected: 'rejected',
  duplicate: 'duplicate',
  'redirected-upstream': 'redirected upstream',
  'no-room': 'no private room could be made',
}

export const warningLabels: Readonly<Record<DateWarning, string>> = {
  past: 'The disclosure date has passed: publish, or agree on another.',
  'beyond-longest': 'The disclosure date is later than the longest embargo the team keeps.',
  'outside-slot': 'The disclosure date is outside the days and hours in which the team discloses.',
}

const on = (date: number): readonly (string | Inline)[] => [' until ', { instant: date }]

/** An embargo in words: its state, and the date if it has one. */
export const embargoWords = (it: Embargo): readonly Inline[] => {
  if (it.state === 'none') return words('None')
  if (it.state === 'proposed')
    return it.date === null ? words('Proposed, without a date') : words('Proposed', ...on(it.date))
  if (it.state === 'active') return words('Active', ...on(it.date))
  if (it.state === 'revising') return words('Active', ...on(it.date), ', asked to move to ', { instant: it.wanted })
  return words(it.how === 'withdrawn' ? 'Withdrawn: the words stay secret' : `Over: ${it.how}`)
}
