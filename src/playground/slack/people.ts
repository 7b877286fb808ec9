import { makeChannel, seat } from './channels.ts'
import type { NewChannel, NewPerson } from './settings.ts'
import type { World } from './world.ts'

/** Gives somebody an account. The handle is made from the name where none is given. */
export function addPerson(world: World, person: NewPerson): string {
  const id = world.ids.of('U')
  world.accounts.set(id, {
    id,
    teamId: person.kind === 'foreign' ? world.ids.of('T') : world.team.id,
    name: person.name,
    handle: person.handle ?? person.name.toLowerCase().replace(/[^a-z0-9]+/g, '.'),
    kind: person.kind,
    ...(person.email ? { email: person.email } : {}),
  })
  world.changed()
  return id
}

/** Ends an account: the id stays, every channel is left without a word. */
export function deactivate(world: World, userId: string): void {
  const account = world.accounts.get(userId)
  if (!account) return
  account.kind = 'deactivated'
  for (const channel of world.channels.values()) if (channel.kind !== 'im') channel.members.delete(userId)
  world.changed()
}

/** Makes a channel that was always there: nothing is written and the app hears nothing. Later comers are invited. */
export function addChannel(world: World, made: NewChannel): string {
  const [creator = 'USLACKBOT'] = made.members
  const channel = makeChannel(world, { name: made.name, kind: made.private ? 'private' : 'public', creator })
  for (const user of made.members) seat(channel, user)
  if (made.botIsMember) seat(channel, world.app.botUserId)
  world.changed()
  return channel.id
}
