import { type Refusal, refuse } from '../kernel/refusal.ts'

/** What people see of an incident's way. */
export const states = ['triage', 'fixing', 'noticed', 'releasing', 'disclosed', 'closed'] as const
export type State = (typeof states)[number]

/** Why an incident was closed. `no-room`: its private room could not be made, so nothing was. */
export const closingReasons = ['published', 'rejected', 'duplicate', 'redirected-upstream', 'no-room'] as const
export type ClosingReason = (typeof closingReasons)[number]

/** What the people who close may give as the reason. */
export const givenReasons = ['published', 'rejected', 'duplicate', 'redirected-upstream'] as const

/**
 * Where each state may lead. A low one goes from triage to releasing in the open; a leak jumps to releasing; a
 * publication discloses from wherever it finds the incident.
 */
export const ways: Readonly<Record<State, readonly State[]>> = {
  triage: ['fixing', 'releasing', 'disclosed', 'closed'],
  fixing: ['noticed', 'releasing', 'disclosed', 'closed'],
  noticed: ['releasing', 'disclosed', 'closed'],
  releasing: ['disclosed', 'closed'],
  disclosed: ['closed'],
  closed: [],
}

/** The state after a move; refuses one that the table does not have, and names those it has. */
export const led = (from: State, to: State): State | Refusal =>
  ways[from].includes(to) ? to : refuse('incident-move', { from, to, may: ways[from].join(', ') })

/**
 * Whether an incident in this state may be closed for this reason. Only what was disclosed can be closed as
 * published, and what was disclosed can be closed as nothing else.
 */
export const closable = (from: State, reason: ClosingReason): true | Refusal => {
  const to = led(from, 'closed')
  if (to !== 'closed') return refuse('incident-closed')
  if (reason === 'published') return from === 'disclosed' || refuse('not-published')
  return from !== 'disclosed' || refuse('was-published')
}
