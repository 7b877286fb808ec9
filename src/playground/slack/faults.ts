/**
 * What may go wrong with one request.
 * `timeout-before`: nothing happens and the connection stays open until the client gives up.
 * `timeout-after`: it happens, and the answer never comes. `gone`: the connection breaks before anything happens;
 * `gone-after`: it breaks after it happened.
 */
export type Fault =
  | { status: 429; retryAfter: number }
  | { status: 500 | 502 | 503 }
  | { error: string }
  | 'timeout-before'
  | 'timeout-after'
  | 'gone'
  | 'gone-after'

/** The faults that are still to come, by method. */
export type Faults = {
  /** Makes the next `times` (one) calls of a method fail so. `*` stands for every method. */
  next(method: string, fault: Fault, times?: number): void
  /** Forgets all faults that have not come yet. */
  clear(): void
}

/** The faults of one workspace, and how the server takes the one that is due. */
export function createFaults(): Faults & { take(method: string): Fault | undefined } {
  const waiting = new Map<string, Fault[]>()
  return {
    next: (method, fault, times = 1) => {
      waiting.set(method, [...(waiting.get(method) ?? []), ...Array.from({ length: times }, () => fault)])
    },
    clear: () => waiting.clear(),
    take: (method) => waiting.get(method)?.shift() ?? waiting.get('*')?.shift(),
  }
}
