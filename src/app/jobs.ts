import { randomInt } from 'node:crypto'
import type { createActs } from '../acts/index.ts'
import { createDocuments } from '../adapters/drive/documents.ts'
import { parseMarkdown } from '../adapters/drive/markdown.ts'
import type { Log } from '../adapters/log/log.ts'
import { createListMail } from '../adapters/mail/index.ts'
import { type createSlackSide, writtenDoc } from '../adapters/slack/index.ts'
import { createAnnouncementRepository } from '../adapters/store/announcements.ts'
import type { createMessageRepository } from '../adapters/store/inbox.ts'
import { createIncidentRepository } from '../adapters/store/incidents.ts'
import { createMeetingRepository } from '../adapters/store/meetings.ts'
import { outsideOnly, type Store } from '../adapters/store/store.ts'
import { announceButton, createAnnouncement, parseAnnouncement, readLetter } from '../announcement/index.ts'
import type { Config } from '../config.ts'
import type { createGate } from '../gate/index.ts'
import { createIncident, parseIncident, parseRosterEntry } from '../incident/index.ts'
import type { Clock } from '../kernel/time.ts'
import type { Tx } from '../kernel/tx.ts'
import type { createLedger } from '../ledger/index.ts'
import { createMeeting, parseOverride } from '../meeting/index.ts'
import { createPasses } from './passes.ts'

export type JobSettings = Pick<Config, 'team' | 'smtp' | 'witness' | 'bounce' | 'dkim' | 'google'>

type Sides = Readonly<{
  store: Store
  ledger: ReturnType<typeof createLedger>
  acts: ReturnType<typeof createActs>
  gate: ReturnType<typeof createGate>
  side: ReturnType<typeof createSlackSide>
  messages: ReturnType<typeof createMessageRepository>
  clock: Clock
  log: Log
}>

const letters = (count: number): string =>
  Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join('')

/** The jobs over the promises: incidents, announcements, meetings, each with the adapters it needs. */
export const createJobs = (config: JobSettings, sides: Sides) => {
  const { store, ledger, acts, gate, side, messages, clock, log } = sides
  const { team } = config
  const { transact, read } = store
  const lists = Object.keys(team.lists)
  const shared = {
    plan: acts.plan,
    append: ledger.append,
    clear: gate.clear,
    guards: gate.guards,
    read,
    transact,
    clock,
  }

  const isPosted = async (tx: Tx, key: string): Promise<boolean> => (await messages.get(tx, key)) !== null

  const incident = createIncident({
    ...shared,
    guards: gate.guards,
    incidents: createIncidentRepository({ incident: parseIncident, entry: parseRosterEntry }),
    rooms: outsideOnly('rooms', side.rooms, ['link']),
    people: outsideOnly('people', side.people),
    letters,
    exportLedger: ledger.offers.exported,
    team: {
      name: team.name,
      prefix: team.incidentPrefix,
      terms: { version: team.terms.version, text: team.terms.text.split(/\n\s*\n/) },
      dates: { longestDays: team.disclosure.longestDays, slot: team.disclosure },
      mostInvited: 20,
      incidentLead: () => null,
      organisationOf: (person) => team.organisations[person] ?? null,
    },
    isPosted,
    overviewButtons: lists.length > 0 ? [announceButton] : [],
  })

  const mail = createListMail({ ...config, lists: team.lists, clock, isCleared: gate.isCleared })
  const outside = outsideOnly('mail', { submit: mail.submit, witness: mail.witness })
  const announcement = createAnnouncement({
    ...shared,
    announcements: createAnnouncementRepository(parseAnnouncement),
    post: { ...mail, ...outside },
    parse: writtenDoc,
    lists,
    approvers: team.roles.approver,
    channel: 'announcements' in team.places ? 'announcements' : null,
    onRoster: incident.offers.isRoster,
    isOpen: incident.offers.isOpen,
    published: incident.offers.published,
  })

  const drive = createDocuments(config.google, { clock, log: (what, about) => log('error', what, about) })
  const meeting = createMeeting({
    ...shared,
    series: team.series,
    hosts: team.roles.host,
    repository: createMeetingRepository(parseOverride),
    isPosted,
    documents: outsideOnly('documents', drive, ['link']),
    parseNotes: parseMarkdown,
    passes: createPasses(gate.clear),
  })

  return {
    incident,
    modules: [incident.module, announcement, meeting],
    /** The name that an approval gave to exactly this letter; null for what is no letter. */
    digest: (rendered: unknown): string | null => {
      const letter = readLetter(rendered)
      return letter && mail.digestOf(letter)
    },
  }
}
