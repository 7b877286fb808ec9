/** What the playground's Slack remembers. Times are milliseconds UTC of desk time unless a name says otherwise. */

export type Fields = Record<string, unknown>

/** A Block Kit block after it was accepted: always with a block_id. */
export type Block = Fields & { type: string; block_id: string }

export type AccountKind = 'member' | 'guest' | 'foreign' | 'bot' | 'deactivated' | 'app' | 'slackbot'

/** Whoever can write in the workspace. `handle` is what others type after the at sign. */
export type Account = {
  id: string
  teamId: string
  name: string
  handle: string
  kind: AccountKind
  email?: string
}

/** A topic or a purpose; `at` in whole seconds, as Slack gives it. */
export type Note = { value: string; by: string; at: number }

export type ChannelKind = 'public' | 'private' | 'im'

export type Channel = {
  id: string
  name: string
  previousNames: string[]
  kind: ChannelKind
  creator: string
  /** Whole seconds. */
  created: number
  archived: boolean
  members: Set<string>
  /** Everybody who was ever inside, in order of first arrival: Slack's pages are cut from this list. */
  everInside: string[]
  topic: Note
  purpose: Note
  messages: Message[]
  pins: Set<string>
}

export type Metadata = { event_type: string; event_payload: Fields }

export type Message = {
  ts: string
  user: string
  text: string
  blocks: Block[]
  subtype?: string
  threadTs?: string
  /** A reply that was also sent to the channel. */
  broadcast?: boolean
  metadata?: Metadata
  edited?: { user: string; ts: string }
  files: string[]
  /** Whoever invited, on a join message. */
  inviter?: string
}

/** A message only one person sees, until their client is loaded again. */
export type Ephemeral = {
  ts: string
  channel: string
  to: string
  text: string
  blocks: Block[]
  threadTs?: string
}

export type StoredFile = {
  id: string
  name: string
  title: string
  by: string
  created: number
  length: number
  uploadKey: string
  bytes?: Buffer
  completed: boolean
  channels: Set<string>
}

export type View = {
  id: string
  kind: 'modal' | 'home'
  owner: string
  hash: string
  externalId: string
  callbackId: string
  privateMetadata: string
  title?: Fields
  submit?: Fields
  close?: Fields
  clearOnClose: boolean
  notifyOnClose: boolean
  blocks: Block[]
  /** block_id → action_id → the state of that element, in Slack's shape. */
  state: Record<string, Record<string, Fields>>
  rootId: string
  previousId: string | null
}
