import type { Performed, Plan } from '../kernel/act.ts'
import type { Doc } from '../kernel/doc.ts'
import type { Append } from '../kernel/ledger-entry.ts'
import type { PersonId } from '../kernel/person.ts'
import type { Cleared, IncidentId, NotCleared, Place } from '../kernel/place.ts'
import type { Clock } from '../kernel/time.ts'
import type { Read, Tx } from '../kernel/tx.ts'
import type { Announcement, Letter } from './announcement.ts'

export type AnnouncementRepository = Readonly<{
  /** The next number of this year, counted in the transaction. */
  nextNumber(tx: Tx, year: number): Promise<number>
  insert(tx: Tx, it: Announcement): Promise<void>
  get(tx: Tx, id: string): Promise<Announcement | null>
  /** Saves the next version; throws when somebody else saved in between. */
  save(tx: Tx, it: Announcement): Promise<void>
}>

/** What the list's own copy tells: seen, held by a moderator, or not there (yet). */
export type Witnessed = 'seen' | 'held' | 'not-seen' | 'unknown'

export type Post = Readonly<{
  /** The letter that a text becomes for a list; refuses what cannot be a mail, with the words for the form's field. */
  compose(list: string, doc: Doc): Promise<Readonly<{ letter: Letter }> | Readonly<{ wrong: string }>>
  digestOf(letter: Letter): string
  newMessageId(list: string, id: string): string
  submit(
    cleared: Cleared<Letter>,
    it: Readonly<{ messageId: string; date: number; attempt: number; signal: AbortSignal }>,
  ): Promise<Performed<Readonly<{ accepted: number }>>>
  /** `sentAt` is when the mail was handed in, ms UTC. */
  witness(
    list: string,
    mail: Readonly<{ messageId: string; subject: string; sentAt: number }>,
    signal: AbortSignal,
  ): Promise<Witnessed>
  /** Milliseconds after which a copy that was not seen is a matter for a person. */
  patience(list: string): number
}>

export type Clear = <R>(
  place: Place,
  doc: Doc,
  rendered: R,
  why?: Readonly<{ author: PersonId }> | Readonly<{ approved: Readonly<{ incident: IncidentId; digest: string }> }>,
) => Promise<Cleared<R> | NotCleared>

export type AnnouncementPorts = Readonly<{
  announcements: AnnouncementRepository
  post: Post
  clear: Clear
  plan: Plan
  append: Append
  read: Read
  clock: Clock
  /** Words of a form into the document model. */
  parse(title: string, text: string): Doc
  /** Keys of the lists that are set; the first is the default. */
  lists: readonly string[]
  approvers: readonly PersonId[]
  /** The channel where announcements are told in Slack; null when none is set. */
  channel: string | null
  onRoster(tx: Tx, incident: IncidentId, person: PersonId): Promise<boolean>
  /** Whether an incident is not closed: of one that was, nothing is announced any more. */
  isOpen(tx: Tx, incident: IncidentId): Promise<boolean>
  /** The first publication of an incident: its embargo ends here. */
  published(tx: Tx, incident: IncidentId, at: number): Promise<unknown>
}>
