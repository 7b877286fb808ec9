import type { ReadMail } from '../mail/world.ts'
import { addresses, signing } from '../team/people.ts'
import { did, directWith, make, messagesWith, openForm, see, short } from './look.ts'
import type { Scene } from './scene.ts'
import { signatureOf } from './signature.ts'
import type { Step } from './step.ts'

export type Words = Readonly<{ subject: string; body: string }>

/** The announcement that belongs to no incident. */
export const plain: Words = {
  subject: 'The security team now has a list of its own',
  body: 'From today our announcements come to this list.\n\nReports of vulnerabilities go to security@lantern.example, *never* to this list.',
}

/** The mails of the list with this subject, as a reader who is subscribed finds them. */
export const received = async (scene: Scene, subject: string): Promise<readonly ReadMail[]> =>
  (await scene.mail.mailbox(addresses.subscriber).messages()).filter((it) => it.subject.includes(subject))

/** What anyone in the workspace reads of an announcement in its channel. */
export const toldInChannel = (scene: Scene, subject: string) =>
  messagesWith(scene.otis, scene.channel('announcements'), subject)

/** Fills the form of an announcement that is open, and waits for the preview of the real mail. */
export const writeAnnouncement = async (scene: Scene, { subject, body }: Words) => {
  const { mara } = scene
  await did(mara.fill({ Subject: subject, Text: body }))
  await did(mara.submitModal())
  const preview = await see(scene, 'the preview of the mail', () => directWith(mara, subject).at(-1))
  make(preview.text.includes(addresses.list), 'the preview does not show where the mail goes')
  return preview
}

/** The newest message that asks the second person about this mail. */
export const askedOf = (scene: Scene, subject: string) =>
  see(scene, 'the second person being asked', () =>
    directWith(scene.teo, subject).findLast((it) => it.controls.some((one) => one.label === 'Approve and send')),
  )

/** The second person approves; resolves when a subscriber has the list's copy. */
export const approve = async (scene: Scene, subject: string): Promise<ReadMail> => {
  await askedOf(scene, subject)
  await did(scene.teo.press('Approve and send'))
  return see(scene, 'the mail of the list in a subscriber’s mailbox', async () =>
    (await received(scene, subject)).at(0),
  )
}

/** Kills Cordon dead once, after the next mail went out and before Cordon can know that it did. */
const killAtNextMail = (scene: Scene): (() => boolean) => {
  let killed = false
  const forget = scene.mail.onRequest(async ({ phase }) => {
    if (phase !== 'after' || killed) return
    killed = true
    forget()
    await scene.desk.kill()
  })
  return () => killed
}

/** A plain announcement: written, previewed, approved, and relayed once though Cordon is killed in the middle of it. */
export const announce = async (scene: Scene, step: Step): Promise<void> => {
  const { mara } = scene
  const { subject } = plain
  const told = () => toldInChannel(scene, subject)

  await step('an announcement is written and shown as the mail that it becomes', async (saw) => {
    await openForm(scene, mara, () => mara.command(scene.channel('announcements'), '/kf-announce'))
    const preview = await writeAnnouncement(scene, plain)
    await askedOf(scene, subject)
    make((await received(scene, subject)).length === 0, 'the mail left before anybody approved it')
    make(told().length === 0, 'the channel was told before anybody approved')
    saw(`Mara reads "${short(preview.text, 120)}", and Teo is asked to be the second person`)
  })

  await step('a second person approves, and Cordon is killed the moment its mail is out', async (saw) => {
    const killed = killAtNextMail(scene)
    const mail = await approve(scene, subject)
    await see(scene, 'Cordon killed', killed)
    make(told().length === 0, 'the channel was told by a Cordon that was killed')
    saw(`a subscriber has "${mail.subject}" from ${mail.from}; Cordon is dead and does not know of it`)
  })

  await step('Cordon starts again, sees the list’s own copy, and sends nothing twice', async (saw) => {
    await scene.startCordon()
    await see(scene, 'the announcement told in the channel', () => told().length > 0, 20_000)
    const mails = await received(scene, subject)
    make(mails.length === 1, `the subscriber has ${mails.length} mails`)
    const writer = await see(scene, 'the writer told', () => directWith(mara, 'own copy was seen').at(-1))
    saw(`one mail; #announcements has its text, and Mara reads "${short(writer.text, 110)}"`)
  })

  await step('the mail is signed, and the signature holds in the list’s copy', async (saw) => {
    const [mail] = await received(scene, subject)
    const verdict = mail ? await signatureOf(scene, mail) : 'no mail'
    make(verdict === `pass for ${signing.domain}`, `a verifier says: ${verdict}`)
    saw(`a verifier says "${verdict}"`)
  })
}
