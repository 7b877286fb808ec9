import type { Plan } from '../kernel/act.ts'
import type { Doc } from '../kernel/doc.ts'
import type { Append } from '../kernel/ledger-entry.ts'
import type { PersonId } from '../kernel/person.ts'
import type { Place } from '../kernel/place.ts'
import type { Clock } from '../kernel/time.ts'
import type { Read, Transact, Tx } from '../kernel/tx.ts'
import type { Notes } from './notes.ts'
import type { Reminder } from './reminders.ts'
import type { Override, Series } from './series.ts'

/** Why a document cannot be read, for good. `off`: no Google account is configured. */
export const documentFailures = ['off', 'not-shared', 'deleted', 'too-large', 'not-a-document', 'refused'] as const
export type DocumentFailure = (typeof documentFailures)[number]

/** What came of reading a document: its text, or that it is still the version known, or why not. */
export type DocumentRead =
  | Readonly<{ version: string; text: string }>
  | Readonly<{ unchanged: true }>
  | Readonly<{ failed: DocumentFailure }>
  /** Not now; `retryAt` is line time (ms UTC), the reason a code. */
  | Readonly<{ retryAt: number; reason: string }>

/** Where notes documents are kept. */
export type Documents = Readonly<{
  /** Reads a document by its id as Markdown, unless its version is still `known`. Ends within ten seconds, never throws. */
  read(document: string, known: string | null, signal?: AbortSignal): Promise<DocumentRead>
  /** The account that documents must be shared with; null when none is configured. */
  address: string | null
  /** The address by which a person opens it. */
  link(document: string): string
}>

/** The last text of a document that was read. `version` is the document's own count; `readAt` is desk time, ms UTC. */
export type KeptNotes = Readonly<{ document: string; version: string; text: string; readAt: number }>

export type MeetingRepository = Readonly<{
  /** Since when a series is watched (desk time, ms UTC); null before the first beat. */
  watchedSince(tx: Tx, series: string): Promise<number | null>
  /** Keeps the first time only. */
  watch(tx: Tx, series: string, now: number): Promise<void>
  /** Overrides that people added, oldest first. */
  overrides(tx: Tx, series: string): Promise<readonly Override[]>
  addOverride(tx: Tx, it: Readonly<{ series: string; override: Override; by: PersonId; at: number }>): Promise<void>
  /** Those of these keys that are planned or missed already. */
  knownReminders(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, 'planned' | 'missed'>>
  /**
   * False when the key is known already; only a planned one may become missed, once. `at` is desk time, ms UTC.
   */
  keepReminder(tx: Tx, it: Readonly<{ reminder: Reminder; state: 'planned' | 'missed'; at: number }>): Promise<boolean>
  notes(tx: Tx, document: string): Promise<KeptNotes | null>
  /** One row a document: the last text replaces the one before. */
  keepNotes(tx: Tx, notes: KeptNotes): Promise<void>
}>

export type MeetingPorts = Readonly<{
  series: readonly Series[]
  /** Who hosts where a series names nobody. */
  hosts: readonly PersonId[]
  repository: MeetingRepository
  read: Read
  transact: Transact
  plan: Plan
  append: Append
  clock: Clock
  documents: Documents
  /** Whether a message was posted under this key. */
  isPosted(tx: Tx, key: string): Promise<boolean>
  /** Markdown as a document is exported, into what the agenda reader reads. */
  parseNotes(markdown: string): Notes
  /** Whether the gate would let these words go to this place; on a hit it tells those who answer for the secret. */
  passes(place: Place, doc: Doc): Promise<boolean>
}>
