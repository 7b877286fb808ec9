import { describe, expect, test } from 'vitest'
import { createHeart } from '../../../../src/playground/page/panels/heart.ts'

/** A desk that counts its beats, and time that goes on when it is told to. */
const createFake = () => {
  const at: { running: boolean; moving: number | null } = { running: true, moving: null }
  const waiting: { ms: number; run: () => void; off: boolean }[] = []
  const beats: { end(): void; fail(error: Error): void }[] = []
  const after = (ms: number, run: () => void) => {
    const one = { ms, run, off: false }
    waiting.push(one)
    return () => {
      one.off = true
    }
  }
  const desk = {
    running: () => at.running,
    moving: () => at.moving,
    beat: () => new Promise<void>((end, fail) => beats.push({ end, fail })),
  }
  return {
    at,
    beats,
    given: { after, desk },
    /** A second of line time goes by. */
    second: async () => {
      for (const one of waiting.splice(0)) if (!one.off) one.run()
      await new Promise((resolve) => setImmediate(resolve))
    },
    waits: () => waiting.filter((one) => !one.off).map((one) => one.ms),
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('the heart', () => {
  test('beats a second after the last beat has ended, never two at once', async () => {
    const { given, second, beats, waits } = createFake()
    createHeart(given)
    expect(waits()).toEqual([1000])
    await second()
    await second()
    expect(beats).toHaveLength(1)
    beats[0]?.end()
    await settled()
    await second()
    expect(beats).toHaveLength(2)
  })

  test('rests while Cordon does not run or its clock is moved, and goes on after', async () => {
    const { given, second, beats, at } = createFake()
    createHeart(given)
    at.running = false
    await second()
    at.running = true
    at.moving = 1
    await second()
    expect(beats).toHaveLength(0)
    at.moving = null
    await second()
    expect(beats).toHaveLength(1)
  })

  test('outlives a Cordon that ends in the middle of a beat', async () => {
    const { given, second, beats } = createFake()
    createHeart(given)
    await second()
    beats[0]?.fail(new Error('Cordon ended'))
    await settled()
    await second()
    expect(beats).toHaveLength(2)
  })

  test('is still when it was stopped, also in the middle of a beat', async () => {
    const { given, second, beats, waits } = createFake()
    const stop = createHeart(given)
    await second()
    stop()
    beats[0]?.end()
    await settled()
    expect(waits()).toEqual([])
  })
})
