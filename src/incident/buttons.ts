import { z } from 'zod'
import { type Button, button } from '../kernel/door.ts'
import { incidentId } from '../kernel/place.ts'
import { agreeDate } from './agree-date.ts'
import { acceptInvitation, declineInvitation } from './answer-invitation.ts'
import type { Ports } from './ports.ts'

const ofIncident = z.strictObject({ incident: incidentId })
const ofEmbargo = z.strictObject({ incident: incidentId, revision: z.number().int() })
const ofInvitation = z.strictObject({
  incident: incidentId,
  invitation: z.number().int(),
  terms: z.string(),
})
const look = async () => null

/** The buttons under an overview and under an invitation. */
export const incidentButtons = (ports: Ports): readonly Button[] => [
  button({
    id: 'incident.status',
    may: 'incident.status',
    value: ofIncident,
    look,
    run: async (_, { given: { incident }, caller }) => ({
      reply: 'incident.status',
      about: { incident, person: caller.person.id },
    }),
  }),
  button({
    id: 'incident.invite',
    may: 'incident.invite',
    value: ofIncident,
    look,
    run: async (_, { given }) => ({ open: 'incident.invite', about: given }),
  }),
  button({
    id: 'incident.agree',
    may: 'incident.agree',
    value: ofEmbargo,
    look,
    run: (tx, { given, caller }) => agreeDate(ports, tx, { ...given, date: null, caller }),
  }),
  button({
    id: 'incident.close',
    may: 'incident.close',
    value: ofIncident,
    look,
    run: async (_, { given }) => ({ open: 'incident.close', about: given }),
  }),
  button({
    id: 'invitation.accept',
    may: 'invitation.answer',
    value: ofInvitation,
    look,
    run: (tx, { given, caller }) => acceptInvitation(ports, tx, { ...given, caller }),
  }),
  button({
    id: 'invitation.decline',
    may: 'invitation.answer',
    value: ofInvitation,
    look,
    run: (tx, { given, caller }) => declineInvitation(ports, tx, { ...given, caller }),
  }),
]
