import { z } from 'zod'
import type { Account, Channel } from '../model.ts'
import { commandPayload, messageShortcutPayload, shortcutPayload } from '../payloads.ts'
import { SlackRefusal } from '../refusal.ts'
import { showAnswer } from '../respond.ts'
import { phoneTyping, typedCommand } from '../text.ts'
import type { World } from '../world.ts'
import { canSee } from './look.ts'
import type { Deed } from './seen.ts'
import type { Typing } from './talk.ts'

const answerSchema = z.object({
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
})

/** The text of a command and how it was typed. */
export type Typed = Typing & { text: string }

/** Slash commands and shortcuts, as one person gives them. */
export function createCommands(world: World, person: Account) {
  return {
    /**
     * Gives a slash command. What Slack itself says about a command that failed stands in `says`; what the app
     * acknowledged it with is a message in the channel.
     */
    command: async (channelId: string, command: string, typed: string | Typed = ''): Promise<Deed> => {
      const { text, thread, phone } = typeof typed === 'string' ? { text: typed } : typed
      const channel = world.channels.get(channelId)
      if (!channel || !canSee(channel, person)) return { ok: false, says: 'You are not in this channel.' }
      if (world.commands && !world.commands.has(command))
        return { ok: false, says: `${command} is not a valid command.` }
      if (thread) return { ok: false, says: `${command} is not supported in threads. Sorry!` }
      const wire = typedCommand(world, (phone ? phoneTyping(text) : text).trim())
      const ack = await world.deliverer.ask(
        'slash_commands',
        commandPayload(world, person, { channel, command, text: wire }),
      )
      if (!ack.answered) {
        const code = ack.why === 'timeout' ? 'operation_timeout' : 'dispatch_failed'
        return { ok: false, says: `${command} failed with the error "${code}"` }
      }
      return showAcknowledgement(world, person, { channel, command, body: ack.body })
    },
    /** Uses a global shortcut of the app. */
    shortcut: async (callbackId: string): Promise<Deed> =>
      answered(
        await world.deliverer.ask(
          'interactive',
          shortcutPayload(world, person, { callbackId, actionTs: world.nextTs() }),
        ),
      ),
    /** Uses a shortcut of the app on a message. */
    messageShortcut: async (channelId: string, ts: string, callbackId: string): Promise<Deed> => {
      const channel = world.channels.get(channelId)
      const message = channel?.messages.find((one) => one.ts === ts)
      if (!channel || !message || !canSee(channel, person)) return { ok: false, says: 'There is no such message.' }
      const deed = { channel, message, callbackId, actionTs: world.nextTs() }
      return answered(await world.deliverer.ask('interactive', messageShortcutPayload(world, person, deed)))
    },
  }
}

function answered(ack: { answered: boolean }): Deed {
  return ack.answered ? { ok: true } : { ok: false, says: 'This app is not responding. Try again later.' }
}

function showAcknowledgement(
  world: World,
  person: Account,
  of: { channel: Channel; command: string; body: unknown },
): Deed {
  const parsed = answerSchema.safeParse(of.body)
  if (!parsed.success || (parsed.data.text === undefined && parsed.data.blocks === undefined)) return { ok: true }
  try {
    showAnswer(world, of.channel, { to: person.id, content: parsed.data })
    return { ok: true, ...(parsed.data.text ? { says: parsed.data.text } : {}) }
  } catch (refusal) {
    if (refusal instanceof SlackRefusal)
      return { ok: false, says: `${of.command} failed with the error "dispatch_failed"` }
    throw refusal
  }
}
