/** A fault that was switched on. */
export type Planned = Readonly<{
  /** How many times it is still to come. */
  left(): number
  /** Calls it off. */
  off(): void
}>

/** The handle of a fault in waiting, whose `left` is counted down as it comes. */
export const planned = (one: { left: number }): Planned => ({
  left: () => one.left,
  off: () => {
    one.left = 0
  },
})
