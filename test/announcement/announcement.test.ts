import { expect, test } from 'vitest'
import { type Announcement, approve, seen, sendBack, sent } from '../../src/announcement/announcement.ts'

const it: Announcement = {
  id: 'AN-2026-0001',
  list: 'security',
  writer: 'UWRITER',
  incident: null,
  subject: 'Release',
  body: 'Words',
  letter: {
    from: { address: 'a@x.test' },
    to: { address: 'l@x.test' },
    subject: 'Release',
    text: 'Words',
    html: '<p>Words</p>',
  },
  digest: 'd1',
  state: 'review',
  second: null,
  messageId: '<1@x.test>',
  date: null,
  seenAt: null,
  version: 1,
}
const look = { digest: 'd1', person: 'USECOND', isApprover: true, onRoster: true, now: 77 }

test('a second person approves, and the date of the mail is settled with it', () => {
  expect(approve(it, look)).toMatchObject({ state: 'approved', second: 'USECOND', date: 77 })
})

test('nobody approves their own text, but the writer may take it back', () => {
  expect(approve(it, { ...look, person: 'UWRITER' })).toMatchObject({ rule: 'announcement.own' })
  const taken = sendBack(it, { ...look, person: 'UWRITER', isApprover: false })
  expect(taken).toMatchObject({ state: 'returned', second: null })
})

test('another announcer cannot take back what is not theirs', () => {
  const other = { ...look, person: 'UOTHER', isApprover: false }
  expect(sendBack(it, other)).toMatchObject({ rule: 'announcement.not-yours' })
  expect(sendBack(it, { ...other, isApprover: true })).toMatchObject({ state: 'returned', second: 'UOTHER' })
})

test('an approval of other bytes than those shown is refused', () => {
  expect(approve(it, { ...look, digest: 'd2' })).toMatchObject({ rule: 'announcement.changed' })
})

test('a text of an incident is decided only by someone on its roster', () => {
  const secret = { ...it, incident: 'KF-2026-0001' }
  expect(approve(secret, { ...look, onRoster: false })).toMatchObject({ rule: 'announcement.roster' })
  expect(sendBack(secret, { ...look, onRoster: false })).toMatchObject({ rule: 'announcement.roster' })
  expect(approve(secret, look)).toMatchObject({ state: 'approved' })
})

test('only a text in review can be decided', () => {
  for (const state of ['returned', 'approved', 'sent', 'seen'] as const) {
    expect(approve({ ...it, state }, look)).toMatchObject({ rule: 'announcement.settled' })
    expect(sendBack({ ...it, state }, look)).toMatchObject({ rule: 'announcement.settled' })
  }
})

test('what was seen stays seen, whatever is settled late', () => {
  const there = seen({ ...it, state: 'sent' }, 99)
  expect(there).toMatchObject({ state: 'seen', seenAt: 99 })
  expect(sent(there)).toEqual(there)
  expect(seen(there, 120)).toEqual(there)
})
