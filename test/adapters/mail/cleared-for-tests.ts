import type { Cleared, Place } from '../../../src/kernel/place.ts'

const made = new WeakSet<object>()

const isMadeHere = <R>(value: Readonly<{ place: Place; rendered: R }>): value is Cleared<R> => made.has(value)

/** Clears a text without looking at it, as only a gate of a test may. */
export const cleared = <R>(place: Place, rendered: R): Cleared<R> => {
  const value = Object.freeze({ place, rendered })
  made.add(value)
  if (!isMadeHere(value)) throw new Error('it was just made')
  return value
}

/** The gate's memory: a copy of a cleared text is not cleared. */
export const isCleared = (value: Cleared): boolean => made.has(value)
