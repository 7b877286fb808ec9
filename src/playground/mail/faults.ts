import { type Planned, planned } from '../planned.ts'

/**
 * The steps at which something can be made to go wrong. `body`: the text is on its way, the final dot not read.
 * `dot`: everything is read, nothing accepted. `accepted`: the mail is given out, the answer not sent.
 */
export type Step =
  | 'connect'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'body'
  | 'dot'
  | 'accepted'
  | 'imap-connect'
  | 'imap-login'
  | 'imap-select'
  | 'imap-search'
  | 'imap-fetch'

export type Answer = Readonly<{ code: number; text: string }>

/** Waits for the operator, then goes on as if nothing had been. */
type Pause = Readonly<{ pause: () => Promise<void> }>

/** `cut` destroys the connection, `stall` waits until `release()`, an answer is given instead of the good one. */
export type Trouble = 'cut' | 'stall' | Answer | Pause

export type Faults = Readonly<{
  /** From now on the step goes wrong, `times` times (once unless said; Infinity is until it is called off). */
  add(fault: Readonly<{ step: Step; trouble: Trouble; times?: number }>): Planned
  /** Resolves when something stalls at the step; at once when something does already. */
  stalled(step: Step): Promise<void>
  /** Lets everything that stalls go on as if nothing had been. */
  release(): void
  /** Forgets what has not happened yet; what stalls goes on. */
  clear(): void
  /** For the hosts: what happens at this step, after any stall. */
  at(step: Step): Promise<'cut' | Answer | null>
}>

/** A plan of troubles, used up in the order they were added. */
export const createFaults = (): Faults => {
  const waiting: { step: Step; trouble: Trouble; left: number }[] = []
  let stalled: { step: Step; go: () => void }[] = []
  let watching: { step: Step; tell: () => void }[] = []

  const release = (): void => {
    const those = stalled
    stalled = []
    for (const { go } of those) go()
  }
  const stall = (step: Step): Promise<void> =>
    new Promise((go) => {
      stalled.push({ step, go })
      for (const one of watching) if (one.step === step) one.tell()
      watching = watching.filter((one) => one.step !== step)
    })
  return {
    add: ({ step, trouble, times = 1 }) => {
      const one = { step, trouble, left: times }
      waiting.push(one)
      return planned(one)
    },
    stalled: async (step) => {
      if (stalled.some((one) => one.step === step)) return
      await new Promise<void>((tell) => watching.push({ step, tell }))
    },
    release,
    clear: () => {
      for (const one of waiting.splice(0)) one.left = 0
      release()
    },
    at: async (step) => {
      const fault = waiting.find((one) => one.step === step && one.left > 0)
      if (!fault) return null
      fault.left -= 1
      const { trouble } = fault
      if (trouble === 'stall') await stall(step)
      else if (typeof trouble === 'object' && 'pause' in trouble) await trouble.pause()
      else return trouble
      return null
    },
  }
}
