import { type Plan, planned } from '../kernel/act.ts'
import type { Append } from '../kernel/ledger-entry.ts'
import { postMessage } from '../kernel/message.ts'
import type { PersonId } from '../kernel/person.ts'
import type { IncidentId, Place } from '../kernel/place.ts'
import { type Clock, hour } from '../kernel/time.ts'
import type { Transact, Tx } from '../kernel/tx.ts'

type Ports = Readonly<{
  plan: Plan
  append: Append
  clock: Pick<Clock, 'now'>
  leads: readonly PersonId[]
  leadOf(tx: Tx, incident: IncidentId): Promise<PersonId | null>
}>

type Hit = Readonly<{ incident: IncidentId; class: string }>

const whereOf = (place: Place): string => (Object.keys(place)[0] ?? 'somewhere').replace('person', 'a person')

/** What Cordon tells people by itself: the leads of a stuck act, an incident's lead of what the gate stopped. */
export const createNotices = ({ plan, append, clock, leads, leadOf }: Ports) => {
  const tell = (
    tx: Tx,
    key: string,
    person: PersonId,
    said: Readonly<{ text: string; about: Record<string, string> }>,
  ) => plan(tx, planned(postMessage, { key, refs: { place: { person }, ...said } }))

  const hitOf = async (tx: Tx, incident: IncidentId, place: Place, classes: string): Promise<void> => {
    const about = { incident, where: whereOf(place), classes }
    await append(tx, { chain: incident, what: 'gate.hit', by: 'cordon', at: clock.now(), body: about })
    const lead = await leadOf(tx, incident)
    const key = `hit:${incident}:${JSON.stringify(place)}:${Math.floor(clock.now() / hour)}`
    if (lead) await tell(tx, key, lead, { text: 'gate.hit', about })
  }

  return {
    /** A notice that cannot be delivered makes no notice of its own: the log and the operator's command have it. */
    stuck: async (tx: Tx, act: Readonly<{ id: string; key: string }>): Promise<void> => {
      if (act.key.startsWith('stuck:')) return
      for (const person of leads)
        await tell(tx, `stuck:${act.id}:${clock.now()}:${person}`, person, {
          text: 'act.stuck',
          about: { act: act.id },
        })
    },
    /** Told at most once an hour for each incident and place; the ledger has every time. */
    gateHit:
      (transact: Transact) =>
      ({ place, hits }: Readonly<{ place: Place; hits: readonly Hit[] }>): Promise<void> =>
        transact(async (tx) => {
          for (const [incident, own] of Map.groupBy(hits, (it) => it.incident))
            await hitOf(tx, incident, place, own.map((it) => it.class).join(', '))
        }),
  }
}
