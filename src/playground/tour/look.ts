import type { Deed } from '../slack/person/seen.ts'
import type { Person, Scene } from './scene.ts'

/** Line milliseconds between two looks, and how long a person waits before they give up. */
const between = 40
const patience = 12_000

const pause = (scene: Pick<Scene, 'after'>, ms: number) => new Promise<void>((resolve) => scene.after(ms, resolve))

/** Looks until something is there. Refuses (throws), naming `what`, when it is not after `within` line milliseconds. */
export const see = async <T>(
  scene: Pick<Scene, 'after' | 'line'>,
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  within = patience,
): Promise<T> => {
  const until = scene.line() + within
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (scene.line() > until) throw new Error(`nobody saw ${what}`)
    await pause(scene, between)
  }
}

/** Refuses (throws) what should not be. */
export const make = (holds: boolean, wrong: string): void => {
  if (!holds) throw new Error(wrong)
}

/** What a person did must have gone through. */
export const did = async (deed: Promise<Deed>): Promise<Deed> => {
  const done = await deed
  make(done.ok, `Slack said: ${done.says ?? JSON.stringify(done.errors ?? {})}`)
  return done
}

/** Rooms of incidents that a person has among their channels. */
export const roomsOf = (person: Person) => person.channels().filter((it) => it.name.startsWith('inc-'))

/** Messages of a channel with these words, as a person sees them. */
export const messagesWith = (person: Person, channel: string, words: string) =>
  person.messages(channel).filter((it) => it.text.includes(words))

/** Cordon's direct messages to a person with these words. */
export const directWith = (person: Person, words: string) =>
  person.directMessages().flatMap((it) => messagesWith(person, it.id, words))

/** Everything a person can read: channels, direct messages, what is shown to them alone. */
export const readableTo = (person: Person) =>
  [...person.channels(), ...person.directMessages()].flatMap((it) => person.messages(it.id))

/** A text on one line, cut for the narration. */
export const short = (text: string, most = 150): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}

/** What Cordon answered a person since `before`. */
export const answerTo = (scene: Scene, person: Person, before: readonly { ts: string }[]) => {
  const known = new Set(before.map((it) => it.ts))
  return see(scene, `an answer to ${person.name}`, () =>
    readableTo(person).find((it) => it.from === 'Cordon' && !known.has(it.ts)),
  )
}

/** Gives a command that opens a form, and waits for its fields. */
export const openForm = async (scene: Scene, person: Person, deed: () => Promise<Deed>) => {
  await did(deed())
  return see(scene, `a form opening for ${person.name}`, () => {
    const modal = person.modal()
    return modal && modal.fields.length > 0 ? modal : undefined
  })
}
