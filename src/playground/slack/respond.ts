import { z } from 'zod'
import { deleteMessage, editMessage, postMessage } from './messages.ts'
import { acceptContent } from './methods/chat.ts'
import type { Block, Channel } from './model.ts'
import { SlackRefusal } from './refusal.ts'
import type { World } from './world.ts'

/** Uses and line milliseconds of a response_url (docs.slack.dev/interactivity/handling-user-interaction). */
const responseUrlUses = 5
const responseUrlLife = 30 * 60_000

const responseSchema = z.object({
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]).optional(),
  delete_original: z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]).optional(),
  thread_ts: z.string().optional(),
  metadata: z.unknown().optional(),
})

/** Gives an address at which the app may answer one deed; `message` is the one it was done on. */
export function giveResponseUrl(world: World, deed: { user: string; channel: string; message?: string }): string {
  const key = world.ids.word()
  world.responseUrls.set(key, { ...deed, at: world.line(), uses: 0 })
  return `${world.baseUrl}/response/${world.team.id}/${key}`
}

/** Does what the app sent to a response_url, or refuses with `used_url`, `expired_url` and the like. */
export function respond(world: World, key: string, body: unknown): void {
  const known = world.responseUrls.get(key)
  if (!known) throw new SlackRefusal('invalid_url')
  if (known.uses >= responseUrlUses) throw new SlackRefusal('used_url')
  if (world.line() - known.at > responseUrlLife) throw new SlackRefusal('expired_url')
  const parsed = responseSchema.safeParse(body)
  if (!parsed.success) throw new SlackRefusal('invalid_payload')
  const channel = world.channels.get(known.channel)
  if (!channel) throw new SlackRefusal('channel_not_found')
  const { delete_original: removes, replace_original: replaces, ...content } = parsed.data
  if (removes) removeOriginal(world, channel, known.message)
  else if (replaces) replaceOriginal(world, channel, { ts: known.message, ...acceptContent(world, content) })
  else showAnswer(world, channel, { to: known.user, content })
  known.uses += 1
  world.changed()
}

/** Content of an acknowledgement or a response: for one person, or for all in the channel. */
export type AnswerContent = {
  text?: string | undefined
  blocks?: unknown
  response_type?: 'ephemeral' | 'in_channel' | undefined
  thread_ts?: string | undefined
}

/** Shows an answer where the deed was done. Without `in_channel` only the person who did it sees it. */
export function showAnswer(world: World, channel: Channel, answer: { to: string; content: AnswerContent }): void {
  const { text, blocks } = acceptContent(world, answer.content)
  const threadTs = answer.content.thread_ts
  const thread = threadTs ? { threadTs } : {}
  if (answer.content.response_type === 'in_channel') {
    postMessage(world, channel, { user: world.app.botUserId, text, blocks, ...thread })
  } else {
    world.ephemerals.push({ ts: world.nextTs(), channel: channel.id, to: answer.to, text, blocks, ...thread })
    world.changed()
  }
}

function removeOriginal(world: World, channel: Channel, ts: string | undefined): void {
  const message = channel.messages.find((one) => one.ts === ts)
  if (message) deleteMessage(world, channel, message)
  world.ephemerals = world.ephemerals.filter((one) => one.ts !== ts)
}

function replaceOriginal(
  world: World,
  channel: Channel,
  to: { ts: string | undefined; text: string; blocks: Block[]; generated: boolean },
): void {
  const message = channel.messages.find((one) => one.ts === to.ts)
  const { text, blocks, generated } = to
  if (message) editMessage(world, channel, { message, text, blocks, generated, by: world.app.botUserId })
  const ephemeral = world.ephemerals.find((one) => one.ts === to.ts)
  if (ephemeral) Object.assign(ephemeral, { text, blocks })
}
