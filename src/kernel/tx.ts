/** A unit of work of the store. Only `adapters/store` makes one; whoever holds it can read (and, in `transact`, write). */
export class Tx {
  readonly #own = true
  /** True for a Tx made by this class, whatever its shape claims. */
  static is(value: unknown): value is Tx {
    return typeof value === 'object' && value !== null && #own in value
  }
}

/** Runs the callback in one durable transaction; it may be run twice and must only await queries. */
export type Transact = <T>(run: (tx: Tx) => Promise<T>) => Promise<T>

/** Runs the callback on a read-only snapshot. */
export type Read = <T>(run: (tx: Tx) => Promise<T>) => Promise<T>
