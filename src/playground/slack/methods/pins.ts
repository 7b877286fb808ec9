import type { PinsAddResponse } from '@slack/web-api'
import { postMessage } from '../messages.ts'
import { SlackRefusal } from '../refusal.ts'
import { method, ownChannel, text } from './method.ts'

/** Pins. */
export const pinMethods = [
  method({
    name: 'pins.add',
    needs: ['pins:write'],
    args: { channel: text, timestamp: text },
    run: (world, { channel: id, timestamp }) => {
      const channel = ownChannel(world, id, 'post')
      if (!channel.messages.some((message) => message.ts === timestamp)) throw new SlackRefusal('message_not_found')
      if (channel.pins.has(timestamp)) throw new SlackRefusal('already_pinned')
      channel.pins.add(timestamp)
      const user = world.app.botUserId
      postMessage(world, channel, {
        user,
        text: `<@${user}> pinned a message to this channel.`,
        subtype: 'pinned_item',
      })
      return { ok: true } satisfies PinsAddResponse
    },
  }),
]
