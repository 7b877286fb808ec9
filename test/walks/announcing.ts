import type { World } from '../setup/world.ts'
import { directOf, insist } from './deeds.ts'

type Person = World['ada']
export type Words = Readonly<{ subject: string; body: string }>

const formOf = (person: Person) => (person.modal()?.fields ?? []).some((it) => it.label === 'Subject')

/** Fills the form of an announcement that `open` brings up, and sends it to review. */
export const propose = async (world: World, person: Person, open: () => Promise<unknown>, it: Words) => {
  await insist(world, open, () => formOf(person))
  await insist(
    world,
    async () => {
      await person.fill({ Subject: it.subject, Text: it.body })
      await person.submitModal()
    },
    () => !formOf(person),
  )
}

export const byCommand = (world: World, person: Person) => () => person.command(world.town, '/kf-announce')

/** The message that asks a person to be the second one, by the words of the mail in it. */
export const reviewOf = (person: Person, words: string) =>
  directOf(person).find(
    (it) => it.text.includes(words) && it.controls.some((control) => control.label === 'Approve and send'),
  )

/** Waits until a person is asked to review a mail with these words. */
export const asked = async (world: World, person: Person, words: string) => {
  if (!(await world.slack.until(() => reviewOf(person, words) !== undefined, 15_000)))
    throw new Error(`${person.name} was not asked to review\n${world.logs()}`)
}

/** Approves the mail with these words, once. */
export const approve = async (world: World, person: Person, words: string) => {
  await asked(world, person, words)
  const review = reviewOf(person, words)
  await person.press('Approve and send', { ts: review?.ts ?? '' })
}
