import type { ActRow, Attempt, Found, LookAgain, Performed } from '../kernel/act.ts'
import { backOff } from './act.ts'
import type { Claimed, Settlement } from './ports.ts'

type Limits = Readonly<{ maxAttempts: number }>
type Times = Readonly<{ now: number; line: number }>

const settled = (state: Settlement['state'], reason: string | null = null, result: unknown = null): Settlement => ({
  state,
  reason,
  result,
  retryAt: null,
  doubt: state === 'held' && reason === 'outcome-unknown',
})

const again = (act: Claimed, line: number, reason: string, doubt: boolean): Settlement => ({
  state: 'waiting',
  reason,
  result: null,
  retryAt: line + backOff(act.attempts),
  doubt,
})

/** Whether nobody wants it any more; `now` is desk time (ms UTC). */
export const isOver = (act: Pick<Claimed, 'expires'>, now: number): boolean => act.expires !== null && act.expires < now

const windowOver = { expired: 'window-over' } as const
type Attempted = Performed<unknown> | LookAgain | typeof windowOver

/** What is to be done with a claimed act before anything is performed; null when it may go. Pure. */
export const beforehand = (act: Claimed, times: Times, limits: Limits): Settlement | null => {
  if (isOver(act, times.now) && !act.doubt) return settled('expired', windowOver.expired)
  if (act.attempts > limits.maxAttempts)
    return { ...settled('dead', act.reason ?? 'attempts-exhausted'), doubt: act.doubt }
  return null
}

/** How the outcome of one attempt is settled. Pure. */
export const settlementOf = (act: Claimed, outcome: Attempted, times: Times, limits: Limits): Settlement => {
  if ('done' in outcome) return settled('done', null, outcome.done)
  if ('expired' in outcome) return settled('expired', outcome.expired)
  if ('superseded' in outcome) return settled('superseded', outcome.superseded)
  if ('held' in outcome) return settled('held', outcome.held)
  if ('retryAt' in outcome)
    return {
      state: 'waiting',
      reason: outcome.reason,
      result: null,
      retryAt: outcome.retryAt,
      doubt: false,
      uncounted: true,
    }
  if ('lookAt' in outcome)
    return {
      state: 'waiting',
      reason: outcome.reason,
      result: null,
      retryAt: outcome.lookAt,
      doubt: true,
      uncounted: true,
    }
  const last = act.attempts >= limits.maxAttempts
  if ('ambiguous' in outcome)
    return last
      ? { ...settled('dead', outcome.ambiguous), doubt: true }
      : again(act, times.line, outcome.ambiguous, true)
  if (outcome.permanent || last) return settled('dead', outcome.failed)
  return again(act, times.line, outcome.failed, false)
}

type Look = Found<unknown> | LookAgain | Readonly<{ lost: string }>

/** What a look at the outside leads to: an outcome, or null when the act is to be performed (again). */
const afterLook = (look: Look, row: ActRow): Performed<unknown> | LookAgain | null => {
  if (look === 'absent') return null
  if (look === 'unknown') return row.unknown === 'hold' ? { held: 'outcome-unknown' } : null
  if ('lost' in look) return { ambiguous: look.lost }
  return look
}

/** A performer that throws says nothing of the outside world, so its effect is in doubt. */
const guarded = async <T>(run: () => Promise<T>): Promise<T | Readonly<{ lost: string }>> => {
  try {
    return await run()
  } catch (error) {
    return { lost: error instanceof Error ? `threw-${error.name}` : 'threw' }
  }
}

/** Looks first when an earlier attempt is in doubt, then performs unless its window is over by then; never throws. */
export const attempt = async (
  row: ActRow,
  act: Claimed,
  { signal, over }: Readonly<{ signal: AbortSignal; over(): boolean }>,
): Promise<Attempted> => {
  const it: Attempt = { key: act.key, attempt: act.attempts, signal }
  if (act.doubt) {
    const found = afterLook(await guarded(() => row.find(act.refs, it)), row)
    if (found) return found
    if (over()) return windowOver
  }
  const outcome = await guarded(() => row.perform(act.refs, it))
  return 'lost' in outcome ? { ambiguous: outcome.lost } : outcome
}
