import type { After } from '../../slack/timers.ts'

/** Line milliseconds in which many changes are told as one. */
const together = 200

export type Signal = Readonly<{
  /** Something is to be drawn anew. */
  changed(): void
  /** Calls `call` soon after changes, once for many; returns what takes it away. */
  onChange(call: () => void): () => void
}>

/** Changes, told to whoever draws. Without a listener no timer is set. */
export const createSignal = (after: After): Signal => {
  const calls = new Set<() => void>()
  let pending = false
  return {
    changed: () => {
      if (pending || calls.size === 0) return
      pending = true
      after(together, () => {
        pending = false
        for (const call of calls) call()
      })
    },
    onChange: (call) => {
      calls.add(call)
      return () => calls.delete(call)
    },
  }
}
