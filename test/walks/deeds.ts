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

/** Where the texts were bound for of which this person was told that the gate held them. */
export const toldOfHits = (person: Person): readonly string[] =>
  directOf(person).flatMap((it) => [...(/was bound for ([a-z ]+)/.exec(it.text) ?? [])].slice(1))

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

/** What Cordon answered to a person alone, in a channel. */
export const answersTo = (person: Person, channel: string) =>
  person
    .messages(channel)
    .filter((it) => it.ephemeral)
    .map((it) => it.text)

/** Gives a command and returns what Cordon answered to this person alone. */
export const ask = async (
  world: World,
  person: Person,
  it: Readonly<{ channel: string; command: string; text?: string }>,
) => {
  const before = answersTo(person, it.channel).length
  const more = () => answersTo(person, it.channel).length > before
  await insist(world, () => person.command(it.channel, it.command, it.text ?? ''), more)
  return answersTo(person, it.channel).at(-1) ?? ''
}

/** Has the incident lead agree on a disclosure date a week from now. */
export const agree = async (world: World, room: string) => {
  const { ada } = world
  const form = () => ada.modal()?.fields.some((it) => it.label === 'Disclosure date') ?? false
  await insist(world, () => ada.press('Agree date', { channel: room }), form)
  await insist(
    world,
    async () => {
      await ada.fill({ 'Disclosure date': String(Math.floor(Date.now() / 1000) + 7 * 86_400) })
      await ada.submitModal()
    },
    () => !form(),
  )
}

/** Closes a room by its button and form, for a reason whose label has these words, until it is archived. */
export const closeRoom = async (world: World, room: string, it: Readonly<{ reason: RegExp; id: string }>) => {
  const { ada } = world
  const field = (label: RegExp) => ada.modal()?.fields.find((one) => label.test(one.label))
  const archived = () => ada.channels().some((one) => one.id === room && one.archived)
  await insist(
    world,
    () => ada.press('Close', { channel: room }),
    () => field(/Reason/) !== undefined,
  )
  await insist(
    world,
    async () => {
      const reason = field(/Reason/)?.options.find((one) => it.reason.test(one))
      await ada.fill({ Reason: reason ?? '', 'Type the id of the incident': it.id })
      await ada.submitModal()
    },
    () => field(/Reason/) === undefined,
  )
  if (!(await world.slack.until(archived, 20_000))) throw new Error(`the room was not archived\n${world.logs()}`)
}
