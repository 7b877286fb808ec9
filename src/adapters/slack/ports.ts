import type { KnownBlock, ModalView } from '@slack/web-api'
import type { Doc } from '../../kernel/doc.ts'
import type { Form, Opened } from '../../kernel/door.ts'
import type { Person, PersonId, Role } from '../../kernel/person.ts'
import type { Cleared, IncidentId, NotCleared, Place } from '../../kernel/place.ts'
import type { References, Refusal } from '../../kernel/refusal.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { Envelope } from './envelope.ts'

/** Where deliveries are kept until they are decided, and what is remembered of them. */
export type Inbox = Readonly<{
  /** Keeps a delivery in a durable transaction of its own. */
  keep(it: Envelope): Promise<'new' | 'repeat'>
  /** Writes the de-duplication row of a decision; false when it is there already. */
  decide(tx: Tx, key: string): Promise<boolean>
  find(tx: Tx, key: string): Promise<Envelope | null>
  /** Kept and not yet decided, oldest first. */
  open(): Promise<readonly Envelope[]>
  /** Marks it decided; what is kept of its body becomes that of `left`. */
  done(tx: Tx, left: Envelope): Promise<void>
  /** Counts one more use of its response_url, durably and in a transaction of its own; returns the count. */
  spend(key: string): Promise<number>
}>

/** Where a posted message is, by its key. */
export type Messages = Readonly<{
  put(tx: Tx, key: string, at: MessageAt): Promise<void>
  get(tx: Tx, key: string): Promise<MessageAt | null>
}>
export type MessageAt = Readonly<{ channel: string; ts: string }>

export type Message = Readonly<{ text: string; blocks: readonly KnownBlock[] }>
export type Submitted = Readonly<{ form: string; about: References; values: Readonly<Record<string, unknown>> }>

/** Words to and from Slack, all pure: the folders `render` and `parse`. */
export type Words = Readonly<{
  /** `rest` is what did not fit into one message. */
  render(doc: Doc): Readonly<{ message: Message; rest: Doc | null }>
  renderView(it: Readonly<{ form: Form; opened: Opened; about: References }>): ModalView
  loadingView(title: string): ModalView
  /** A view that only says something. */
  sayView(title: string, doc: Doc): ModalView
  /** Refuses what no form of Cordon could have sent. */
  readView(values: unknown, metadata: unknown): Submitted | Refusal
  /** Field errors as Slack takes them: of input blocks only. */
  formErrors(form: Form, errors: Readonly<Record<string, string>>): Readonly<Record<string, string>>
  /** A command's text as words; mentions as `@U123`. */
  parseCommand(text: string): readonly string[]
  nearest(word: string, known: readonly string[]): string | null
}>

/** The gate: null words are never sent, held ones neither. */
export type Clear = <R>(
  place: Place,
  doc: Doc,
  rendered: R,
  why?: Readonly<{ author: PersonId }>,
) => Promise<Cleared<R> | NotCleared>
export type IsCleared = (value: unknown) => boolean

/** Where a place is in Slack; null while it is nowhere (a room not made yet, a channel not configured). */
export type Resolve = (
  tx: Tx,
  place: Place,
) => Promise<Readonly<{ channel: string }> | Readonly<{ person: PersonId }> | null>

export type People = Readonly<{
  /** Null when Slack did not say: whoever asks must refuse. */
  lookup(id: PersonId): Promise<Person | null>
}>

/** What the modules know of the person at the door. */
export type Standings = Readonly<{
  rolesOf(tx: Tx, person: PersonId, where: Readonly<{ incident?: IncidentId }>): Promise<ReadonlySet<Role>>
  /** The incident whose room this channel is. */
  incidentOf(tx: Tx, channel: string): Promise<IncidentId | null>
}>

/** A line in the log: ids and codes, never words. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  what: string,
  about: Readonly<Record<string, string | number>>,
) => void
