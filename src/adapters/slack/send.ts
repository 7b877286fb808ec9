import { z } from 'zod'
import type { Found } from '../../kernel/act.ts'
import type { PersonId } from '../../kernel/person.ts'
import type { Cleared } from '../../kernel/place.ts'
import type { Answered, Slack } from './client.ts'
import type { Pace } from './pace.ts'
import type { IsCleared, Message, MessageAt } from './ports.ts'
import type { Trouble } from './trouble.ts'

export type SendPorts = Readonly<{ slack: Slack; pace: Pace; isCleared: IsCleared }>

/** Our key travels in the message's metadata, by which the message is found again. */
const eventType = 'cordon_message'
const metadataOf = (key: string) => ({ event_type: eventType, event_payload: { key } })
const marked = z.object({
  ts: z.string(),
  metadata: z.object({ event_type: z.literal(eventType), event_payload: z.object({ key: z.string() }) }),
})

const quiet = { unfurl_links: false, unfurl_media: false }
const unreadable: Trouble = { code: 'unreadable_answer', means: 'lost' }
const notCleared: Trouble = { code: 'not_cleared', means: 'refused', permanent: true }

/** How far back a lost message is looked for: five pages of two hundred. */
const pages = 5

type Lookup = Readonly<{ channel: string; key: string; thread?: string }>

const keyed = (messages: readonly unknown[], key: string): MessageAt['ts'] | null => {
  for (const message of messages) {
    const read = marked.safeParse(message)
    if (read.success && read.data.metadata.event_payload.key === key) return read.data.ts
  }
  return null
}

/** Messages as they leave: cleared words only, one a second a channel, never unfolding a link. */
export const createSender = ({ slack, pace, isCleared }: SendPorts) => {
  const page = (it: Lookup, cursor: string | undefined) => {
    const common = { channel: it.channel, limit: 200, include_all_metadata: true, ...(cursor ? { cursor } : {}) }
    const { thread } = it
    return slack.ask(async (web) =>
      thread === undefined
        ? await web.conversations.history(common)
        : await web.conversations.replies({ ...common, ts: thread }),
    )
  }

  return {
    /** The conversation with a person. */
    direct: async (person: PersonId): Promise<Answered<string>> => {
      const answer = await slack.ask((web) => web.conversations.open({ users: person }))
      if ('trouble' in answer) return answer
      const id = answer.ok.channel?.id
      return id ? { ok: id } : { trouble: unreadable }
    },

    post: async (
      it: Readonly<{ cleared: Cleared<Message>; channel: string; key: string; thread?: string }>,
      signal?: AbortSignal,
    ): Promise<Answered<MessageAt>> => {
      if (!isCleared(it.cleared)) return { trouble: notCleared }
      const retryAt = await pace.turn(it.channel, signal)
      if (retryAt !== null) return { trouble: { code: 'paced', means: 'wait', retryAt } }
      const { text, blocks } = it.cleared.rendered
      const answer = await slack.ask((web) =>
        web.chat.postMessage({
          channel: it.channel,
          text,
          blocks: [...blocks],
          metadata: metadataOf(it.key),
          ...quiet,
          ...(it.thread === undefined ? {} : { thread_ts: it.thread }),
        }),
      )
      if ('trouble' in answer) return answer
      const { channel, ts } = answer.ok
      return channel && ts ? { ok: { channel, ts } } : { trouble: unreadable }
    },

    edit: async (
      it: Readonly<{ cleared: Cleared<Message>; at: MessageAt; key: string }>,
    ): Promise<Answered<unknown>> => {
      if (!isCleared(it.cleared)) return { trouble: notCleared }
      const { text, blocks } = it.cleared.rendered
      return slack.ask((web) => web.chat.update({ ...it.at, text, blocks: [...blocks], metadata: metadataOf(it.key) }))
    },

    /** Looks for a message of ours by its key; `unknown` where history may not be read or goes too far back. */
    find: async (it: Lookup): Promise<Found<MessageAt>> => {
      let cursor: string | undefined
      for (let at = 0; at < pages; at++) {
        const answer = await page(it, cursor)
        if ('trouble' in answer) return 'unknown'
        const ts = keyed(answer.ok.messages ?? [], it.key)
        if (ts !== null) return { done: { channel: it.channel, ts } }
        cursor = answer.ok.response_metadata?.next_cursor || undefined
        if (cursor === undefined) return 'absent'
      }
      return 'unknown'
    },
  }
}
export type Sender = ReturnType<typeof createSender>
