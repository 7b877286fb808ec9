/** The people of the playground's team; everyone and everything here is made up. */
export const people = {
  mara: { name: 'Mara Lindholm', kind: 'member', about: 'lead, responder, announcer' },
  teo: { name: 'Teo Brandt', kind: 'member', about: 'approver of another organisation' },
  nila: { name: 'Nila Achterberg', kind: 'member', about: 'lead and approver' },
  otis: { name: 'Otis Fenwick', kind: 'member', about: 'not on the team' },
  gwen: { name: 'Gwen Halloran', kind: 'guest', about: 'a guest' },
} as const
export type Name = keyof typeof people

/** The channels that were there before Cordon came, and who is in them beside it. */
export const channels = {
  'security-team': ['mara', 'teo', 'nila', 'otis', 'gwen'],
  announcements: ['mara', 'teo', 'nila', 'otis', 'gwen'],
  'team-calls': ['mara', 'teo', 'nila', 'otis', 'gwen'],
} as const satisfies Readonly<Record<string, readonly Name[]>>

/** Addresses of the playground's mail. The witness is of another account than the one that sends. */
export const addresses = {
  list: 'lantern-security@lists.example',
  listId: 'lantern-security.lists.example',
  sender: 'security@lantern.example',
  witness: 'witness@elsewhere.example',
  subscriber: 'reader@harbour.example',
} as const

/** The account whose DKIM key signs, and where its public half stands. */
export const signing = { domain: 'lantern.example', selector: 'tour' } as const

/** The notes in the playground's Drive. */
export const notesDocument = 'lantern-security-notes'

/** When the tour begins: a Tuesday, 25 and a half hours before the second meeting (ms UTC). */
export const begins = Date.UTC(2027, 2, 16, 13, 30)
/** When that meeting's reminder is due: 24 hours before its 8:00 in Los Angeles, which has summer time since Sunday. */
export const reminderDue = Date.UTC(2027, 2, 16, 15, 0)
