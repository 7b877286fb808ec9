import type { World } from '../setup/world.ts'

type Person = World['ada']

/** Does something as a person would who sees nothing happen: once more, up to a few times. */
export const insist = async (world: World, deed: () => Promise<unknown>, holds: () => boolean, within = 6_000) => {
  for (let turn = 0; turn < 8 && !holds(); turn++) {
    await deed()
    await world.slack.until(holds, within)
  }
  if (!holds()) throw new Error(`nothing came of it\n${world.logs()}`)
}

export const roomsOf = (person: Person) => person.channels().filter((it) => it.name.startsWith('inc-'))

/** Messages with these words in a channel, as this person sees them. */
export const messagesWith = (person: Person, channel: string, words: string) =>
  person.messages(channel).filter((it) => it.text.includes(words))

/** Direct messages of Cordon to a person. */
export const directOf = (person: Person) => person.directMessages().flatMap((it) => person.messages(it.id))

export const summary = 'Pipeline tokens of one tenant open another'

/** Opens a room by the form, as a person at 3 a.m. would; resolves when it can be used. */
export const openRoom = async (world: World, people: readonly string[] = [], words = summary) => {
  const { ada, town, slack } = world
  const before = new Set(roomsOf(ada).map((it) => it.id))
  const fresh = () => roomsOf(ada).find((it) => !before.has(it.id))
  const form = () => (ada.modal()?.fields.length ?? 0) > 0
  await insist(world, () => ada.command(town, '/kf-incident', 'open high'), form)
  const fill = () => ada.fill({ Summary: words, People: [...people], 'I accept the terms of the embargo': ['Yes'] })
  await insist(
    world,
    async () => {
      if (!form()) return
      await fill()
      await ada.submitModal()
    },
    () => !form(),
  )
  const usable = () => ada.messages(fresh()?.id ?? '').some((it) => it.controls.some((one) => one.label === 'Status'))
  if (!(await slack.until(usable, 30_000))) throw new Error(`no room can be used\n${world.logs()}`)
  const room = fresh()
  if (!room) throw new Error('the room is gone')
  return room.id
}

/** An invited person accepts in their direct message and is let in. */
export const accept = async (world: World, person: Person, room: string) => {
  const asked = () => directOf(person).some((it) => it.controls.some((one) => one.label === 'Accept'))
  if (!(await world.slack.until(asked, 30_000))) throw new Error(`no invitation came\n${world.logs()}`)
  await insist(
    world,
    () => person.press('Accept'),
    () => person.channels().some((it) => it.id === room),
  )
}
