import { z } from 'zod'
import type { Doc } from '../../kernel/doc.ts'
import { type Text, textRow } from '../../kernel/module.ts'
import { personId } from '../../kernel/person.ts'
import { type IncidentId, incidentId } from '../../kernel/place.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { Incident } from '../incident.ts'
import type { Ports } from '../ports.ts'
import { invitationKey } from '../roster.ts'
import * as answers from './answers.ts'
import * as invitations from './invitation.ts'
import { openingDoc } from './opening.ts'
import { type Overview, overviewDoc, statusDoc } from './overview.ts'

const ofIncident = z.strictObject({ incident: incidentId })
const ofPerson = z.strictObject({ incident: incidentId, person: personId })
const ofInvitation = z.strictObject({ incident: incidentId, person: personId, invitation: z.number().int() })

type Knowing = Pick<Ports, 'incidents' | 'guards' | 'isPosted' | 'rooms' | 'team' | 'clock' | 'overviewButtons'>

const linkOf = ({ rooms }: Knowing, { room }: Incident): string | null =>
  room.state === 'made' ? rooms.link(room.channel) : null

const overviewOf = async (it: Knowing, tx: Tx, id: IncidentId): Promise<Overview | null> => {
  const incident = await it.incidents.get(tx, id)
  if (!incident) return null
  const roster = await it.incidents.roster(tx, id)
  const presses = it.overviewButtons.map((press) => press(id))
  const guarded = it.guards(incident.summary)
  return { incident, roster, policy: it.team.dates, now: it.clock.now(), guarded, presses }
}

/** A text about an incident that is still there. */
const about = (it: Knowing, name: string, write: (tx: Tx, incident: Incident) => Doc | null | Promise<Doc | null>) =>
  textRow({
    name,
    about: ofIncident,
    write: async (tx, { incident: id }) => {
      const incident = await it.incidents.get(tx, id)
      return incident ? write(tx, incident) : null
    },
  })

const roomTexts = (it: Knowing): readonly Text[] => [
  textRow({
    name: 'incident.overview',
    about: ofIncident,
    write: async (tx, { incident }) => {
      const overview = await overviewOf(it, tx, incident)
      return overview && overviewDoc(overview)
    },
  }),
  about(it, 'incident.closing', (_, incident) =>
    incident.room.state === 'made' ? answers.closingDoc(incident) : null,
  ),
  about(it, 'incident.disclosed', (_, incident) =>
    incident.room.state === 'made' ? answers.disclosedDoc(incident) : null,
  ),
]

const invitationTexts = (it: Knowing): readonly Text[] => [
  textRow({
    name: 'incident.invitation',
    about: ofInvitation,
    write: async (tx, { incident, person, invitation }) => {
      const entry = await it.incidents.entry(tx, incident, person)
      const stands = entry?.state === 'invited' && entry.invitation === invitation
      return stands ? invitations.invitationDoc(entry, it.team) : null
    },
  }),
  textRow({
    name: 'incident.invitation-ended',
    about: ofInvitation,
    write: async (tx, about) => {
      const entry = await it.incidents.entry(tx, about.incident, about.person)
      const sent = await it.isPosted(tx, invitationKey(about))
      return entry && sent ? invitations.endedInvitationDoc(entry, about.invitation, it.team) : null
    },
  }),
  about(it, 'incident.accepted', (_, incident) => invitations.acceptedDoc(incident)),
  about(it, 'incident.you-declined', (_, { id }) => answers.youDeclinedDoc(id)),
]

const personTexts = (it: Knowing): readonly Text[] => [
  about(it, 'incident.opening', async (tx, incident) => {
    const opener = await it.incidents.entry(tx, incident.id, incident.openedBy)
    return openingDoc({ incident, opener, link: linkOf(it, incident) })
  }),
  textRow({
    name: 'incident.status',
    about: ofPerson,
    write: async (tx, { incident: id, person }) => {
      const entry = await it.incidents.entry(tx, id, person)
      const overview = entry?.state === 'accepted' ? await overviewOf(it, tx, id) : null
      return overview && statusDoc(overview)
    },
  }),
  textRow({
    name: 'incident.list',
    about: z.strictObject({ person: personId }),
    write: async (tx, { person }) => {
      const open = await it.incidents.openFor(tx, person)
      return answers.listDoc(open.map((incident) => ({ incident, link: linkOf(it, incident) })))
    },
  }),
  textRow({
    name: 'incident.invited',
    about: z.strictObject({ incident: incidentId, count: z.number().int() }),
    write: async (_, { incident, count }) => answers.invitedDoc(incident, count),
  }),
  about(it, 'incident.agreed', (_, incident) => answers.agreedDoc(incident)),
  about(it, 'incident.closed', (_, incident) => answers.closedDoc(incident)),
  about(it, 'incident.not-exported', (_, { id }) => answers.notExportedDoc(id)),
  about(it, 'incident.lead-barred', async (tx, { id, lead }) => {
    const entry = await it.incidents.entry(tx, id, lead)
    return answers.leadBarredDoc(id, entry?.state === 'accepted' ? lead : null)
  }),
  ...(['declined', 'removed', 'not-let-out', 'barred'] as const).map((name) =>
    textRow({
      name: `incident.${name}`,
      about: ofPerson,
      write: async (_, { incident, person }) => personDocs[name](incident, person),
    }),
  ),
]

const personDocs = {
  declined: answers.declinedDoc,
  removed: answers.removedDoc,
  'not-let-out': answers.notLetOutDoc,
  barred: answers.barredDoc,
} as const

/** Every text of this module, each written from the state as it is when it is sent. */
export const incidentTexts = (it: Knowing): readonly Text[] => [
  ...roomTexts(it),
  ...invitationTexts(it),
  ...personTexts(it),
]
