import type { ItemStatus } from './status.ts'

export type NamedLink = Readonly<{ text: string; url: string }>

/** Something to talk about. `line` counts from 1 in the notes; `points` are the words below it, in order. */
export type AgendaItem = Readonly<{
  title: string
  status: ItemStatus
  owner: string | null
  links: readonly NamedLink[]
  line: number
  points: readonly string[]
}>

/** Something a person promised to do. `due` is a date such as 2023-02-01. */
export type ActionItem = Readonly<{
  title: string
  status: ItemStatus
  owner: string | null
  due: string | null
  links: readonly NamedLink[]
  line: number
}>

/** What could not be read, or read only by guessing, and on which line; `says` is for the host, never for a channel. */
export type Warning = Readonly<{ line: number; code: WarningCode; says: string }>
export type WarningCode =
  | 'no-date'
  | 'unknown-date'
  | 'ambiguous-date'
  | 'date-twice'
  | 'no-agenda'
  | 'agenda-guessed'
  | 'not-in-a-list'
  | 'unread'
  | 'status-unknown'
  | 'status-misspelt'
  | 'done-names-work'
  | 'too-long'

/** What one meeting's notes say. `dates` are all meetings of the file, in its order. */
export type Agenda = Readonly<{
  date: string | null
  host: string | null
  recording: string | null
  attendees: readonly string[]
  items: readonly AgendaItem[]
  actions: readonly ActionItem[]
  warnings: readonly Warning[]
  dates: readonly string[]
}>
