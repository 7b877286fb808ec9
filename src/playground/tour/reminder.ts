import { reminderDue } from '../team/people.ts'
import { make, messagesWith, see, short } from './look.ts'
import type { Scene } from './scene.ts'
import type { Step } from './step.ts'

const title = 'Lantern security team meets'
const items = [
  'how does a concern reach us first?',
  'the images that nobody has rebuilt',
  'Who signs the next point release?',
]

/** What anyone in the workspace reads of the reminder. */
export const remindersIn = (scene: Scene) => messagesWith(scene.otis, scene.channel('team-calls'), title)

const tenMinutes = 600_000

/** The clock moves to a day before the meeting: its reminder stands in the channel, with the agenda from the notes. */
export const remindOfMeeting = async (scene: Scene, step: Step): Promise<void> => {
  const { desk } = scene
  const reminders = () => remindersIn(scene)

  await step('the clock moves past 24 hours before the meeting, and the reminder is there since then', async (saw) => {
    await desk.beat()
    make(reminders().length === 0, 'the reminder came before its time')
    await desk.move(reminderDue + tenMinutes)
    const reminder = await see(scene, 'the reminder', () => reminders().at(0))
    for (const item of items) make(reminder.text.includes(item), `the reminder does not have the agenda item "${item}"`)
    const late = Number(reminder.ts) * 1000 - reminderDue
    make(late >= 0 && late < tenMinutes, `the reminder came ${late} ms after it was due`)
    const differs = /In [^.]*last time[^.]*\./.exec(reminder.text)?.[0] ?? ''
    make(differs !== '', 'the reminder does not say that Europe meets at another hour this time')
    saw(`Otis reads in #team-calls "${title}", ${items.length} items from the notes, and "${differs}"`)
  })

  await step('it stands there once, however often the clock beats', async (saw) => {
    await desk.beat()
    await desk.beat()
    make(reminders().length === 1, `there are ${reminders().length} reminders`)
    saw(`one message in #team-calls: "${short(reminders()[0]?.notification ?? '', 100)}"`)
  })
}
