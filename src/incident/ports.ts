import type { Found, Performed, Plan } from '../kernel/act.ts'
import type { Doc, Press } from '../kernel/doc.ts'
import type { Append } from '../kernel/ledger-entry.ts'
import type { Person, PersonId } from '../kernel/person.ts'
import type { Cleared, IncidentId, NotCleared, Place } from '../kernel/place.ts'
import type { Clock } from '../kernel/time.ts'
import type { Read, Tx } from '../kernel/tx.ts'
import type { DatePolicy } from './disclosure-date.ts'
import type { Incident } from './incident.ts'
import type { RosterEntry } from './roster.ts'

/**
 * Where incidents and their rosters are kept. As tables (text and int64 only; `embargo` and `room` flattened with
 * their name before the column's, absent fields null; read back with `incident.parse` and `rosterEntry.parse`):
 *
 * incidents(id key, summary, severity, state, reason?, embargo_state, embargo_revision, embargo_date?,
 *   embargo_wanted?, embargo_how?, room_state, room_name unique, room_tries, room_channel? unique, opened_by,
 *   opened_at, closed_at?, lead, next_lead?, version)
 * roster(incident, person, state, organisation?, reason, invited_by, invited_at, terms?, terms_at?, entered_at?,
 *   invitation, version; key incident+person; index person)
 * incident_numbers(year key, last)
 */
export type IncidentRepository = Readonly<{
  /** Counts one up within a year, from 1; the count is part of the transaction, so none is lost or given twice. */
  nextNumber(tx: Tx, year: number): Promise<number>
  insert(tx: Tx, incident: Incident): Promise<void>
  get(tx: Tx, id: IncidentId): Promise<Incident | null>
  byChannel(tx: Tx, channel: string): Promise<Incident | null>
  /** Not closed, and this person's entry is `accepted`; oldest first. */
  openFor(tx: Tx, person: PersonId): Promise<readonly Incident[]>
  /** Every incident there ever was, oldest first. */
  all(tx: Tx): Promise<readonly Incident[]>
  /** Writes all fields with version + 1; false when the stored version is no longer `incident.version`. */
  save(tx: Tx, incident: Incident): Promise<boolean>
  entry(tx: Tx, incident: IncidentId, person: PersonId): Promise<RosterEntry | null>
  /** All entries of an incident, whatever their state, by time of invitation, then person. */
  roster(tx: Tx, incident: IncidentId): Promise<readonly RosterEntry[]>
  /** The incidents on whose roster this person's entry is `accepted`, closed ones too. */
  acceptedBy(tx: Tx, person: PersonId): Promise<readonly IncidentId[]>
  addEntry(tx: Tx, entry: RosterEntry): Promise<void>
  /** As `save`, for one entry. */
  saveEntry(tx: Tx, entry: RosterEntry): Promise<boolean>
}>

/** Rendered texts that are no messages: names, topics and files pass the gate like all others. */
type RoomName = Readonly<{ name: string }>
type RoomTopic = Readonly<{ topic: string }>
type RoomFile = Readonly<{ name: string; text: string }>

/** `private` is what the answer said, never what was asked for. */
export type MadeRoom = Readonly<{ channel: string; private: boolean }>

/**
 * Private channels. Every answer says what came of the call as an act's outcome: `failed` with Slack's own code where
 * nothing happened, `permanent` where asking again will not help.
 */
export type Rooms = Readonly<{
  /** Asks for a private channel; a name that is taken answers `failed: 'name_taken'`. Never asks for a public one. */
  create(name: Cleared<RoomName>): Promise<Performed<MadeRoom>>
  /** Among our own channels, made by ourselves: what a create whose answer was lost has left. */
  findOwn(name: string): Promise<Found<MadeRoom>>
  /** `barred`: Slack does not let this account in (deactivated, restricted, unknown). Inside already is `inside`. */
  invite(channel: string, person: PersonId): Promise<Performed<'inside' | 'barred'>>
  /** `refused`: the workspace does not let Cordon remove people. Not inside is `outside`. */
  remove(channel: string, person: PersonId): Promise<Performed<'outside' | 'refused'>>
  members(channel: string): Promise<Performed<ReadonlySet<PersonId>>>
  setTopic(channel: string, topic: Cleared<RoomTopic>): Promise<Performed<true>>
  /** Answers with the file's id. */
  upload(channel: string, file: Cleared<RoomFile>): Promise<Performed<string>>
  /** Our own file of this name in the room. */
  findFile(channel: string, name: string): Promise<Found<string>>
  /** SHA-256 (hex) of the bytes that Slack gives back for the file. */
  fileDigest(file: string): Promise<Performed<string>>
  /** Archived already is `true`. */
  archive(channel: string): Promise<Performed<true>>
  /** An address that opens the room for who is in it. */
  link(channel: string): string
}>

export type Clear = <R>(place: Place, doc: Doc, rendered: R) => Promise<Cleared<R> | NotCleared>

/** What the configuration says of the team. */
export type Team = Readonly<{
  /** As invitations name it. */
  name: string
  /** The first part of an incident's id, 2 to 8 capitals. */
  prefix: string
  /** What everyone on a roster accepts; a new text is a new version. */
  terms: Readonly<{ version: string; text: readonly string[] }>
  dates: DatePolicy
  /** The most people that can be invited at once: each is looked up within a form's three seconds. */
  mostInvited: number
  /** Who is to hold new incidents; null where nobody is set, then the opener does. */
  incidentLead(): PersonId | null
  organisationOf(person: PersonId): string | null
}>

export type Ports = Readonly<{
  plan: Plan
  append: Append
  read: Read
  clock: Clock
  incidents: IncidentRepository
  rooms: Rooms
  /** Null when it is not known who that is: whoever asks must refuse. */
  people: Readonly<{ lookup(id: PersonId): Promise<Person | null> }>
  clear: Clear
  /** Whether the gate guards a summary as a whole; short ones would fire on everyday talk. */
  guards(summary: string): boolean
  /** Whether a message was posted under this key. */
  isPosted(tx: Tx, key: string): Promise<boolean>
  /** That many random letters, a to z. */
  letters(count: number): string
  /** A chain of the ledger as text, one entry a line, oldest first; earlier lines never change. */
  exportLedger(tx: Tx, chain: IncidentId): Promise<string>
  team: Team
  /** Buttons that other modules want under the overview. */
  overviewButtons: readonly ((incident: IncidentId) => Press)[]
}>
