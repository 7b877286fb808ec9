import { describe, expect, test } from 'vitest'
import { attempt } from '../../src/acts/perform-act.ts'
import type { Announcement } from '../../src/announcement/announcement.ts'
import { createAnnouncement } from '../../src/announcement/index.ts'
import type { AnnouncementPorts, Witnessed } from '../../src/announcement/ports.ts'
import { createGate } from '../../src/gate/index.ts'
import type { PlannedAct } from '../../src/kernel/act.ts'
import { Tx } from '../../src/kernel/tx.ts'

const approved: Announcement = {
  id: 'AN-2026-0001',
  list: 'security',
  writer: 'UWRITER',
  incident: 'KF-2026-0001',
  subject: 'Release',
  body: 'Words',
  letter: { from: { address: 'f@x.test' }, to: { address: 'l@x.test' }, subject: 'Release', text: 'Words\n', html: '' },
  digest: 'sha-1',
  state: 'approved',
  second: 'USECOND',
  messageId: '<1@x.test>',
  date: 1_000_000,
  seenAt: null,
  version: 1,
}

const tx = new Tx()

/** The module with one approved announcement in memory; what the list's own copy tells stands in `copy`. */
const opened = () => {
  const state: {
    kept: Announcement
    copy: Witnessed
    submitted: number
    published: string[]
    acts: PlannedAct[]
    now: number
  } = {
    kept: approved,
    now: 1_000_000 + 60_001,
    copy: 'not-seen',
    submitted: 0,
    published: [],
    acts: [],
  }
  const gate = createGate({
    secrets: async () => [],
    audience: async () => new Set(),
    hit: async () => undefined,
    digest: () => null,
  })
  const ports: AnnouncementPorts = {
    announcements: {
      nextNumber: async () => 1,
      insert: async () => undefined,
      get: async () => state.kept,
      save: async (_tx, it) => {
        state.kept = it
      },
    },
    post: {
      compose: async () => ({ letter: approved.letter }),
      digestOf: () => approved.digest,
      newMessageId: () => approved.messageId,
      submit: async () => {
        state.submitted += 1
        return { done: { accepted: 250 } }
      },
      witness: async () => state.copy,
      patience: () => 60_000,
    },
    clear: gate.clear,
    plan: async (_tx, act) => {
      state.acts.push(act)
    },
    append: async () => undefined,
    read: (use) => use(tx),
    clock: {
      now: () => state.now,
      line: () => 5,
      span: () => 5,
      after: () => () => undefined,
      pause: async () => undefined,
    },
    parse: (title) => ({ title, blocks: [] }),
    lists: ['security'],
    approvers: ['USECOND'],
    channel: 'announcements',
    isOpen: async () => true,
    onRoster: async () => true,
    published: async (_tx, incident) => {
      state.published.push(incident)
    },
  }
  const row = (kind: string) => {
    const found = createAnnouncement(ports).performers.find((it) => it.kind === kind)
    if (!found) throw new Error(`there is no performer of ${kind}`)
    return found
  }
  const refs = { id: approved.id, digest: approved.digest }
  const goOn = (doubt: boolean) =>
    attempt(
      row('announcement.mail'),
      {
        id: '1',
        kind: 'announcement.mail',
        key: approved.id,
        refs,
        lane: null,
        state: 'performing',
        attempts: doubt ? 2 : 1,
        doubt,
        retryAt: 0,
        expires: null,
        reason: null,
        plannedAt: 0,
        settledAt: null,
        token: 't',
      },
      { signal: new AbortController().signal, over: () => false },
    )
  return { state, row, refs, goOn }
}

describe('a mail whose answer was lost', () => {
  test('is never sent again by itself: it is held for a person', async () => {
    for (const copy of ['not-seen', 'unknown'] as const) {
      const it = opened()
      it.state.copy = copy
      expect(await it.goOn(true)).toEqual({ held: 'outcome-unknown' })
      expect(it.state.submitted).toBe(0)
    }
  })

  test('is looked for again while the list may only be slow', async () => {
    const it = opened()
    it.state.now = 1_000_000 + 59_000
    expect(await it.goOn(true)).toEqual({ lookAt: 5005, reason: 'not-seen-yet' })
    expect(it.state.submitted).toBe(0)
  })

  test('counts as sent when the list has it, given out or held back', async () => {
    for (const copy of ['seen', 'held'] as const) {
      const it = opened()
      it.state.copy = copy
      expect(await it.goOn(true)).toEqual({ done: { accepted: 250 } })
      expect(it.state.submitted).toBe(0)
    }
  })

  test('is sent once when nothing was tried before', async () => {
    const it = opened()
    expect(await it.goOn(false)).toEqual({ done: { accepted: 250 } })
    expect(it.state.submitted).toBe(1)
  })
})

describe('an announcement of an incident', () => {
  test('ends the embargo when the list’s copy was seen, not when it was sent', async () => {
    const it = opened()
    await it.row('announcement.mail').settled(tx, it.refs, { accepted: 250 })
    expect(it.state.kept.state).toBe('sent')
    expect(it.state.published).toEqual([])
    const [witness, ...others] = it.state.acts
    expect([witness?.kind, others]).toEqual(['announcement.witness', []])
    await it.row('announcement.witness').settled(tx, witness?.refs, { at: 9 })
    expect(it.state.kept).toMatchObject({ state: 'seen', seenAt: 9 })
    expect(it.state.published).toEqual(['KF-2026-0001'])
  })
})
