import { z } from 'zod'
import { actKind } from './act.ts'
import { place } from './place.ts'
import { references } from './refusal.ts'

const named = { text: z.string(), about: references }

/** A text posted to a place in Slack, under a key by which it can be edited or answered in its thread later. */
export const postMessage = actKind({
  kind: 'message.post',
  refs: z.strictObject({ place, ...named, thread: z.string().optional() }),
  /** `key` is the act's own, under which the message is remembered; `more`: its words go on in the thread. */
  result: z.strictObject({ key: z.string(), channel: z.string(), ts: z.string(), more: z.boolean() }),
})

/** A message posted before (named by its key) written anew. */
export const editMessage = actKind({
  kind: 'message.edit',
  refs: z.strictObject({ place, ...named, message: z.string() }),
  result: z.strictObject({}),
})
