import { type Doc, paragraph, words } from '../../kernel/doc.ts'
import type { PersonId } from '../../kernel/person.ts'
import type { Incident } from '../incident.ts'
import { embargoWords, reasonLabels, severityLabels, stateLabels } from './labels.ts'

type Listed = Readonly<{ incident: Incident; link: string | null }>

/** What is open to one person: ids, never titles, since it may be read in any channel. */
export const listDoc = (open: readonly Listed[]): Doc => ({
  title: 'Incidents open to you',
  blocks:
    open.length === 0
      ? [paragraph('No incident is open to you.')]
      : [
          {
            list: open.map(({ incident: it, link }) => ({
              text: [
                link === null ? { text: it.id } : { link, text: it.id },
                ...words(` ${severityLabels[it.severity]}. ${stateLabels[it.state]}. Embargo: `),
                ...embargoWords(it.embargo),
              ],
            })),
          },
        ],
})

const said = (id: string, ...lines: readonly string[]): Doc => ({
  title: id,
  blocks: lines.map((line) => paragraph(line)),
})

export const invitedDoc = (id: string, count: number): Doc =>
  said(id, `${count === 1 ? 'One person is' : `${count} people are`} invited. The room lets them in once they accept.`)

export const notExportedDoc = (id: string): Doc => ({
  title: id,
  blocks: [
    paragraph(
      `This workspace does not let Cordon put files into a room, so ${id} was archived without its ledger in it.`,
    ),
    paragraph(
      'Nothing is lost. An operator gets the same file by ',
      {
        text: `npm run -s cordon -- ledger export ${id}`,
        style: ['code'],
      },
      '; for the next time, an admin can grant the scope files:write.',
    ),
  ],
})

export const agreedDoc = ({ id, embargo }: Incident): Doc => ({
  title: id,
  blocks: [paragraph(`The embargo of ${id}: `, ...embargoWords(embargo), '.')],
})

export const youDeclinedDoc = (id: string): Doc =>
  said(id, `You declined the invitation to ${id}. The inviter is told.`)

export const declinedDoc = (id: string, person: PersonId): Doc => ({
  title: id,
  blocks: [paragraph({ person }, ` declined the invitation to ${id}.`)],
})

export const removedDoc = (id: string, person: PersonId): Doc => ({
  title: id,
  blocks: [
    paragraph({ person }, ` is no longer on the roster of ${id}. If they were inside, the room lets them out now.`),
    paragraph('They may remember what they read; take that into account.'),
  ],
})

export const notLetOutDoc = (id: string, person: PersonId): Doc => ({
  title: id,
  blocks: [
    paragraph('This workspace does not let Cordon remove people, so ', { person }, ` is still in the room of ${id}.`),
    paragraph('Please remove them by hand, or ask an owner of the workspace to. Until then treat the room as exposed.'),
  ],
})

export const barredDoc = (id: string, person: PersonId): Doc => ({
  title: id,
  blocks: [
    paragraph('Slack does not let ', { person }, ` into the room of ${id}; they are off its roster.`),
    paragraph('Their account is deactivated or restricted. Invite them again once that is changed.'),
  ],
})

/** Told to the team, where only the id may be known. `holder` is who took over, null while nobody could. */
export const leadBarredDoc = (id: string, holder: PersonId | null): Doc => ({
  title: id,
  blocks: [
    paragraph(`The incident lead of ${id} cannot enter its room: the account is deactivated or restricted.`),
    holder === null
      ? paragraph('Nobody holds it now. Whoever accepts their invitation first becomes its incident lead.')
      : paragraph({ person: holder }, ' is its incident lead now.'),
  ],
})

const reasonOf = ({ reason }: Incident): string => (reason === null ? 'no reason given' : reasonLabels[reason])

/** Said in the room before it is archived. */
export const closingDoc = (it: Incident): Doc =>
  said(
    it.id,
    `${it.id} is closed: ${reasonOf(it)}. Its ledger follows as a file, then this room is archived.`,
    it.reason === 'published'
      ? 'What was published is no longer secret; all else stays here.'
      : 'What was said here stays secret.',
  )

/** Said to the one who closed it. */
export const closedDoc = (it: Incident): Doc =>
  said(
    it.id,
    `${it.id} is closed: ${reasonOf(it)}.`,
    'Its ledger is put into the room as a file and verified, then the room is archived. If one of these fails, the room stays and the leads are told.',
  )

export const disclosedDoc = ({ id }: Incident): Doc =>
  said(id, `${id} is published: the list has distributed the announcement. The embargo is over.`)
