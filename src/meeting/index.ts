import type { Module, Permission } from '../kernel/module.ts'
import type { Rebuff } from '../kernel/refusal.ts'
import { meetingCommands } from './commands.ts'
import { meetingJobs, meetingPerformers } from './jobs.ts'
import type { MeetingPorts } from './ports.ts'
import { type Override, override } from './series.ts'
import { agendaText, itemText } from './text/meeting.ts'
import { meetingTexts } from './text-rows.ts'

export type { Agenda } from './agenda.ts'
export type { Notes } from './notes.ts'
export type { KeptNotes, MeetingPorts, MeetingRepository } from './ports.ts'
export { readAgenda } from './read-agenda.ts'
export { planLines, type Reminder } from './reminders.ts'
export { localDate, type Override, type Series, series } from './series.ts'

const permissions: readonly Permission[] = [
  { action: 'meeting.see', roles: ['anyone'], where: 'anywhere' },
  { action: 'meeting.change', roles: ['host', 'lead'], where: 'anywhere' },
]

const rebuffs: Readonly<Record<string, Rebuff>> = {
  'no-series': () => ({
    says: 'There is no series of that name.',
    remedy: '`meeting next` names the series that there are.',
  }),
  'no-meeting': () => ({
    says: 'No such meeting is planned.',
    remedy: '`meeting next` says when we meet; write a date as 2026-01-31.',
  }),
  'no-meeting-to-skip': () => ({
    says: 'There is no meeting on that date, or it has begun.',
    remedy: '`meeting next` says when we meet; write a date as 2026-01-31.',
  }),
  'which-series': () => ({
    says: 'More than one series meets on that date.',
    remedy: 'Please name the series before the date.',
  }),
  'extra-meeting': () => ({
    says: 'That meeting stands in the configuration as an extra one.',
    remedy: 'The operator can take it out of the configuration.',
  }),
}

/** The meeting: which call is next, its reminders, and its agenda from the team's notes. */
export const createMeeting = (ports: MeetingPorts): Module => ({
  commands: meetingCommands(ports),
  forms: [],
  buttons: [],
  permissions,
  texts: meetingTexts(ports),
  rebuffs,
  jobs: meetingJobs(ports),
  performers: meetingPerformers({ ...ports, words: { agenda: agendaText, item: itemText } }),
})

/** Reads an override back from its JSON; throws when it is none. */
export const parseOverride = (json: unknown): Override => override.parse(json)
