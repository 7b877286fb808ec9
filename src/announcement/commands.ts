import { z } from 'zod'
import { type Button, button, type Command, command } from '../kernel/door.ts'
import type { Permission } from '../kernel/module.ts'
import { incidentId } from '../kernel/place.ts'
import { refuse } from '../kernel/refusal.ts'
import { checkStanding } from './check-standing.ts'
import { decideAnnouncement } from './decide-announcement.ts'
import type { AnnouncementPorts } from './ports.ts'

export const announcementPermissions: readonly Permission[] = [
  { action: 'announcement.write', roles: ['announcer'], where: 'anywhere' },
  { action: 'announcement.decide', roles: ['approver'], where: 'anywhere' },
  { action: 'announcement.return', roles: ['approver', 'announcer'], where: 'anywhere' },
]

/** `/announce`: opens the form for the first list, or the one named. */
export const announcementCommands = (ports: AnnouncementPorts): readonly Command[] => [
  command({
    word: 'announce',
    verb: '',
    usage: '[list]',
    says: 'write one mail to the list; a second person approves it',
    may: 'announcement.write',
    opens: true,
    args: z.union([z.tuple([]), z.tuple([z.string()])]),
    look: async () => null,
    run: async (_tx, { given, caller }) => {
      const list = given[0] ?? ports.lists[0]
      if (list === undefined || !ports.lists.includes(list)) return refuse('announcement.no-list')
      return { open: 'announcement.write', about: { list, incident: caller.incident ?? null } }
    },
  }),
]

const value = z.strictObject({ id: z.string(), digest: z.string() })

/** The second person's two buttons, and the overview's *Announce*. */
export const announcementButtons = (ports: AnnouncementPorts): readonly Button[] => [
  button({
    id: 'announcement.approve',
    may: 'announcement.decide',
    value,
    look: async () => null,
    run: (tx, { given, caller }) =>
      decideAnnouncement(ports, tx, { ...given, person: caller.person.id, at: caller.at, verdict: 'approve' }),
  }),
  button({
    id: 'announcement.return',
    may: 'announcement.return',
    value,
    look: async () => null,
    run: (tx, { given, caller }) =>
      decideAnnouncement(ports, tx, { ...given, person: caller.person.id, at: caller.at, verdict: 'send-back' }),
  }),
  button({
    id: 'announcement.open',
    may: 'announcement.write',
    value: z.object({ incident: incidentId }),
    look: async () => null,
    run: async (tx, { given, caller }) => {
      const [list] = ports.lists
      if (list === undefined) return refuse('announcement.no-list')
      const objection = await checkStanding(ports, tx, { incident: given.incident, people: [caller.person.id] })
      return objection ?? { open: 'announcement.write', about: { list, incident: given.incident } }
    },
  }),
]
