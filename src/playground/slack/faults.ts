import { type Planned, planned } from '../planned.ts'

/**
 * What may go wrong with one request.
 * `timeout-before`: nothing happens and the connection stays open until the client gives up.
 * `timeout-after`: it happens, and the answer never comes. `gone`: the connection breaks before anything happens;
 * `gone-after`: it breaks after it happened.
 * `pause`: it waits for the operator, then goes on as if nothing had been.
 */
export type Fault =
  | { status: 429; retryAfter: number }
  | { status: 500 | 502 | 503 }
  | { error: string }
  | { pause: () => Promise<void> }
  | 'timeout-before'
  | 'timeout-after'
  | 'gone'
  | 'gone-after'

/** A method, all of them (`*`), or some. */
type Which = string | ((method: string) => boolean)

/** The faults that are still to come, by method. */
export type Faults = {
  /**
   * Makes the next `times` (one) calls of a method fail so. `*` stands for every method, a function for those that it
   * takes; both are asked when the method has no fault of its own. Infinity is until it is called off.
   */
  next(method: Which, fault: Fault, times?: number): Planned
  /** Forgets all faults that have not come yet. */
  clear(): void
}

/** The faults of one workspace, and how the server takes the one that is due. */
export function createFaults(): Faults & { take(method: string): Fault | undefined } {
  const waiting: { method: Which; fault: Fault; left: number }[] = []
  const due = (fits: (of: Which) => boolean) => waiting.find((one) => one.left > 0 && fits(one.method))
  return {
    next: (method, fault, times = 1) => {
      const one = { method, fault, left: times }
      waiting.push(one)
      return planned(one)
    },
    clear: () => {
      for (const one of waiting.splice(0)) one.left = 0
    },
    take: (method) => {
      const own = due((of) => of === method)
      const one = own ?? due((of) => of === '*' || (typeof of === 'function' && of(method)))
      if (one) one.left -= 1
      return one?.fault
    },
  }
}
