import type { Fault } from './fault.ts'

const decisions = 'test/announcement/announcement.test.ts'
const lost = 'test/announcement/lost-mail.test.ts'

export const announcementFaults: readonly Fault[] = [
  {
    id: 'own-approval-allowed',
    promise: 'announcement',
    file: 'src/announcement/announcement.ts',
    find: "  if (it.writer === look.person) return refuse('announcement.own', { id: it.id })\n",
    put: '',
    tests: decisions,
    test: 'nobody approves their own text, but the writer may take it back',
  },
  {
    id: 'other-bytes-approved',
    promise: 'announcement',
    file: 'src/announcement/announcement.ts',
    find: "  if (it.digest !== look.digest) return refuse('announcement.changed', { id: it.id })\n",
    put: '',
    tests: decisions,
    test: 'an approval of other bytes than those shown is refused',
  },
  {
    id: 'mail-repeated-when-unknown',
    promise: 'announcement',
    file: 'src/announcement/relay-announcement.ts',
    find: "    settled: (tx, { id }) => settleMail(ports, tx, id),\n    unknown: 'hold',",
    put: "    settled: (tx, { id }) => settleMail(ports, tx, id),\n    unknown: { repeat: 'a mail more' },",
    tests: lost,
    test: 'is never sent again by itself: it is held for a person',
  },
  {
    id: 'mail-not-seen-is-absent',
    promise: 'announcement',
    file: 'src/announcement/relay-announcement.ts',
    find: "ports.post.patience(it.list)) return 'unknown'",
    put: "ports.post.patience(it.list)) return 'absent'",
    tests: lost,
    test: 'is never sent again by itself: it is held for a person',
  },
  {
    id: 'disclosed-at-sending',
    promise: 'announcement',
    file: 'src/announcement/relay-announcement.ts',
    find: '  await ports.announcements.save(tx, sent(it))\n',
    put: '  await ports.announcements.save(tx, sent(it))\n  if (it.incident !== null) await ports.published(tx, it.incident, ports.clock.now())\n',
    tests: lost,
    test: 'ends the embargo when the list’s copy was seen, not when it was sent',
  },
]
