import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { after, line } from '../../../src/playground/slack/timers.ts'
import { begins } from '../../../src/playground/team/people.ts'
import { fair } from '../../../src/playground/tour/mishaps.ts'
import { remindersIn } from '../../../src/playground/tour/reminder.ts'
import { createScene, type Scene } from '../../../src/playground/tour/scene.ts'

const day = 86_400_000

describe('the clock of the playground', () => {
  let scene: Scene
  beforeEach(async () => {
    scene = await createScene({ line, after }, fair)
    await scene.startCordon()
  })
  afterEach(() => scene.end())

  test('moved over two meetings, stops at each reminder, and none is lost or late', async () => {
    await scene.desk.move(begins + 15 * day)
    const minutes = remindersIn(scene).map(({ ts }) =>
      Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(ts) * 1000)).toString({ smallestUnit: 'minute' }),
    )
    expect(minutes).toEqual(['2027-03-16T15:00Z', '2027-03-30T15:00Z'])
    expect(scene.desk.now()).toBeGreaterThanOrEqual(begins + 15 * day)
  })

  test('asks nothing of a Cordon that was killed, and leads one that is started again', async () => {
    await scene.desk.kill()
    await expect(scene.desk.beat()).rejects.toThrow('Cordon does not run')
    await scene.startCordon()
    await scene.desk.move(begins + day)
    expect(remindersIn(scene)).toHaveLength(1)
  })

  test('tells why a Cordon does not start', async () => {
    expect(await scene.desk.stop()).toBe(true)
    await expect(scene.desk.start({})).rejects.toThrow('Cordon ended')
    expect(scene.desk.log()).toContain('SLACK_BOT_TOKEN is not set')
  })
})
