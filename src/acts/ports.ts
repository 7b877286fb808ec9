import type { PlannedAct } from '../kernel/act.ts'
import type { Tx } from '../kernel/tx.ts'
import type { Act, ActState } from './act.ts'

/** An act claimed by this worker: settling it needs the token of this very claim. */
export type Claimed = Act & Readonly<{ token: string }>

/** How an act is settled: its new state, and when it may be claimed again if it goes on waiting (line time). */
export type Settlement = Readonly<{
  state: ActState
  reason: string | null
  result: unknown
  retryAt: number | null
  doubt: boolean
  /** An attempt that was only told to wait is not counted. */
  uncounted?: true
}>

export type ActRepository = Readonly<{
  /** Adds it; false when this kind has the key already. `now` is desk time. */
  insert(tx: Tx, act: PlannedAct, id: string, now: number): Promise<boolean>
  /** Claims up to `most` acts that are due, in a transaction of its own; each gets a new token and counts an attempt. */
  claim(most: number, leaseMs: number): Promise<readonly Claimed[]>
  /** False when the token is no longer the act's: somebody else owns it now. */
  settle(tx: Tx, act: Claimed, to: Settlement, now: number): Promise<boolean>
  /** Prolongs the leases of these claims; returns the tokens that are still theirs. */
  prolong(tokens: readonly string[], leaseMs: number): Promise<readonly string[]>
  /** At start, where one server owns every act: what was being performed is in doubt and waits again. */
  recover(): Promise<number>
  list(tx: Tx, state: ActState | 'unsettled' | 'all', most: number): Promise<readonly Act[]>
  get(tx: Tx, id: string): Promise<Act | null>
  /**
   * Moves an act that waits for a person; false when its state is no longer `from`. `sure`: the person answers for it
   * that no earlier attempt had its effect. `now` is desk time.
   */
  move(
    tx: Tx,
    id: string,
    from: ActState,
    to: Readonly<{ state: ActState; sure: boolean; now: number }>,
  ): Promise<boolean>
  /** Settles held acts whose window was over before `now` (desk time). */
  expireHeld(tx: Tx, now: number): Promise<void>
  /** Marks every unsettled act held and in doubt, after a restore; returns how many. */
  holdAll(tx: Tx, reason: string): Promise<number>
}>
