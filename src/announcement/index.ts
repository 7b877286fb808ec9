import type { Press } from '../kernel/doc.ts'
import type { Module } from '../kernel/module.ts'
import type { IncidentId } from '../kernel/place.ts'
import { type Announcement, announcement, type Letter, letter } from './announcement.ts'
import { announcementButtons, announcementCommands, announcementPermissions } from './commands.ts'
import { announcementForm } from './forms.ts'
import type { AnnouncementPorts } from './ports.ts'
import { announcementPerformers } from './relay-announcement.ts'
import { announcementRebuffs, announcementTexts } from './text.ts'

/** Write, review and relay a text to the list: one mail, two people, and proof that the list distributed it. */
export const createAnnouncement = (ports: AnnouncementPorts): Module => ({
  commands: announcementCommands(ports),
  forms: [announcementForm(ports)],
  buttons: announcementButtons(ports),
  permissions: announcementPermissions,
  texts: announcementTexts(ports),
  rebuffs: announcementRebuffs,
  jobs: [],
  performers: announcementPerformers(ports),
})

/** Reads an announcement back from its JSON; throws when it is none. */
export const parseAnnouncement = (json: unknown): Announcement => announcement.parse(json)

/** Reads a letter out of what was rendered; null when it is none. */
export const readLetter = (rendered: unknown): Letter | null => letter.safeParse(rendered).data ?? null

/** The overview's button that opens the form with the incident set. */
export const announceButton = (incident: IncidentId): Press => ({
  button: 'announcement.open',
  label: 'Announce',
  value: { incident },
})
