import type { ActRow, Plan } from '../kernel/act.ts'
import type { Module } from '../kernel/module.ts'
import type { PersonId } from '../kernel/person.ts'
import type { Tx } from '../kernel/tx.ts'
import { type Act, type ActState, type Remedy, remedied } from './act.ts'
import { actButtons, actPermissions } from './buttons.ts'
import { actRebuffs, actTexts } from './text.ts'
import { createWorker, type WorkPorts } from './work.ts'

/** Who asks for a remedy; `since` is when the act they saw came to wait for a person (desk time, ms UTC). */
type Asker = Readonly<{ by: PersonId | 'operator'; who: string; since?: number }>

const changed = 'it changed in the meantime: look again'

type Ports = WorkPorts & Readonly<{ newId(): string }>

/** Promise 1: every outward act is stored first, done once, retried and visible. */
export const createActs = (ports: Ports) => {
  const { repository, append, clock } = ports
  const plan: Plan = async (tx, act) => {
    await repository.insert(tx, act, ports.newId(), clock.now())
  }
  const remedy = async (
    tx: Tx,
    id: string,
    wanted: Remedy,
    asker: Asker,
  ): Promise<Act | Readonly<{ refused: string }>> => {
    const act = await repository.get(tx, id)
    if (!act) return { refused: 'there is no act of this id: see `acts list`' }
    if (asker.since !== undefined && asker.since !== (act.settledAt ?? 0)) return { refused: changed }
    const state = remedied(act.state, wanted)
    if (typeof state !== 'string') return state
    const now = clock.now()
    if (!(await repository.move(tx, id, act.state, { state, sure: wanted === 'let-go', now })))
      return { refused: changed }
    const body = { act: id, kind: act.kind, key: act.key, from: act.state, to: state, remedy: wanted, who: asker.who }
    await append(tx, { chain: 'desk', what: 'act.remedied', by: asker.by, at: now, body })
    return { ...act, state }
  }
  const module: Module = {
    commands: [],
    forms: [],
    buttons: actButtons(remedy),
    permissions: actPermissions,
    texts: actTexts(repository.get),
    rebuffs: actRebuffs,
    jobs: [{ name: 'acts.expire', beat: (now) => ports.transact((tx) => repository.expireHeld(tx, now)) }],
    performers: [],
  }
  return {
    module,
    plan,
    /** Performers are bound last, when every module stands. */
    worker: (rows: readonly ActRow[]) => createWorker(new Map(rows.map((row) => [row.kind, row])), ports),
    offers: {
      list: (tx: Tx, state: ActState | 'unsettled' | 'all', most: number) => repository.list(tx, state, most),
      show: (tx: Tx, id: string) => repository.get(tx, id),
      /** For the operator; `who` is their name on the machine. */
      remedy: (tx: Tx, id: string, wanted: Remedy, who: string) => remedy(tx, id, wanted, { by: 'operator', who }),
      holdAll: (tx: Tx) => repository.holdAll(tx, 'restored'),
    },
  }
}
