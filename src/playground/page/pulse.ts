import type { After } from '../slack/timers.ts'

/**
 * Calls `run` after changes, one call at a time and at most one every `every` line milliseconds; what changes meanwhile is
 * answered by one more call. Returns what to tell of a change and what ends it all.
 */
export const createPulse = (after: After, every: number, run: () => Promise<void>) => {
  let state: 'still' | 'waiting' | 'running' | 'again' | 'ended' = 'still'
  let callOff = () => {}
  const beat = async (): Promise<void> => {
    state = 'running'
    await run()
    if (now() === 'ended') return
    if (now() === 'again') wait()
    else state = 'still'
  }
  const now = () => state
  const wait = () => {
    state = 'waiting'
    callOff = after(every, () => void beat())
  }
  return {
    changed: () => {
      if (state === 'still') wait()
      else if (state === 'running') state = 'again'
    },
    end: () => {
      state = 'ended'
      callOff()
    },
  }
}
