import type { ActRow, Plan } from '../kernel/act.ts'
import type { Module } from '../kernel/module.ts'
import type { Tx } from '../kernel/tx.ts'
import { type Act, type ActState, type Remedy, remedied } from './act.ts'
import { actButtons, actPermissions } from './buttons.ts'
import { actRebuffs, actTexts } from './text.ts'
import { createWorker, type WorkPorts } from './work.ts'

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
    by: string,
  ): Promise<Act | Readonly<{ refused: string }>> => {
    const act = await repository.get(tx, id)
    if (!act) return { refused: 'there is no act of this id: see `acts list`' }
    const state = remedied(act.state, wanted)
    if (typeof state !== 'string') return state
    const now = clock.now()
    if (!(await repository.move(tx, id, act.state, { state, sure: wanted === 'let-go', now })))
      return { refused: 'it changed in the meantime: look again' }
    const body = { act: id, kind: act.kind, key: act.key, from: act.state, to: state, remedy: wanted, who: by }
    await append(tx, { chain: 'desk', what: 'act.remedied', by: 'operator', at: now, body })
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
      remedy,
      holdAll: (tx: Tx) => repository.holdAll(tx, 'restored'),
    },
  }
}
