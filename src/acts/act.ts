/** Where an act stands. `held` and `dead` wait for a person; the rest of the settled states are final. */
export type ActState = 'waiting' | 'performing' | 'done' | 'superseded' | 'held' | 'dead' | 'dropped' | 'expired'

/** An act as it is stored. Instants are ms UTC; `retryAt` is line time, `expires` and `plannedAt` are desk time. */
export type Act = Readonly<{
  id: string
  kind: string
  key: string
  refs: unknown
  lane: string | null
  state: ActState
  attempts: number
  /** An earlier attempt may have had an effect: look before doing it again. */
  doubt: boolean
  retryAt: number
  expires: number | null
  reason: string | null
  plannedAt: number
  settledAt: number | null
}>

/** What the operator or the leads may do with an act that waits for a person. */
export const remedies = ['retry', 'drop', 'let-go'] as const
export type Remedy = (typeof remedies)[number]

/** The move a remedy makes, or why it may not. `let-go` lets a held act go; `retry` also wakes a dead one. */
export const remedied = (state: ActState, remedy: Remedy): ActState | Readonly<{ refused: string }> => {
  if (state === 'held') return remedy === 'drop' ? 'dropped' : 'waiting'
  if (state === 'dead') {
    if (remedy === 'let-go') return { refused: 'it is dead, not held: use retry, or drop' }
    return remedy === 'drop' ? 'dropped' : 'waiting'
  }
  if (state === 'waiting') {
    return remedy === 'let-go'
      ? { refused: 'it is not held: it will go by itself' }
      : remedy === 'drop'
        ? 'dropped'
        : 'waiting'
  }
  if (state === 'performing') return { refused: 'it is being performed right now: look again in a moment' }
  return { refused: `it is already settled (${state})` }
}

/** Milliseconds until the next attempt: doubling from one second up to five minutes. */
export const backOff = (attempts: number): number => Math.min(1000 * 2 ** Math.max(attempts - 1, 0), 300_000)
