import type { SeenChannel } from '../slack/person/seen.ts'
import type { Stage } from './stage.ts'

export type Person = ReturnType<Stage['slack']['person']>

/** The place of direct messages with the app, whether anything was ever written there or not. */
export const withApp = 'cordon'
/** The place of the app's Home. */
export const home = 'home'

/** Where a person can be. `id` stands in the address of the page. */
export type Place =
  | Readonly<{ kind: 'home'; id: typeof home }>
  | Readonly<{ kind: 'channel'; id: string; channelId: string; channel: SeenChannel; inside: boolean }>
  | Readonly<{ kind: 'direct'; id: string; channelId: string | null; withId: string; name: string }>

const directPlace = (person: Person, botUserId: string, id: string): Place | undefined => {
  const direct = person.directMessages().find((it) => it.id === id || (id === withApp && it.withId === botUserId))
  if (direct) {
    const own = direct.withId === botUserId ? withApp : direct.id
    return { kind: 'direct', id: own, channelId: direct.id, withId: direct.withId, name: direct.with }
  }
  return id === withApp ? { kind: 'direct', id, channelId: null, withId: botUserId, name: 'Cordon' } : undefined
}

/** The place of this id as the person can see it; undefined where they cannot, or where there is none. */
export const placeOf = (person: Person, botUserId: string, id: string): Place | undefined => {
  if (id === home) return { kind: 'home', id }
  const channel = person.channels().find((it) => it.id === id)
  if (channel) return { kind: 'channel', id, channelId: id, channel, inside: channel.members.includes(person.name) }
  return directPlace(person, botUserId, id)
}

/** Where a person is who did not say where: the first channel they are in. */
export const firstPlace = (person: Person): string =>
  person.channels().find((it) => it.members.includes(person.name) && !it.archived)?.id ?? withApp
