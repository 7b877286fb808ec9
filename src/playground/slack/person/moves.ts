import { archive, enter, exit } from '../channels.ts'
import type { Account, Channel } from '../model.ts'
import type { World } from '../world.ts'
import { canSee } from './look.ts'
import type { Deed } from './seen.ts'

const no = (says: string): Deed => ({ ok: false, says })

/** Coming and going, and what it does to others, as one person does it. */
export function createMoves(world: World, person: Account) {
  const inside = (id: string): Channel | undefined => {
    const channel = world.channels.get(id)
    return channel?.members.has(person.id) ? channel : undefined
  }
  return {
    /** Adds somebody to a channel; any full member inside may, and the newcomer sees all that was written. */
    invite: async (id: string, user: string): Promise<Deed> => {
      const channel = inside(id)
      if (!channel || channel.kind === 'im' || person.kind !== 'member')
        return no('You can’t add people to this channel.')
      if (channel.archived) return no('This channel is archived.')
      const other = world.accounts.get(user)
      if (!other || other.kind === 'deactivated') return no('No such person.')
      if (channel.members.has(user)) return no(`${other.name} is already in this channel.`)
      enter(world, channel, { user, by: person.id })
      return { ok: true }
    },
    /** Takes somebody out of a channel, as any full member may where the workspace allows it. */
    remove: async (id: string, user: string): Promise<Deed> => {
      const channel = inside(id)
      if (!channel || channel.kind === 'im' || person.kind !== 'member')
        return no('You can’t remove people from this channel.')
      if (!channel.members.has(user)) return no('That person is not in this channel.')
      exit(world, channel, { user, by: person.id })
      return { ok: true }
    },
    join: async (id: string): Promise<Deed> => {
      const channel = world.channels.get(id)
      if (channel?.kind !== 'public' || !canSee(channel, person)) return no('You can’t join this channel.')
      if (channel.archived) return no('This channel is archived.')
      if (!channel.members.has(person.id)) enter(world, channel, { user: person.id })
      return { ok: true }
    },
    leave: async (id: string): Promise<Deed> => {
      const channel = inside(id)
      if (!channel || channel.kind === 'im') return no('You are not in this channel.')
      exit(world, channel, { user: person.id })
      return { ok: true }
    },
    archive: async (id: string): Promise<Deed> => {
      const channel = inside(id)
      if (!channel || channel.kind === 'im' || person.kind !== 'member') return no('You can’t archive this channel.')
      if (channel.archived) return no('This channel is archived.')
      archive(world, channel, person.id)
      return { ok: true }
    },
  }
}
