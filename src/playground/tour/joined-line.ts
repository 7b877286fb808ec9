import { approve, askedOf, received, toldInChannel, type Words, writeAnnouncement } from './announcement.ts'
import { createLeaks } from './leaks.ts'
import { did, directWith, make, messagesWith, openForm, roomsOf, see, short } from './look.ts'
import { summary } from './room.ts'
import type { Scene } from './scene.ts'
import type { Step } from './step.ts'

/** The announcement of the incident; it says what was embargoed. */
export const advisory: Words = {
  subject: '[Security Advisory] Tokens of removed tenants',
  body: `${summary}.\n\nUpdate to version 1.8.2, which lets a token end with its tenant.`,
}

const overviewOf = (scene: Scene, room: string) =>
  scene.mara.messages(room).find((it) => it.controls.some((one) => one.label === 'Announce'))

/** Nothing of the incident may be outside of its room: not in Slack, in no mailbox, not in the log. */
const nothingLeft = async (leaks: ReturnType<typeof createLeaks>) => {
  const found = [leaks.inSlack(), await leaks.inMail(), leaks.inLog()].filter((it) => it !== null)
  make(found.length === 0, `these letters of the incident are outside of its room: ${found.join(', ')}`)
}

/**
 * From the overview of an incident to its publication: written and approved by people of its roster, disclosed by the
 * list's own copy, closed as published.
 */
export const publishIncident = async (scene: Scene, step: Step, room: string): Promise<void> => {
  const { mara, nila } = scene
  const name = roomsOf(mara).find((it) => it.id === room)?.name ?? ''
  const leaks = createLeaks(scene, [summary, name])
  const id = overviewOf(scene, room)?.notification ?? ''
  const { subject } = advisory

  await step('from the overview of the incident its announcement is written', async (saw) => {
    await openForm(scene, mara, () => mara.press('Announce', { channel: room }))
    await writeAnnouncement(scene, advisory)
    const asked = await askedOf(scene, subject)
    make(directWith(nila, subject).length === 0, 'an approver who is not on the roster was asked')
    saw(`Teo, who is on the roster, reads "${short(asked.text, 100)}"; Nila, an approver who is not, reads nothing`)
  })

  await step('before the approval nothing of the incident is anywhere else', async (saw) => {
    await nothingLeft(leaks)
    make((await received(scene, subject)).length === 0, 'the mail left before anybody approved it')
    saw('no piece of its words or its room in what Otis, Gwen and Nila can read, in any mailbox or in the log')
  })

  await step('the second person approves, and the copy that is seen discloses the incident', async (saw) => {
    let early: string | null = null
    let out = false
    const forget = scene.mail.onRequest(({ phase }) => {
      out ||= phase === 'after'
    })
    const unwatch = scene.slack.onChange(() => {
      if (!out) early ??= leaks.inSlack()
    })
    await approve(scene, subject)
    await see(scene, 'the announcement told in the channel', () => toldInChannel(scene, subject).length > 0)
    forget()
    unwatch()
    make(early === null, `these letters were in Slack before the mail was out: ${early}`)
    make(leaks.inSlack() !== null && (await leaks.inMail()) !== null, 'the search for its words finds nothing at all')
    const said = await see(scene, 'the disclosure told in the room', () =>
      messagesWith(mara, room, 'is published').at(-1),
    )
    const overview = overviewOf(scene, room)?.text ?? ''
    make(/disclosed/i.test(overview), 'the overview does not say disclosed')
    saw(`Otis reads the advisory in #announcements, a subscriber on the list, and the room "${short(said.text)}"`)
  })

  await step('the incident is closed as published', async (saw) => {
    await openForm(scene, mara, () => mara.press('Close', { channel: room }))
    await did(mara.fill({ Reason: 'published', 'Type the id of the incident': id }))
    await did(mara.submitModal())
    await see(scene, 'the room archived', () => roomsOf(mara).find((it) => it.id === room)?.archived === true)
    const [file] = mara.files(room)
    if (!file) throw new Error('the room holds no ledger')
    for (const what of ['incident.opened', 'roster.accepted', 'announcement.approved', 'incident.disclosed'])
      make(file.text.includes(what), `the ledger does not have ${what}`)
    saw(`the room holds ${file.name} (${file.text.trim().split('\n').length} lines) and is archived`)
  })

  await step('no embargoed word was ever in the log', async (saw) => {
    const found = leaks.inLog()
    make(found === null, `these letters of the incident are in the log: ${found}`)
    saw(`none in ${scene.desk.log().trim().split('\n').length} lines that Cordon wrote over two starts`)
  })
}
