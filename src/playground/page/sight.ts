import type { Eyes } from './draw/eyes.ts'
import type { Person, Place } from './place.ts'
import type { Stage } from './stage.ts'
import type { Reading } from './unread.ts'

/** One tab of a browser: who looks, at which place, and how much of it. */
export type Sight = Readonly<{
  stage: Stage
  reading: Reading
  person: Person
  place: Place
  /** The zone of the browser, an IANA name. */
  zone: string
  /** The thread that is open beside the place (the ts of its first message), or null. */
  thread: string | null
  /** The ts of the first message of the place that is shown, or null for the newest ones. */
  first: string | null
}>

/** A person's eyes, for whatever is drawn for them. */
export const eyesOf = ({ stage, person, zone }: Pick<Sight, 'stage' | 'person' | 'zone'>): Eyes => {
  const nameOf = (id: string): string => {
    if (id === stage.slack.botUserId) return 'Cordon'
    return stage.cast.find((it) => it.id === id)?.name ?? id
  }
  const channels = () => person.channels().map((it) => ({ id: it.id, name: it.name }))
  const channelOf = (id: string): string => {
    const name = channels().find((it) => it.id === id)?.name
    return name === undefined ? 'a private channel' : `#${name}`
  }
  return {
    viewer: person.id,
    zone,
    now: stage.now(),
    nameOf,
    channelOf,
    people: () => stage.cast.map(({ id, name, guest }) => ({ id, name, guest })),
    channels,
  }
}

/** The address of a place for a person, with what may stand behind it. */
export const hrefOf = (person: Pick<Person, 'id'>, placeId: string, thread: string | null = null): string =>
  `/as/${person.id}/${placeId}${thread === null ? '' : `?thread=${thread}`}`

/** The name of a place as a person calls it. */
export const titleOf = (place: Place): string => {
  if (place.kind === 'home') return 'Cordon'
  return place.kind === 'channel' ? place.channel.name : place.name
}
