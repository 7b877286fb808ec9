import { answerTo, did, directWith, make, messagesWith, openForm, readableTo, roomsOf, see, short } from './look.ts'
import type { Person, Scene } from './scene.ts'
import type { Step } from './step.ts'

/** What the incident is about: the words that nobody else may read before disclosure. */
export const summary = 'Notebook tokens outlive the removal of their tenant'

const fillOpening = (person: Person, people: readonly string[]) =>
  did(person.fill({ Summary: summary, People: people, 'I accept the terms of the embargo': ['Yes'] }))

const usable = (person: Person) =>
  roomsOf(person).find((room) =>
    person.messages(room.id).some((it) => it.controls.some((control) => control.label === 'Status')),
  )

const refusedOf = async (scene: Scene, person: Person, text: string) => {
  const before = readableTo(person)
  await did(person.command(scene.channel('security-team'), '/kf-incident', text))
  const answer = await answerTo(scene, person, before)
  make(roomsOf(person).length === 0, `${person.name} sees a room`)
  return short(answer.text, 90)
}

/** A responder opens an embargoed room with one other person in it; nobody else learns of it. Returns the room. */
export const openRoom = async (scene: Scene, step: Step) => {
  const { mara, teo, otis, gwen } = scene

  await step('a guest named for an embargoed room is refused', async (saw) => {
    await openForm(scene, mara, () => mara.command(scene.channel('security-team'), '/kf-incident', 'open high'))
    await fillOpening(mara, [teo.id, gwen.id])
    const { errors = {} } = await mara.submitModal()
    make('People' in errors, 'the form took a guest')
    saw(`Mara's form says beside People: "${short(errors.People ?? '')}"`)
  })

  const room = await step('a responder opens an embargoed room by slash command', async (saw) => {
    await fillOpening(mara, [teo.id])
    await did(mara.submitModal())
    const made = await see(scene, 'a room that can be used', () => usable(mara))
    make(made.private, 'the room is not private')
    saw(`Mara has a private channel #${made.name}; in it are ${made.members.join(' and ')}`)
    return made.id
  })

  await step('the invited person accepts and is let in', async (saw) => {
    const invitation = await see(scene, 'an invitation', () => directWith(teo, 'invites you').at(-1))
    make(!invitation.text.includes(summary), 'the invitation tells what it is about')
    make(roomsOf(teo).length === 0, 'Teo was let in before he accepted')
    await did(teo.press('Accept'))
    await see(scene, 'Teo in the room', () => roomsOf(teo).length === 1)
    await see(scene, 'what it is about', () => messagesWith(teo, room, summary).length > 0)
    saw(`Teo read "${short(invitation.text, 80)}", accepted, and now reads in the room what it is about`)
  })

  await step('an outsider and a guest see nothing and are refused', async (saw) => {
    const asked = await refusedOf(scene, otis, 'list')
    const outsider = await refusedOf(scene, otis, 'open high')
    const guest = await refusedOf(scene, gwen, 'list')
    saw(`Otis asks and reads "${asked}", tries and reads "${outsider}"; Gwen reads "${guest}"`)
  })
  return room
}
