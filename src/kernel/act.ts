import { z } from 'zod'
import type { Tx } from './tx.ts'

/** An outward act as a decision plans it: kind, key, references and digests, never words. */
export type PlannedAct = Readonly<{
  kind: string
  /** Unique within the kind: planning the same key again changes nothing. */
  key: string
  refs: unknown
  /** Acts of one lane go out one after another, oldest first. */
  lane?: string
  /** Desk time (ms UTC) after which it is no longer wanted. */
  expires?: number
}>

/** What came of one attempt. `retryAt` is line time (ms UTC); reasons are codes, never words of people. */
export type Performed<S> =
  | Readonly<{ done: S }>
  | Readonly<{ superseded: string }>
  | Readonly<{ held: string }>
  | Readonly<{ retryAt: number; reason: string }>
  | Readonly<{ ambiguous: string }>
  | Readonly<{ failed: string; permanent?: true }>

/** What a look at the outside world says of an act whose outcome was lost. */
export type Found<S> = Readonly<{ done: S }> | 'absent' | 'unknown'

/** It cannot be said yet: look again at this line time (ms UTC), before anything is repeated or held. */
export type LookAgain = Readonly<{ lookAt: number; reason: string }>

export type Attempt = Readonly<{ key: string; attempt: number; signal: AbortSignal }>

/** The stored half of a kind: its name and the shapes of what is stored. */
export type ActKind<R, S> = Readonly<{ kind: string; refs: z.ZodType<R>; result: z.ZodType<S> }>

/** The performing half. `repeatHarmless` says why an unknown outcome may be repeated; without it the act is held. */
export type Performing<R, S> = Readonly<{
  perform(refs: R, attempt: Attempt): Promise<Performed<S>>
  find(refs: R, attempt: Attempt): Promise<Found<S> | LookAgain>
  settled(tx: Tx, refs: R, result: S): Promise<void>
  unknown: 'hold' | Readonly<{ repeat: string }>
}>

/** A kind with its types folded away, as the worker knows it. */
export type ActRow = Readonly<{
  kind: string
  perform(refs: unknown, attempt: Attempt): Promise<Performed<unknown>>
  find(refs: unknown, attempt: Attempt): Promise<Found<unknown> | LookAgain>
  settled(tx: Tx, refs: unknown, result: unknown): Promise<void>
  unknown: Performing<unknown, unknown>['unknown']
}>

/** Declares a kind of act. */
export const actKind = <R, S>(kind: ActKind<R, S>): ActKind<R, S> => kind

/** Plans an act of a kind, its references checked by the kind's own type. */
export const planned = <R, S>(
  kind: ActKind<R, S>,
  act: Readonly<{ key: string; refs: R; lane?: string; expires?: number }>,
): PlannedAct => ({ ...act, kind: kind.kind, refs: kind.refs.parse(act.refs) })

/** Binds a kind to its performer; what is read back from the store is parsed by the kind's shapes. */
export const performer = <R, S>(kind: ActKind<R, S>, row: Performing<R, S>): ActRow => ({
  kind: kind.kind,
  perform: (refs, attempt) => row.perform(kind.refs.parse(refs), attempt),
  find: (refs, attempt) => row.find(kind.refs.parse(refs), attempt),
  settled: (tx, refs, result) => row.settled(tx, kind.refs.parse(refs), kind.result.parse(result)),
  unknown: row.unknown,
})

/** The result of an act that brings nothing back. */
export const nothing = z.strictObject({})

/** Adds an act to the transaction of the decision that wants it. */
export type Plan = (tx: Tx, act: PlannedAct) => Promise<void>
