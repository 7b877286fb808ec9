import { z } from 'zod'
import { type Person, type PersonId, personId, type Role, type Standing } from '../kernel/person.ts'
import { incidentId } from '../kernel/place.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { Incident } from './incident.ts'

const entryStates = ['invited', 'accepted', 'declined', 'removed'] as const
export type EntryState = (typeof entryStates)[number]

const instant = z.number().int()

/** One person's line on an incident's roster: who may know, why, by whose word, and under which terms. */
export const rosterEntry = z.object({
  incident: incidentId,
  person: personId,
  state: z.enum(entryStates),
  /** The employer, where the configuration says it. */
  organisation: z.string().nullable(),
  reason: z.enum(['opened', 'named-at-opening', 'incident-lead', 'invited']),
  invitedBy: personId,
  /** Instants are ms UTC of desk time. */
  invitedAt: instant,
  /** The version of the terms that were accepted, and when. */
  terms: z.string().nullable(),
  termsAt: instant.nullable(),
  /** When the room let them in; null while they are outside. */
  enteredAt: instant.nullable(),
  /** Counts their invitations: an answer to an earlier one is none to this. */
  invitation: z.number().int().positive(),
  /** Counts every change; a save with an older one is refused. */
  version: z.number().int(),
})
export type RosterEntry = Readonly<z.infer<typeof rosterEntry>>

export type EntryMove = 'invite' | 'accept' | 'decline' | 'remove'

/** From which states each move may be made; `null` is a person who was never on it. */
export const entryMoves: Readonly<
  Record<EntryMove, Readonly<{ from: readonly (EntryState | null)[]; to: EntryState }>>
> = {
  invite: { from: [null, 'declined', 'removed'], to: 'invited' },
  accept: { from: ['invited'], to: 'accepted' },
  decline: { from: ['invited'], to: 'declined' },
  remove: { from: ['invited', 'accepted'], to: 'removed' },
}

const refusals: Readonly<Record<EntryMove, string>> = {
  invite: 'already-invited',
  accept: 'invitation-gone',
  decline: 'invitation-gone',
  remove: 'not-on-roster',
}

/** The state after a move; refuses one the table does not have. */
export const entryMoved = (from: EntryState | null, move: EntryMove, person: PersonId): EntryState | Refusal =>
  entryMoves[move].from.includes(from) ? entryMoves[move].to : refuse(refusals[move], { person })

/** Why an account may not be on a roster; null when it may. Whom Slack does not know is refused too. */
export const unfit = (person: Person | null): Exclude<Standing, 'member'> | 'unknown' | null => {
  if (!person) return 'unknown'
  return person.standing === 'member' ? null : person.standing
}

/** Those of a list who may be on no roster, and why. */
export const unfitOf = (looked: ReadonlyMap<PersonId, Person | null>) =>
  [...looked].flatMap(([person, found]) => {
    const why = unfit(found)
    return why === null ? [] : [{ person, name: found?.name ?? null, why }]
  })

/** What a person is to an incident. */
export const rolesIn = (incident: Incident, entry: RosterEntry | null): readonly Role[] => {
  if (entry?.state === 'invited') return ['invited']
  if (entry?.state !== 'accepted') return []
  return incident.lead === entry.person ? ['roster', 'incident-lead'] : ['roster']
}

/** The key of the direct message that invites; a later invitation of the same person is another message. */
export const invitationKey = (it: Pick<RosterEntry, 'incident' | 'person' | 'invitation'>): string =>
  `invitation:${it.incident}:${it.person}:${it.invitation}`

/** An entry of somebody invited. `at` is ms UTC of desk time; `before` is their earlier entry, if there was one. */
export const invitedEntry = (
  it: Pick<RosterEntry, 'incident' | 'person' | 'reason' | 'organisation' | 'invitedBy'> &
    Readonly<{ at: number; before?: RosterEntry | null }>,
): RosterEntry => ({
  incident: it.incident,
  person: it.person,
  state: 'invited',
  organisation: it.organisation,
  reason: it.reason,
  invitedBy: it.invitedBy,
  invitedAt: it.at,
  terms: null,
  termsAt: null,
  enteredAt: it.before?.enteredAt ?? null,
  invitation: (it.before?.invitation ?? 0) + 1,
  version: it.before?.version ?? 1,
})

/** The entry once its person accepted this version of the terms. */
export const acceptedEntry = (entry: RosterEntry, terms: string, at: number): RosterEntry => ({
  ...entry,
  state: 'accepted',
  terms,
  termsAt: at,
})
