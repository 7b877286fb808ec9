import { type Name, people } from '../team/people.ts'
import type { Scene } from '../tour/scene.ts'

/** Somebody whom whoever looks at the page can be. */
export type CastMember = Readonly<{
  id: string
  name: string
  guest: boolean
  /** Their part in the team, in a line. */
  about: string
  /** What they may do with Cordon, in a line. */
  may: string
}>

const may: Readonly<Record<Name, string>> = {
  mara: 'opens and leads incidents, writes announcements, hosts the calls',
  teo: 'is let into rooms he is invited to, approves as the second person',
  nila: 'opens and leads incidents, approves announcements',
  otis: 'reads the public channels, and nothing of an incident',
  gwen: 'reads the channels she was added to; no guest enters a room',
}

const names: readonly Name[] = ['mara', 'teo', 'nila', 'otis', 'gwen']

/** The people of the scene, in the order in which they are offered. */
export const castOf = (scene: Pick<Scene, Name>): readonly CastMember[] =>
  names.map((key) => {
    const { name, kind, about } = people[key]
    return { id: scene[key].id, name, guest: kind === 'guest', about, may: may[key] }
  })
