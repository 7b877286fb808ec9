import type { Plan } from '../../kernel/act.ts'
import { planned } from '../../kernel/act.ts'
import type { Caller, Decide, Outcome } from '../../kernel/door.ts'
import type { Append } from '../../kernel/ledger-entry.ts'
import { may, type Permission } from '../../kernel/module.ts'
import type { Person, PersonId } from '../../kernel/person.ts'
import type { IncidentId } from '../../kernel/place.ts'
import { isRefusal, type References, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Clock } from '../../kernel/time.ts'
import type { Transact, Tx } from '../../kernel/tx.ts'
import { answered, decisionKey, type Envelope } from './envelope.ts'
import type { Inbox, Standings } from './ports.ts'
import { slackReply } from './reply-act.ts'

export type DecidePorts = Standings &
  Readonly<{
    inbox: Inbox
    transact: Transact
    plan: Plan
    append: Append
    clock: Clock
    permissions: readonly Permission[]
  }>

/** Someone who may be let in, and what they ask for, already parsed. */
export type Asked = Readonly<{
  envelope: Envelope
  person: Person
  /** The row of the permission table. */
  action: string
  channel: string | null
  /** Named by the button or the form itself; goes before the channel. */
  incident: IncidentId | null
  decide: Decide | Refusal
}>

/** Leaves the transaction without a trace: field errors, and forms that are still to be opened. */
class Undecided extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('undecided')
    this.outcome = outcome
  }
}

/** Those who may, for the words of a refusal. */
const whoMay = (permissions: readonly Permission[], action: string): string =>
  [...new Set(permissions.filter((row) => row.action === action).flatMap((row) => row.roles))].join(', ')

export const createDecider = (ports: DecidePorts) => {
  const { inbox, clock, permissions } = ports

  /** Roles and room are read in the given transaction. */
  const callerOf = async (tx: Tx, it: Pick<Asked, 'person' | 'channel' | 'incident'>): Promise<Caller> => {
    const incident = it.incident ?? (it.channel === null ? null : await ports.incidentOf(tx, it.channel))
    const where = incident === null ? {} : { incident }
    return { person: it.person, roles: await ports.rolesOf(tx, it.person.id, where), ...where, at: clock.now() }
  }

  const permitted = (action: string, caller: Caller): Refusal | null =>
    may(permissions, { action, roles: caller.roles, inRoom: caller.incident !== undefined })
      ? null
      : refuse('not-allowed', { action, who: whoMay(permissions, action) })

  const reply = (tx: Tx, envelope: Envelope, person: PersonId, said: Readonly<{ text: string; about: References }>) =>
    ports.plan(tx, planned(slackReply, { key: envelope.key, refs: { delivery: envelope.key, person, ...said } }))

  /** A refusal is said to the caller and kept in the ledger. */
  const refuseIn = async (
    tx: Tx,
    it: Readonly<{ envelope: Envelope; person: PersonId; incident?: IncidentId | undefined }>,
    { rule, about }: Refusal,
  ) => {
    await ports.append(tx, {
      chain: it.incident ?? 'desk',
      what: `${it.envelope.kind}.refused`,
      by: it.person,
      at: clock.now(),
      body: { ...about, rule },
    })
    await reply(tx, it.envelope, it.person, { text: 'door.refused', about: { ...about, rule } })
  }

  const outcomeOf = async (tx: Tx, asked: Asked, caller: Caller): Promise<Outcome> => {
    const refusal = permitted(asked.action, caller)
    if (refusal) return refusal
    const outcome = isRefusal(asked.decide) ? asked.decide : await asked.decide(tx, caller)
    if ('errors' in outcome && asked.envelope.kind !== 'form') return refuse('not-valid')
    return outcome
  }

  const decideIn = async (tx: Tx, asked: Asked): Promise<Outcome> => {
    const { envelope, person } = asked
    const caller = await callerOf(tx, asked)
    const outcome = await outcomeOf(tx, asked, caller)
    if ('errors' in outcome || 'open' in outcome) throw new Undecided(outcome)
    if (isRefusal(outcome)) await refuseIn(tx, { envelope, person: person.id, incident: caller.incident }, outcome)
    if ('reply' in outcome) await reply(tx, envelope, person.id, { text: outcome.reply, about: outcome.about })
    return outcome
  }

  /** Runs `write` with the delivery's decision, once: 'repeat' when it was decided before. */
  const once = <T>(envelope: Envelope, write: (tx: Tx) => Promise<T>): Promise<T | 'repeat'> =>
    ports.transact(async (tx) => {
      const first = await inbox.decide(tx, decisionKey(envelope))
      const result = first ? await write(tx) : 'repeat'
      await inbox.done(tx, answered(envelope))
      return result
    })

  return {
    callerOf,
    permitted,
    once,
    /** In one transaction: de-duplication row, permission, the use case, ledger entry of a refusal, reply. */
    decide: async (asked: Asked): Promise<Outcome | 'repeat'> => {
      try {
        return await once(asked.envelope, (tx) => decideIn(tx, asked))
      } catch (error) {
        if (error instanceof Undecided) return error.outcome
        throw error
      }
    },
    /** Refuses one who was not even let in. */
    refuse: (envelope: Envelope, person: PersonId, refusal: Refusal) =>
      once(envelope, (tx) => refuseIn(tx, { envelope, person }, refusal)),
    /** Answers with a text of the door's own. */
    answer: (envelope: Envelope, person: PersonId, said: Readonly<{ text: string; about: References }>) =>
      once(envelope, (tx) => reply(tx, envelope, person, said)),
    /** Nothing remains to be done with this delivery; no decision is written, so the same form may come again. */
    lay: (envelope: Envelope) => ports.transact((tx) => inbox.done(tx, answered(envelope))),
  }
}
export type Decider = ReturnType<typeof createDecider>
