import type { Scene } from '../../tour/scene.ts'

/** Line milliseconds between the end of a beat and the next one. */
const rest = 1000

type Given = Pick<Scene, 'after'> & Readonly<{ desk: Pick<Scene['desk'], 'running' | 'moving' | 'beat'> }>

/**
 * Lets desk time go on by itself: every second of line time Cordon beats, when it runs and its clock is not being moved;
 * never two at once. Returns what stops it.
 */
export const createHeart = ({ desk, after }: Given): (() => void) => {
  let stopped = false
  let callOff = (): void => undefined
  const beat = async (): Promise<void> => {
    // A Cordon that ends in the middle of a beat is no fault of the heart.
    if (desk.running() && desk.moving() === null) await desk.beat().catch(() => undefined)
    wait()
  }
  const wait = (): void => {
    if (!stopped) callOff = after(rest, () => void beat())
  }
  wait()
  return () => {
    stopped = true
    callOff()
  }
}
