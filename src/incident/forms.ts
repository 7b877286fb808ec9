import { z } from 'zod'
import { type Block, paragraph } from '../kernel/doc.ts'
import { type Form, form, type Outcome } from '../kernel/door.ts'
import { choice, line, moment, people, tick } from '../kernel/field.ts'
import { incidentId } from '../kernel/place.ts'
import { isRefusal, type References, refuse } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import { agreeDate } from './agree-date.ts'
import { closeIncident } from './close-incident.ts'
import { severities } from './incident.ts'
import { invitePeople } from './invite-person.ts'
import { givenReasons } from './lifecycle.ts'
import { type Looked, lookUp, openIncident, toLookUp } from './open-incident.ts'
import type { Ports } from './ports.ts'
import { reasonLabels, severityLabels } from './text/labels.ts'
import { openingIntro } from './text/opening.ts'
import { fieldWords } from './text/rebuffs.ts'

/** A refusal that a field of the form can mend is said beside it; any other is an answer. */
const besideFields = (outcome: Outcome, fields: Readonly<Record<string, string>>, looked?: Looked): Outcome => {
  if (!isRefusal(outcome)) return outcome
  const field = fields[outcome.rule]
  if (field === undefined) return outcome
  const said = fieldWords(outcome.rule, outcome.about)
  const name = [...(looked?.values() ?? [])].find((person) => person?.id === outcome.about.person)?.name
  return { errors: { [field]: name === undefined ? said : `${name}: ${said}` } }
}

const ofIncident = z.object({ incident: incidentId })
const look = async () => null

/** Opens a form about an incident that is not closed, with the same words above it for everyone. */
const aboutOpen =
  ({ incidents }: Ports, intro: (id: string) => readonly Block[]): Form['open'] =>
  async (tx: Tx, about: References) => {
    const { incident: id } = ofIncident.parse(about)
    const incident = await incidents.get(tx, id)
    if (!incident || incident.state === 'closed') return refuse('incident-closed')
    return { intro: intro(id), initial: {} }
  }

const openForm = (ports: Ports): Form =>
  form({
    id: 'incident.open',
    may: 'incident.open',
    title: 'Open an incident',
    submit: 'Open the room',
    fields: z.object({
      summary: line({ label: 'Summary', hint: 'One line. It is shown in the room and nowhere else.', max: 150 }),
      severity: choice({ label: 'Severity', values: severities, labels: severityLabels }),
      people: people({ label: 'People', hint: 'They are invited, and let in once they accept the terms.' }),
      date: moment({ label: 'Proposed disclosure date', hint: 'It can be agreed on later.' }),
      terms: tick({ label: 'I accept the terms of the embargo' }),
    }),
    open: async (_, about) => {
      const severity = z.enum(severities).catch('unknown').parse(about.severity)
      return { intro: openingIntro(ports.team), initial: { severity } }
    },
    look: ({ values }) => lookUp(ports, toLookUp(ports, values.people)),
    run: async (tx, { given, facts: looked, caller }) => {
      const { terms: _, ...values } = given.values
      const terms = String(given.about.terms)
      const outcome = await openIncident(ports, tx, { ...values, terms, looked, caller })
      const fields = { unfit: 'people', 'too-many': 'people', 'date-past': 'date', 'terms-changed': 'terms' }
      return besideFields(outcome, fields, looked)
    },
  })

const inviteForm = (ports: Ports): Form =>
  form({
    id: 'incident.invite',
    may: 'incident.invite',
    title: 'Invite people',
    submit: 'Invite',
    fields: z.object({ people: people({ label: 'People', hint: 'Members of this workspace.' }) }),
    open: aboutOpen(ports, (id) => [
      paragraph(`They are invited to ${id} by direct message, and let into the room once they accept the terms.`),
    ]),
    look: ({ values }) => lookUp(ports, values.people),
    run: async (tx, { given, facts: looked, caller }) => {
      const outcome = await invitePeople(ports, tx, { people: given.values.people, looked, caller })
      const fields = { unfit: 'people', 'too-many': 'people', 'nobody-named': 'people', 'already-invited': 'people' }
      return besideFields(outcome, fields, looked)
    },
  })

const agreement = z.object({ incident: incidentId, revision: z.number().int() })

const agreeForm = (ports: Ports): Form =>
  form({
    id: 'incident.agree',
    may: 'incident.agree',
    title: 'Agree on the date',
    submit: 'Make it active',
    fields: z.object({ date: moment({ label: 'Disclosure date' }) }),
    open: aboutOpen(ports, (id) => [
      paragraph(`With its date the embargo of ${id} becomes active. At that time Cordon asks; it publishes nothing.`),
    ]),
    look,
    run: async (tx, { given: { values, about }, caller }) => {
      const asked = { ...agreement.parse(about), date: values.date, caller }
      const outcome = values.date === null ? refuse('date-missing') : await agreeDate(ports, tx, asked)
      return besideFields(outcome, { 'date-missing': 'date', 'date-past': 'date' })
    },
  })

const closeForm = (ports: Ports): Form =>
  form({
    id: 'incident.close',
    may: 'incident.close',
    title: 'Close the incident',
    submit: 'Close it',
    fields: z.object({
      reason: choice({ label: 'Reason', values: givenReasons, labels: reasonLabels }),
      typed: line({ label: 'Type the id of the incident', max: 30 }),
    }),
    open: aboutOpen(ports, (id) => [
      paragraph(
        `This closes ${id}: open invitations end, its ledger is put into the room as a file, the file is verified, `,
        'and the room is archived. Slack lets no app open an archived room again.',
      ),
      paragraph('What was not published stays secret.'),
    ]),
    look,
    run: async (tx, { given: { values, about }, caller }) => {
      const { incident } = ofIncident.parse(about)
      const outcome = await closeIncident(ports, tx, { ...values, incident, caller })
      return besideFields(outcome, { 'other-id': 'typed', 'not-published': 'reason', 'was-published': 'reason' })
    },
  })

/** The forms of this module; each is shown and parsed by the same fields. */
export const incidentForms = (ports: Ports): readonly Form[] => [
  openForm(ports),
  inviteForm(ports),
  agreeForm(ports),
  closeForm(ports),
]
