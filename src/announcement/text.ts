import { z } from 'zod'
import { type Block, type Doc, paragraph, words } from '../kernel/doc.ts'
import { type Text, textRow } from '../kernel/module.ts'
import { personId } from '../kernel/person.ts'
import type { Rebuff } from '../kernel/refusal.ts'
import type { Tx } from '../kernel/tx.ts'
import type { Announcement, Letter } from './announcement.ts'
import type { AnnouncementPorts } from './ports.ts'

const one = z.object({ id: z.string() })

const shown = ({ address, name }: Letter['from']): string => (name === undefined ? address : `${name} <${address}>`)

/** The mail as it will leave: headers, then the text body as it stands. */
const letterBlocks = ({ letter, digest }: Announcement): readonly Block[] => [
  {
    fields: [
      { label: 'From', value: words(shown(letter.from)) },
      { label: 'To', value: words(shown(letter.to)) },
      { label: 'Subject', value: words(letter.subject) },
    ],
  },
  { code: letter.text },
  { note: words(`These bytes are ${digest.slice(0, 16)}. Date, Message-ID and signature are added at sending.`) },
]

const preview = (it: Announcement): Doc => ({
  author: it.writer,
  title: `${it.id} waits for review`,
  blocks: [
    paragraph('This is the mail. It leaves as soon as a second person approves exactly these bytes.'),
    ...letterBlocks(it),
    ...(it.state === 'review'
      ? [{ buttons: [{ button: 'announcement.return', label: 'Take back', value: { id: it.id, digest: it.digest } }] }]
      : []),
  ],
})

/** What an approver sees from whom the gate keeps the text: that it waits, and not a word of why they see no more. */
const waiting = ({ id }: Announcement): Doc => ({
  title: `${id} waits for review`,
  blocks: [paragraph({ text: id, style: ['bold'] }, ' waits for review.')],
})

const review = (it: Announcement): Doc | null => {
  if (it.state !== 'review') return null
  const value = { id: it.id, digest: it.digest }
  return {
    title: `${it.id} asks for your review`,
    otherwise: waiting(it),
    blocks: [
      paragraph(
        { person: it.writer },
        ' asks you to be the second person. Approving sends this one mail to the list; it cannot be called back.',
      ),
      ...letterBlocks(it),
      {
        buttons: [
          {
            button: 'announcement.approve',
            label: 'Approve and send',
            value,
            look: 'primary',
            confirm: `This sends the mail to ${it.letter.to.address} at once. A list mail cannot be recalled.`,
          },
          { button: 'announcement.return', label: 'Send back', value },
        ],
      },
    ],
  }
}

const standing: Readonly<Record<Announcement['state'], string>> = {
  review: 'waits for a second person.',
  returned: 'was sent back and will not go out. Write it anew with /announce; the words were kept in its preview.',
  approved: 'is approved and on its way to the list.',
  sent: 'was accepted by the mail host. Cordon now waits for the list’s own copy.',
  seen: 'was distributed: the list’s own copy was seen.',
}

const decided = (it: Announcement): Doc => ({
  title: `${it.id} ${it.state === 'seen' ? 'was distributed' : it.state === 'returned' ? 'was sent back' : 'goes on'}`,
  blocks: [
    paragraph(
      { text: it.id, style: ['bold'] },
      ` ${standing[it.state]}`,
      ...(it.second === null ? [] : [' Second person: ', { person: it.second }, '.']),
    ),
  ],
})

const told = (it: Announcement): Doc => ({
  title: it.letter.subject,
  blocks: [
    { heading: it.letter.subject },
    { code: it.letter.text },
    { note: words(`Sent to ${it.letter.to.address}, where the list's own copy was seen.`) },
  ],
})

/** The texts of announcements, each written from the state as it is when it leaves. */
export const announcementTexts = ({ announcements }: Pick<AnnouncementPorts, 'announcements'>): readonly Text[] => {
  const of =
    (write: (it: Announcement) => Doc | null) =>
    async (tx: Tx, { id }: Readonly<{ id: string }>) => {
      const it = await announcements.get(tx, id)
      return it ? write(it) : null
    }
  return [
    textRow({ name: 'announcement.preview', about: one, write: of(preview) }),
    textRow({ name: 'announcement.review', about: one.extend({ reader: personId }), write: of(review) }),
    textRow({ name: 'announcement.decided', about: one, write: of(decided) }),
    textRow({ name: 'announcement.answered', about: one, write: of(decided) }),
    textRow({ name: 'announcement.channel', about: one, write: of((it) => (it.state === 'seen' ? told(it) : null)) }),
  ]
}

export const announcementRebuffs: Readonly<Record<string, Rebuff>> = {
  'announcement.own': () => ({
    says: 'Nobody approves their own text.',
    remedy: 'Another approver has been asked; they have the same message.',
  }),
  'announcement.not-yours': ({ id }) => ({
    says: `${id} is neither yours nor yours to review.`,
    remedy: 'Its writer can take it back, and any approver can send it back.',
  }),
  'announcement.settled': ({ id, state }) => ({
    says: `${id} no longer waits for review (it is ${state}).`,
    remedy: 'Nothing was changed; there is nothing left to do here.',
  }),
  'announcement.changed': ({ id }) => ({
    says: `${id} is not the text that was shown to you.`,
    remedy: 'Look at the newest message about it, and decide there.',
  }),
  'announcement.roster': () => ({
    says: 'Writer and second person of an incident’s announcement must both be on its roster.',
    remedy: 'The incident lead can invite you there.',
  }),
  'announcement.closed': ({ incident }) => ({
    says: `${incident} is closed; nothing of it is announced any more.`,
    remedy: 'Write it with /announce as a text of its own, or open a new incident.',
  }),
  'announcement.nobody': () => ({
    says: 'There is nobody who could be the second person for this text.',
    remedy:
      'An approver other than you must exist in cordon.yaml and, for an incident, be on its roster: invite one first.',
  }),
  'announcement.no-list': () => ({
    says: 'No mailing list is set up.',
    remedy: 'The operator adds one under lists in cordon.yaml.',
  }),
}
