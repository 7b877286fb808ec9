import { addresses } from '../../team/people.ts'
import { messagesWith, readableTo, roomsOf } from '../../tour/look.ts'
import type { Person, Scene } from '../../tour/scene.ts'

/** Where a step is done: as whom and in which channel, or in which panel beside the workspace. */
export type Where = Readonly<{ person: Person; channel: string | null; panel?: string }>

export type GuideStep = Readonly<{
  title: string
  where(scene: Scene): Where
  /** What to do, a sentence each. */
  todo: readonly string[]
  notice: string
  /** Whether it came about, by what people see; absent where only the visitor can say so. */
  done?(scene: Scene): boolean | Promise<boolean>
}>

const town = (scene: Scene): string => scene.channel('security-team')
const reminders = (scene: Scene) => messagesWith(scene.otis, scene.channel('team-calls'), 'Lantern security team meets')
const mailsOfList = (scene: Scene) => scene.mail.mailbox(addresses.witness).messages()

/** The guided path: the three jobs and what nobody else sees, each step for one person at one place. */
export const guideSteps: readonly GuideStep[] = [
  {
    title: 'Open an embargoed room',
    where: (scene) => ({ person: scene.mara, channel: town(scene) }),
    todo: [
      'You are Mara, who leads incidents. In the message box type /kf-incident open high and press Enter.',
      'Write one line of summary, choose Teo under People, accept the terms, and open the room.',
    ],
    notice:
      'The room is private, and its name and every notification have the incident’s id only. The summary is inside.',
    done: (scene) => roomsOf(scene.mara).length > 0,
  },
  {
    title: 'Accept as the person invited',
    where: (scene) => ({ person: scene.teo, channel: null }),
    todo: ['Become Teo and open the direct message from Cordon.', 'Read what it asks, and press Accept.'],
    notice: 'The invitation says who invites and on what terms, but not what it is about. Teo learns that in the room.',
    done: (scene) => roomsOf(scene.teo).length > 0,
  },
  {
    title: 'See that an outsider sees nothing',
    where: (scene) => ({ person: scene.otis, channel: town(scene) }),
    todo: ['Become Otis, who is not on the team. Look for the room.', 'Ask: /kf-incident list'],
    notice: 'There is no room, no name, no count. The answer is the same as if no incident existed.',
    done: (scene) => readableTo(scene.otis).some((it) => it.ephemeral && it.from === 'Cordon'),
  },
  {
    title: 'Move the clock to the reminder',
    where: (scene) => ({ person: scene.mara, channel: scene.channel('team-calls'), panel: 'clock' }),
    todo: ['Open the panel Clock and go on to the next thing due.', 'Then read #team-calls.'],
    notice:
      'The agenda is what stands in the notes under Drive. The hour is right though America changed its clocks on Sunday.',
    done: (scene) => reminders(scene).length > 0,
  },
  {
    title: 'Announce, and have it approved',
    where: (scene) => ({ person: scene.mara, channel: scene.channel('announcements') }),
    todo: [
      'As Mara type /kf-announce, write a subject and a text, and send it to review.',
      'Become Teo, read the mail in the direct message, and press Approve and send.',
    ],
    notice: 'What Teo approves are exactly the bytes that leave. Mara cannot approve her own text.',
    done: async (scene) => (await mailsOfList(scene)).length > 0,
  },
  {
    title: 'Find the mail and its proof',
    where: (scene) => ({ person: scene.mara, channel: scene.channel('announcements'), panel: 'mail' }),
    todo: [
      'Open the panel Mail and the newest mail of the list.',
      'Look at its source: the signature is ours, the List-Id the list’s.',
    ],
    notice:
      'Only after Cordon saw this copy did it tell #announcements. Accepted by a mail host is not yet distributed.',
  },
]
