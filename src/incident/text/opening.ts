import { type Block, type Doc, paragraph } from '../../kernel/doc.ts'
import type { Incident } from '../incident.ts'
import type { Team } from '../ports.ts'
import type { RosterEntry } from '../roster.ts'

type Opening = Readonly<{ incident: Incident; opener: RosterEntry | null; link: string | null }>

const invites = 'The people you named are invited by direct message, and let in once they accept.'

const progress = ({ incident, opener, link }: Opening): readonly Block[] => {
  if (incident.room.state === 'refused')
    return [
      paragraph(`The private room of ${incident.id} could not be made, so nothing was: nobody was invited.`),
      paragraph(
        'Cordon never falls back to a public channel. Ask an admin of this workspace whether Cordon may make private ',
        'channels, then open the incident again. Its words stay guarded.',
      ),
    ]
  if (incident.room.state === 'archived') return [paragraph(`${incident.id} is closed, its room archived.`)]
  if (link === null) return [paragraph(`${incident.id} is being opened. Its private room comes first.`)]
  if (opener?.enteredAt === null) return [paragraph(`The room of ${incident.id} is made. You are being let in.`)]
  return [paragraph(`${incident.id} is open: `, { link, text: 'go to its room' }, '.'), paragraph(invites)]
}

/** How far the opening is, told to the opener in one message that is written anew. */
export const openingDoc = (it: Opening): Doc => ({ title: it.incident.id, blocks: progress(it) })

/** The terms, as the form and the invitation show them. */
export const termsBlocks = ({ terms }: Team): readonly Block[] => [
  paragraph({ text: `Terms of the embargo (version ${terms.version})`, style: ['bold'] }),
  { list: terms.text.map((text) => ({ text: [{ text }] })) },
]

/** What stands above the form that opens an incident. */
export const openingIntro = (team: Team): readonly Block[] => [
  paragraph(
    'A private room is made; its name and its topic tell nothing. From now on Cordon lets the id, the room and the ',
    'summary (as a whole, from three words on) out nowhere else, until they are published.',
  ),
  ...termsBlocks(team),
]
