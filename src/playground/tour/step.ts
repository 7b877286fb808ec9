/** One step of the tour: what it returns goes on, what it saw is told in one line. */
export type Step = <T>(name: string, run: (saw: (text: string) => void) => Promise<T>) => Promise<T>

/** The step that did not come about, and why. */
export class StepFailed extends Error {
  readonly step: string
  constructor(step: string, why: unknown) {
    super(why instanceof Error ? why.message : String(why))
    this.step = step
  }
}

/** Runs steps and says each in a line once it came about. */
export const createSteps =
  (say: (line: string) => void): Step =>
  async (name, run) => {
    let seen = ''
    try {
      const result = await run((text) => {
        seen = text
      })
      say(`✓ ${name}: ${seen}`)
      return result
    } catch (error) {
      throw new StepFailed(name, error)
    }
  }
