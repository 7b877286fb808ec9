import { people } from '../team/people.ts'
import { announce, plain, received, toldInChannel } from './announcement.ts'
import { advisory, publishIncident } from './joined-line.ts'
import { make, roomsOf } from './look.ts'
import type { Circumstances } from './mishaps.ts'
import { remindersIn, remindOfMeeting } from './reminder.ts'
import { openRoom } from './room.ts'
import { createScene, type Scene, type Time } from './scene.ts'
import { createSteps, type Step, StepFailed } from './step.ts'

/** What is there in the end, counted where people see it. */
const counts = async (scene: Scene) => ({
  'the first mail': (await received(scene, plain.subject)).length,
  'the advisory’s mail': (await received(scene, advisory.subject)).length,
  'the first post': toldInChannel(scene, plain.subject).length,
  'the advisory’s post': toldInChannel(scene, advisory.subject).length,
  'the reminder': remindersIn(scene).length,
  'the room': roomsOf(scene.mara).length,
})

const endWell = async (scene: Scene, step: Step): Promise<void> => {
  const { slack, drive, desk } = scene
  await step('everything is there exactly once, and Cordon stops in good order', async (saw) => {
    for (const [what, count] of Object.entries(await counts(scene)))
      make(count === 1, `${what} is there ${count} times`)
    const strange = [...slack.unknown, ...slack.broken.map(String), ...drive.unexpected]
    make(strange.length === 0, `Slack or Drive do not know: ${strange.join(', ')}`)
    make(await desk.stop(), 'Cordon did not end by itself')
    saw('one mail and one post of each announcement, one reminder, one room; nothing is left running')
  })
}

const walk = async (scene: Scene, step: Step): Promise<void> => {
  await step('Cordon starts among a Slack, a Drive, mailboxes and a list on this machine', async (saw) => {
    await scene.startCordon()
    const team = Object.values(people).map((it) => `${it.name}, ${it.about}`)
    saw(`it is connected; in the workspace are ${team.join('; ')}`)
  })
  const room = await openRoom(scene, step)
  await remindOfMeeting(scene, step)
  await announce(scene, step)
  await publishIncident(scene, step, room)
  await endWell(scene, step)
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-8).join('\n')

export type Tour = Readonly<{
  /** Performs the tour; true when every step came about. Leaves nothing behind. */
  run(): Promise<boolean>
  /** Ends a tour that is under way. */
  end(): Promise<void>
}>

/** The three jobs and the line that joins them, performed through the front doors; `say` gets each line of the narration. */
export const createTour = (time: Time, circumstances: Circumstances, say: (line: string) => void): Tour => {
  let scene: Scene | null = null
  const end = async () => scene?.end()
  return {
    run: async () => {
      try {
        scene = await createScene(time, circumstances)
        await walk(scene, createSteps(say))
        say('tour complete')
        return true
      } catch (error) {
        const at = error instanceof StepFailed ? `✗ ${error.step}: ` : '✗ before the first step: '
        say(at + (error instanceof Error ? error.message : String(error)))
        if (scene) say(`Cordon's last words:\n${lastLines(scene.desk.log())}`)
        return false
      } finally {
        await end()
      }
    },
    end,
  }
}
