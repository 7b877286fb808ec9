import { type Doc, type Inline, paragraph } from '../../kernel/doc.ts'
import type { Incident } from '../incident.ts'
import type { Team } from '../ports.ts'
import type { EntryState, RosterEntry } from '../roster.ts'
import { termsBlocks } from './opening.ts'

const from = ({ invitedBy }: RosterEntry, team: Team): readonly (string | Inline)[] => [
  { person: invitedBy },
  ` (${team.name})`,
]

const asWho = ({ organisation, reason }: RosterEntry): readonly string[] => [
  ...(organisation === null ? [] : [`You are invited as one of ${organisation}.`]),
  ...(reason === 'incident-lead' ? ['You are asked to be its incident lead.'] : []),
]

/** An invitation: who invites, for whom, under which terms. It says nothing of what the incident is about. */
export const invitationDoc = (entry: RosterEntry, team: Team): Doc => {
  const { incident, invitation } = entry
  const value = { incident, invitation, terms: team.terms.version }
  return {
    title: incident,
    blocks: [
      paragraph(...from(entry, team), ` invites you to the embargoed incident ${incident}.`),
      ...asWho(entry).map((text) => paragraph(text)),
      ...termsBlocks(team),
      paragraph('Accept to be let into its private room. What it is about is told there, and only there.'),
      {
        buttons: [
          { button: 'invitation.accept', label: 'Accept', value, look: 'primary' },
          { button: 'invitation.decline', label: 'Decline', value },
        ],
      },
    ],
  }
}

const replaced = 'It no longer stands; there was a newer one.'

const ends: Readonly<Record<EntryState, string>> = {
  invited: 'It is renewed.',
  accepted: 'You accepted its terms and are on the roster.',
  declined: 'You declined it.',
  removed: 'It no longer stands.',
}

/** What is left of an invitation that was answered, withdrawn or replaced. */
export const endedInvitationDoc = (entry: RosterEntry, invitation: number, team: Team): Doc => ({
  title: entry.incident,
  blocks: [
    paragraph(...from(entry, team), ` invited you to the incident ${entry.incident}.`),
    paragraph(entry.invitation === invitation ? ends[entry.state] : replaced),
  ],
})

/** What a person is told who has just accepted. */
export const acceptedDoc = ({ id }: Incident): Doc => ({
  title: id,
  blocks: [
    paragraph(`You are on the roster of ${id}. You are being let into its room; it appears among your channels.`),
  ],
})
