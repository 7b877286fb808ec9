import { z } from 'zod'
import {
  type ActRow,
  type Attempt,
  actKind,
  type Found,
  type Performed,
  type Plan,
  performer,
  planned,
} from '../../kernel/act.ts'
import { editMessage, postMessage } from '../../kernel/message.ts'
import { type Place, place } from '../../kernel/place.ts'
import { references } from '../../kernel/refusal.ts'
import type { Read, Tx } from '../../kernel/tx.ts'
import type { Clear, MessageAt, Messages, Resolve, Words } from './ports.ts'
import type { Sender } from './send.ts'
import { outcomeOf } from './trouble.ts'
import { fitted, type Named, partOf, type Texts, writeText } from './write-text.ts'

export type MessagePorts = Readonly<{
  sender: Sender
  texts: Texts
  words: Words
  messages: Messages
  resolve: Resolve
  clear: Clear
  read: Read
  plan: Plan
  /** Texts whose doubling would do harm: with an unknown outcome they are held, all others are repeated and counted. */
  once: ReadonlySet<string>
}>

/** The further messages of a text that did not fit into one, each an act of its own in the thread of the first. */
const continueMessage = actKind({
  kind: 'message.continue',
  refs: z.strictObject({
    place,
    text: z.string(),
    about: references,
    thread: z.string(),
    /** 1 is the second message. */
    part: z.number().int().min(1),
  }),
  result: z.strictObject({ key: z.string(), channel: z.string(), ts: z.string(), more: z.boolean() }),
})

type Post = Named & Readonly<{ place: Place; thread?: string | undefined; part?: number }>
type Result = z.infer<typeof postMessage.result>
type Target = Readonly<{ channel: string; thread?: string }>

const nowhere = { failed: 'place-unknown' } as const

/** The performers of messages to places: posted, continued and edited. */
export const createMessages = (ports: MessagePorts): readonly ActRow[] => {
  const { sender, words } = ports

  const targetOf = async (tx: Tx, refs: Post) => {
    const thread = refs.thread === undefined ? null : await ports.messages.get(tx, refs.thread)
    if (refs.thread !== undefined && !thread) return null
    const at = thread ?? (await ports.resolve(tx, refs.place))
    return at && { at, ...(thread ? { thread: thread.ts } : {}) }
  }

  /** Where it goes; people's conversations are opened here, outside the transaction. */
  const open = async (found: Awaited<ReturnType<typeof targetOf>>): Promise<Target | Performed<never>> => {
    if (!found) return nowhere
    const thread = found.thread === undefined ? {} : { thread: found.thread }
    if ('channel' in found.at) return { channel: found.at.channel, ...thread }
    const direct = await sender.direct(found.at.person)
    return 'trouble' in direct ? outcomeOf(direct.trouble) : { channel: direct.ok, ...thread }
  }

  /** The part as it may go there, or what stands for it; what stands for it has no further part. */
  const clearPart = async (refs: Post, part: NonNullable<ReturnType<typeof partOf>>) => {
    const cleared = await ports.clear(refs.place, part.doc, part.message)
    const { otherwise } = part.doc
    if (!('held' in cleared) || !otherwise) return { cleared, more: part.more }
    const instead = fitted(words, otherwise)
    return { cleared: await ports.clear(refs.place, instead.doc, instead.message), more: false }
  }

  const post = async (refs: Post, attempt: Attempt): Promise<Performed<Result>> => {
    const { doc, found } = await ports.read(async (tx) => ({
      doc: await writeText(ports.texts, tx, refs),
      found: await targetOf(tx, refs),
    }))
    const part = doc && partOf(words, doc, refs.part ?? 0)
    if (!part) return { superseded: 'not-wanted' }
    const { cleared, more } = await clearPart(refs, part)
    if ('held' in cleared) return { held: cleared.held }
    const target = await open(found)
    if (!('channel' in target)) return target
    const posted = await sender.post({ cleared, ...target, key: attempt.key }, attempt.signal)
    if ('trouble' in posted) return outcomeOf(posted.trouble)
    return { done: { key: attempt.key, ...posted.ok, more } }
  }

  const find = async (refs: Post, attempt: Attempt): Promise<Found<Result>> => {
    const target = await open(await ports.read((tx) => targetOf(tx, refs)))
    const found = 'channel' in target ? await sender.find({ ...target, key: attempt.key }) : 'unknown'
    if (typeof found === 'object') return { done: { key: attempt.key, ...found.done, more: await more(refs) } }
    // A row has one rule for the unknown; which texts may be repeated differs, and is said by the port.
    return found === 'unknown' && !ports.once.has(refs.text) ? 'absent' : found
  }

  const more = async (refs: Post): Promise<boolean> => {
    const doc = await ports.read((tx) => writeText(ports.texts, tx, refs))
    const part = doc && partOf(words, doc, refs.part ?? 0)
    return part ? (await clearPart(refs, part)).more : false
  }

  const goOn = async (tx: Tx, { place: to, text, about }: Post, next: Readonly<{ thread: string; part: number }>) => {
    const key = `${next.thread}#${next.part}`
    await ports.plan(tx, planned(continueMessage, { key, refs: { place: to, text, about, ...next } }))
  }

  const edit = async (
    refs: Named & Readonly<{ place: Place; message: string }>,
  ): Promise<Performed<Record<string, never>>> => {
    const { doc, at } = await ports.read(async (tx) => ({
      doc: await writeText(ports.texts, tx, refs),
      at: await ports.messages.get(tx, refs.message),
    }))
    if (!doc) return { superseded: 'not-wanted' }
    if (!at) return { failed: 'message-unknown' }
    const part = fitted(words, doc)
    const cleared = await ports.clear(refs.place, part.doc, part.message)
    if ('held' in cleared) return { held: cleared.held }
    const edited = await sender.edit({ cleared, at, key: refs.message })
    return 'trouble' in edited ? outcomeOf(edited.trouble) : { done: {} }
  }

  const put = (tx: Tx, { key, channel, ts }: MessageAt & { key: string }) =>
    ports.messages.put(tx, key, { channel, ts })

  return [
    performer(postMessage, {
      perform: post,
      find,
      settled: async (tx, refs, result) => {
        await put(tx, result)
        if (result.more) await goOn(tx, refs, { thread: result.key, part: 1 })
      },
      unknown: 'hold',
    }),
    performer<z.infer<typeof continueMessage.refs>, Result>(continueMessage, {
      perform: post,
      find,
      settled: async (tx, refs, result) => {
        if (result.more) await goOn(tx, refs, { thread: refs.thread, part: refs.part + 1 })
      },
      unknown: 'hold',
    }),
    performer(editMessage, {
      perform: edit,
      find: async () => 'unknown',
      settled: async () => {},
      unknown: { repeat: 'writing a message anew from the state as it is changes nothing' },
    }),
  ]
}
