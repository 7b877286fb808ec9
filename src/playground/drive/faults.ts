import { type Answer, type DriveError, driveError } from './answer.ts'

export type Operation = 'token' | 'get' | 'export'

/** Something that goes wrong: an error of Drive (perhaps with Retry-After), no answer at all, or a cut connection. */
export type Fault = Readonly<{ error: DriveError; retryAfter?: string }> | 'silence' | 'cut'

/** Faults in waiting: each is used up by the next requests of its operation. */
export const createFaults = () => {
  const waiting: { on: Operation; fault: Fault; times: number }[] = []
  return {
    /** The next `times` requests of this operation fail so. */
    add: (on: Operation, fault: Fault, times = 1) => {
      waiting.push({ on, fault, times })
    },
    clear: () => {
      waiting.length = 0
    },
    take: (on: Operation): Fault | null => {
      const found = waiting.find((each) => each.on === on && each.times > 0)
      if (!found) return null
      found.times -= 1
      return found.fault
    },
  }
}

/** The answer that a fault with words gives. */
export const faultAnswer = (fault: Exclude<Fault, string>): Answer => ({
  ...driveError(fault.error),
  ...(fault.retryAfter === undefined ? {} : { headers: { 'retry-after': fault.retryAfter } }),
})
