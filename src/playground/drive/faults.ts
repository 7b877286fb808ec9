import { type Planned, planned } from '../planned.ts'
import { type Answer, type DriveError, driveError } from './answer.ts'

export type Operation = 'token' | 'get' | 'export'

type Refusal = Readonly<{ error: DriveError; retryAfter?: string }>

/**
 * Something that goes wrong: an error of Drive (perhaps with Retry-After), no answer at all, a cut connection, or an
 * answer that waits for the operator.
 */
export type Fault = Refusal | Readonly<{ pause: () => Promise<void> }> | 'silence' | 'cut'

/** Faults in waiting: each is used up by the next requests of its operation. */
export const createFaults = () => {
  const waiting: { on: Operation; fault: Fault; left: number }[] = []
  return {
    /** The next `times` requests of this operation fail so; Infinity is until it is called off. */
    add: (on: Operation, fault: Fault, times = 1): Planned => {
      const one = { on, fault, left: times }
      waiting.push(one)
      return planned(one)
    },
    clear: () => {
      for (const one of waiting.splice(0)) one.left = 0
    },
    take: (on: Operation): Fault | null => {
      const found = waiting.find((each) => each.on === on && each.left > 0)
      if (!found) return null
      found.left -= 1
      return found.fault
    },
  }
}

/** The answer that a fault with words gives. */
export const faultAnswer = (fault: Refusal): Answer => ({
  ...driveError(fault.error),
  ...(fault.retryAfter === undefined ? {} : { headers: { 'retry-after': fault.retryAfter } }),
})
