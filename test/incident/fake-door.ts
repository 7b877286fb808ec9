import type { createIncident } from '../../src/incident/index.ts'
import type { Button, Caller, Outcome } from '../../src/kernel/door.ts'
import { may } from '../../src/kernel/module.ts'
import type { Person, PersonId, Role } from '../../src/kernel/person.ts'
import type { IncidentId } from '../../src/kernel/place.ts'
import { isRefusal, refuse } from '../../src/kernel/refusal.ts'
import type { Read, Transact } from '../../src/kernel/tx.ts'

/** Undoes a decision that leaves no trace: field errors, and forms still to be opened. */
class Undecided extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('undecided')
    this.outcome = outcome
  }
}

type Ports = Readonly<{
  incident: ReturnType<typeof createIncident>
  transact: Transact
  read: Read
  now(): number
  roles: ReadonlyMap<PersonId, readonly Role[]>
  personOf(id: PersonId): Person
}>

/** Rules whose words are the door's own. */
const doorRules = ['not-allowed', 'usage', 'stale-button']

type Asked = Readonly<{ by: PersonId; raw: unknown; incident: IncidentId | undefined }>

/** A door that keeps the real one's rules: roles and room read in the transaction; errors and forms leave no trace. */
export const createFakeDoor = ({ incident: { module, offers }, transact, read, now, roles, personOf }: Ports) => {
  const callerOf = async (tx: Parameters<typeof offers.rolesOf>[0], { by, incident }: Asked): Promise<Caller> => {
    const own = incident === undefined ? [] : await offers.rolesOf(tx, by, incident)
    const held = new Set<Role>(['anyone', ...(roles.get(by) ?? []), ...own])
    return { person: personOf(by), roles: held, ...(incident === undefined ? {} : { incident }), at: now() }
  }

  const decide = async (way: Pick<Button, 'may' | 'prepare'>, it: Asked): Promise<Outcome> => {
    const prepared = await way.prepare(it.raw, personOf(it.by))
    if (!('decide' in prepared)) return prepared
    try {
      return await transact(async (tx) => {
        const caller = await callerOf(tx, it)
        const asked = { action: way.may, roles: caller.roles, inRoom: it.incident !== undefined }
        const outcome = may(module.permissions, asked) ? await prepared.decide(tx, caller) : refuse('not-allowed')
        if ('errors' in outcome || 'open' in outcome) throw new Undecided(outcome)
        return outcome
      })
    } catch (error) {
      if (error instanceof Undecided) return error.outcome
      throw error
    }
  }

  /** Every answer has its words: a text that takes its references, a form that opens, a rule that is said. */
  const check = async (outcome: Outcome): Promise<void> => {
    const missing = (what: string) => new Error(`nobody has words for ${what}`)
    if (isRefusal(outcome)) {
      if (!doorRules.includes(outcome.rule) && !Object.hasOwn(module.rebuffs, outcome.rule)) throw missing(outcome.rule)
    } else if ('reply' in outcome) {
      const text = module.texts.find((it) => it.name === outcome.reply)
      if (!text || !(await read((tx) => text.write(tx, outcome.about)))) throw missing(outcome.reply)
    } else if ('open' in outcome && !module.forms.some((it) => it.id === outcome.open)) throw missing(outcome.open)
  }

  return {
    callerOf,
    decide: async (way: Pick<Button, 'may' | 'prepare'>, it: Asked): Promise<Outcome> => {
      const outcome = await decide(way, it)
      await check(outcome)
      return outcome
    },
  }
}
