import { describe, expect, test } from 'vitest'
import type { Read, Transact } from '../../src/kernel/tx.ts'
import type { MeetingRepository, Reminder } from '../../src/meeting/index.ts'

/** A store opened afresh for one test. */
export type Opened = Readonly<{ repository: MeetingRepository; read: Read; transact: Transact; close(): Promise<void> }>

const reminder = (key: string): Reminder => ({
  key,
  series: 'security-team',
  date: '2023-01-18',
  start: 1_674_057_600_000,
  name: 'T-24h',
  at: 1_673_971_200_000,
  until: 1_674_057_600_000,
})

/** What every repository of the meeting does, whatever holds it. */
export const meetingRepositoryContract = (name: string, open: () => Promise<Opened>): void => {
  const using = async (run: (it: Opened) => Promise<void>) => {
    const it = await open()
    try {
      await run(it)
    } finally {
      await it.close()
    }
  }

  describe(`the meeting's repository on ${name}`, () => {
    test('keeps since when a series is watched, the first time only', () =>
      using(async ({ repository, read, transact }) => {
        expect(await read((tx) => repository.watchedSince(tx, 'a'))).toBeNull()
        await transact((tx) => repository.watch(tx, 'a', 1_674_057_600_001))
        await transact((tx) => repository.watch(tx, 'a', 1_674_057_600_002))
        expect(await read((tx) => repository.watchedSince(tx, 'a'))).toBe(1_674_057_600_001)
        expect(await read((tx) => repository.watchedSince(tx, 'b'))).toBeNull()
      }))

    test('gives back overrides of each kind as they were, oldest first, each to its series', () =>
      using(async ({ repository, read, transact }) => {
        const overrides = [
          { skipped: '2023-02-01' },
          { moved: '2023-02-15', to: '2023-02-16T09:30' },
          { extra: '2023-02-20T08:00' },
          { from: '2023-03-01', first: '2023-03-02T08:00', zone: 'Europe/Berlin', everyWeeks: 1, minutes: 30 },
        ]
        for (const override of overrides)
          await transact((tx) => repository.addOverride(tx, { series: 'a', override, by: 'UROSA', at: 5 }))
        expect(await read((tx) => repository.overrides(tx, 'a'))).toEqual(overrides)
        expect(await read((tx) => repository.overrides(tx, 'b'))).toEqual([])
      }))

    test('keeps a reminder once; what was planned may turn out missed, and nothing else', () =>
      using(async ({ repository, read, transact }) => {
        const keep = (key: string, state: 'planned' | 'missed') =>
          transact((tx) => repository.keepReminder(tx, { reminder: reminder(key), state, at: 7 }))
        expect(await keep('k1', 'planned')).toBe(true)
        expect(await keep('k1', 'planned')).toBe(false)
        expect(await keep('k2', 'missed')).toBe(true)
        expect(await keep('k2', 'planned')).toBe(false)
        const known = (keys: readonly string[]) => read((tx) => repository.knownReminders(tx, keys))
        expect(await known(['k1', 'k2', 'k3'])).toEqual(
          new Map([
            ['k1', 'planned'],
            ['k2', 'missed'],
          ]),
        )
        expect(await known([])).toEqual(new Map())
        expect([await keep('k1', 'missed'), await keep('k1', 'missed')]).toEqual([true, false])
        expect(await known(['k1'])).toEqual(new Map([['k1', 'missed']]))
      }))

    test('keeps the last text of each document, whole', () =>
      using(async ({ repository, read, transact }) => {
        const text = `# 18 January 2023\n\n* ’“Ünïcode” 🙂 ${'x'.repeat(300_000)}\n`
        const notes = { document: 'd1', version: '9007199254740993', text, readAt: 1_674_057_600_000 }
        expect(await read((tx) => repository.notes(tx, 'd1'))).toBeNull()
        await transact((tx) => repository.keepNotes(tx, { ...notes, version: '1', text: 'old' }))
        await transact((tx) => repository.keepNotes(tx, notes))
        expect(await read((tx) => repository.notes(tx, 'd1'))).toEqual(notes)
        expect(await read((tx) => repository.notes(tx, 'd2'))).toBeNull()
      }))
  })
}
