/**
 * The two times of Cordon. Desk time decides what is due, embargoes and windows, and may be moved in the playground.
 * Line time is real and serves signatures, leases, back-off and time-outs.
 */
export type Clock = Readonly<{
  /** Desk time: milliseconds since 1970 UTC. */
  now(): number
  /** Line time: real milliseconds since 1970 UTC. */
  line(): number
  /** Monotonic milliseconds, for spans only. */
  span(): number
  /** Resolves after `ms` of line time (at most 60,000), or at once when the signal is aborted. */
  pause(ms: number, signal?: AbortSignal): Promise<void>
  /** Runs `call` once after `ms` of line time (at most 60,000) and returns the function that calls it off. */
  after(ms: number, call: () => void): () => void
}>

/** What beats once a minute: calls `beat` at start and then every minute, never two at once; returns how to stop it. */
export type Tick = (beat: () => Promise<void>) => () => Promise<void>

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
