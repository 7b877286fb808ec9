import type { Block, Fields } from '../model.ts'

/** What a person sees; nothing here holds what Slack does not show. */

/** What came of a deed: whether it went through, what Slack says about it, and errors by the label of a field. */
export type Deed = { ok: boolean; says?: string; errors?: Record<string, string>; ts?: string }

/** Something to press or choose. */
export type SeenControl = {
  kind: string
  label: string
  actionId: string
  blockId: string
  options: string[]
  /** The question asked before it acts. */
  confirm?: string
  url?: string
}

/** A message, ephemeral ones included. `notification` is what a lock screen shows. */
export type SeenMessage = {
  ts: string
  from: string
  fromId: string
  text: string
  /** As their client is given them to draw. */
  blocks: readonly Block[]
  notification: string
  controls: SeenControl[]
  ephemeral: boolean
  edited: boolean
  /** A line that Slack writes itself: somebody joined, the channel has another name. */
  notice: boolean
  files: { id: string; name: string; title: string }[]
  threadTs?: string
}

/** A field of a modal; `value` as it stands in the field. */
export type SeenField = {
  label: string
  blockId: string
  actionId: string
  kind: string
  optional: boolean
  value: string | string[]
  options: string[]
  hint?: string
  placeholder?: string
  error?: string
}

/** A modal or a Home. */
export type SeenView = {
  id: string
  title: string
  /** As the client is given them to draw. */
  blocks: readonly Block[]
  /** What stands in the elements: block_id → action_id → the state in Slack's shape. */
  state: Readonly<Record<string, Readonly<Record<string, Fields>>>>
  /** Errors by block_id. */
  errors: Readonly<Record<string, string>>
  submit?: string
  close: string
  text: string
  fields: SeenField[]
  controls: SeenControl[]
}

export type SeenChannel = {
  id: string
  name: string
  private: boolean
  archived: boolean
  topic: string
  purpose: string
  members: string[]
}
export type SeenDirect = { id: string; with: string; withId: string }
export type SeenFile = { id: string; name: string; title: string; text: string }
