import { directChannel } from '../channels.ts'
import { deleteMessage, editMessage, postMessage } from '../messages.ts'
import type { Account, Channel, Message } from '../model.ts'
import { richBlock } from '../rich-text.ts'
import { phoneTyping, typedText } from '../text.ts'
import type { World } from '../world.ts'
import type { Deed } from './seen.ts'

const no = (says: string): Deed => ({ ok: false, says })

/** How something is typed: in a thread, or on a phone whose keyboard curls quotes and joins hyphens. */
export type Typing = { thread?: string; phone?: boolean }

/** Writing, as one person does it. */
export function createTalk(world: World, person: Account) {
  const inside = (id: string): Channel | undefined => {
    const channel = world.channels.get(id)
    return channel?.members.has(person.id) ? channel : undefined
  }
  const write = (channel: Channel, text: string, { thread, phone }: Typing = {}): Deed => {
    if (channel.archived) return no('You can’t post in this channel, it has been archived.')
    const message = postMessage(world, channel, {
      user: person.id,
      ...typedContent(world, phone ? phoneTyping(text) : text),
      ...(thread ? { threadTs: thread } : {}),
    })
    return { ok: true, ts: message.ts }
  }
  const own = (id: string, ts: string): { channel: Channel; message: Message } | undefined => {
    const channel = inside(id)
    const message = channel?.messages.find((one) => one.ts === ts && one.user === person.id)
    return channel && message && !channel.archived ? { channel, message } : undefined
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
      const change = { message: found.message, ...typedContent(world, text), generated: true, by: person.id }
      editMessage(world, found.channel, change)
      return { ok: true, ts }
    },
    delete: async (id: string, ts: string): Promise<Deed> => {
      const found = own(id, ts)
      if (!found) return no('You can only delete your own messages.')
      deleteMessage(world, found.channel, found.message)
      return { ok: true }
    },
  }
}

function typedContent(world: World, typed: string) {
  const text = typedText(world, typed)
  return { text, blocks: [richBlock(text, world.ids.word().slice(0, 5))] }
}
