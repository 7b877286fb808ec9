import { archive, directChannel, enter, exit } from '../channels.ts'
import { tellApp } from '../events.ts'
import { deleteMessage, editMessage, postMessage } from '../messages.ts'
import type { Account, Channel, Message } from '../model.ts'
import { richBlock } from '../rich-text.ts'
import { phoneTyping, typedText } from '../text.ts'
import { viewPayload } from '../views.ts'
import type { World } from '../world.ts'
import { canSee } from './look.ts'
import type { Deed } from './seen.ts'

const no = (says: string): Deed => ({ ok: false, says })

/** How something is typed: in a thread, or on a phone whose keyboard curls quotes and joins hyphens. */
export type Typing = { thread?: string; phone?: boolean }

/** Writing and moving about, as one person does it. */
export function createTalk(world: World, person: Account) {
  const inside = (id: string): Channel | undefined => {
    const channel = world.channels.get(id)
    return channel?.members.has(person.id) ? channel : undefined
  }
  const write = (channel: Channel, text: string, { thread, phone }: Typing = {}): Deed => {
    if (channel.archived) return no('You can’t post in this channel, it has been archived.')
    const wire = typedText(world, phone ? phoneTyping(text) : text)
    const message = postMessage(world, channel, {
      user: person.id,
      text: wire,
      blocks: [richBlock(wire, world.ids.word().slice(0, 5))],
      ...(thread ? { threadTs: thread } : {}),
    })
    return { ok: true, ts: message.ts }
  }
  const own = (id: string, ts: string): { channel: Channel; message: Message } | undefined => {
    const channel = inside(id)
    const message = channel?.messages.find((one) => one.ts === ts && one.user === person.id)
    return channel && message ? { channel, message } : undefined
  }
  return {
    say: async (id: string, text: string, typing?: Typing): Promise<Deed> => {
      const channel = inside(id)
      return channel ? write(channel, text, typing) : no('You are not in this channel.')
    },
    /** Writes to the app. */
    dm: async (text: string, typing?: Typing): Promise<Deed> =>
      write(directChannel(world, world.app.botUserId, person.id), text, typing),
    edit: async (id: string, ts: string, text: string): Promise<Deed> => {
      const found = own(id, ts)
      if (!found) return no('You can only edit your own messages.')
      const wire = typedText(world, text)
      const blocks = [richBlock(wire, world.ids.word().slice(0, 5))]
      editMessage(world, found.channel, {
        message: found.message,
        text: wire,
        blocks,
        generated: true,
        by: person.id,
      })
      return { ok: true, ts }
    },
    delete: async (id: string, ts: string): Promise<Deed> => {
      const found = own(id, ts)
      if (!found) return no('You can only delete your own messages.')
      deleteMessage(world, found.channel, found.message)
      return { ok: true }
    },
    /** Adds somebody to a channel; any full member inside may, and the newcomer sees all that was written. */
    invite: async (id: string, user: string): Promise<Deed> => {
      const channel = inside(id)
      if (!channel || channel.kind === 'im' || person.kind !== 'member')
        return no('You can’t add people to this channel.')
      if (channel.archived) return no('This channel is archived.')
      const other = world.accounts.get(user)
      if (!other || other.kind === 'deactivated') return no('No such person.')
      if (channel.members.has(user)) return no(`${other.name} is already in this channel.`)
      enter(world, channel, user, person.id)
      return { ok: true }
    },
    /** Takes somebody out of a channel, as any full member may where the workspace allows it. */
    remove: async (id: string, user: string): Promise<Deed> => {
      const channel = inside(id)
      if (!channel || channel.kind === 'im' || person.kind !== 'member')
        return no('You can’t remove people from this channel.')
      if (!channel.members.has(user)) return no('That person is not in this channel.')
      exit(world, channel, user, person.id)
      return { ok: true }
    },
    join: async (id: string): Promise<Deed> => {
      const channel = world.channels.get(id)
      if (channel?.kind !== 'public' || !canSee(channel, person)) return no('You can’t join this channel.')
      if (channel.archived) return no('This channel is archived.')
      if (!channel.members.has(person.id)) enter(world, channel, person.id)
      return { ok: true }
    },
    leave: async (id: string): Promise<Deed> => {
      const channel = inside(id)
      if (!channel || channel.kind === 'im') return no('You are not in this channel.')
      exit(world, channel, person.id)
      return { ok: true }
    },
    archive: async (id: string): Promise<Deed> => {
      const channel = inside(id)
      if (!channel || channel.kind === 'im' || person.kind !== 'member') return no('You can’t archive this channel.')
      if (channel.archived) return no('This channel is archived.')
      archive(world, channel, person.id)
      return { ok: true }
    },
    /** Opens the app's Home, or the messages with it; the app hears of either. */
    openHome: async (tab: 'home' | 'messages' = 'home'): Promise<Deed> => {
      const view = world.homes.get(person.id)
      tellApp(world, {
        type: 'app_home_opened',
        user: person.id,
        channel: directChannel(world, world.app.botUserId, person.id).id,
        tab,
        ...(tab === 'home' && view ? { view: viewPayload(world, view) } : {}),
        event_ts: world.nextTs(),
      })
      return { ok: true }
    },
    /** Loads the client again: messages only this person saw are gone. */
    reload: (): void => {
      world.ephemerals = world.ephemerals.filter((one) => one.to !== person.id)
      world.changed()
    },
  }
}
