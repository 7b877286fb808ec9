import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateWarnings, plainTime } from '../../src/incident/disclosure-date.ts'
import { idOf, roomName, yearOf } from '../../src/incident/incident.ts'
import { digestOf, firstLines, namedExport } from '../../src/incident/ledger-file.ts'
import { closable, closingReasons, led, states, ways } from '../../src/incident/lifecycle.ts'
import { entryMoved, entryMoves, unfit } from '../../src/incident/roster.ts'
import { standing } from '../../src/kernel/person.ts'
import { incidentId } from '../../src/kernel/place.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'

describe('the states of an incident', () => {
  it('lead only where the table says, and a refusal names where', () => {
    for (const from of states)
      for (const to of states) {
        const result = led(from, to)
        if (ways[from].includes(to)) expect(result).toBe(to)
        else expect(result).toMatchObject({ rule: 'incident-move', about: { may: ways[from].join(', ') } })
      }
  })

  it('reach closed from everywhere, and lead nowhere from there', () => {
    for (const from of states) expect(ways[from].includes('closed')).toBe(from !== 'closed')
    expect(ways.closed).toEqual([])
  })

  it('can be closed as published after disclosure only, and then as nothing else', () => {
    for (const from of states)
      for (const reason of closingReasons) {
        const may = from !== 'closed' && (reason === 'published') === (from === 'disclosed')
        expect(closable(from, reason) === true, `${from} as ${reason}`).toBe(may)
      }
    expect(closable('closed', 'rejected')).toMatchObject({ rule: 'incident-closed' })
    expect(closable('triage', 'published')).toMatchObject({ rule: 'not-published' })
    expect(closable('disclosed', 'duplicate')).toMatchObject({ rule: 'was-published' })
  })
})

describe('a roster entry', () => {
  const froms = [null, 'invited', 'accepted', 'declined', 'removed'] as const
  for (const move of ['invite', 'accept', 'decline', 'remove'] as const)
    it(`is moved by ${move} only from where the table says`, () => {
      for (const from of froms) {
        const to = entryMoved(from, move, 'UADA')
        expect(isRefusal(to)).toBe(!entryMoves[move].from.includes(from))
        if (!isRefusal(to)) expect(to).toBe(entryMoves[move].to)
      }
    })

  it('is for members of the workspace only, and for nobody whom Slack did not name', () => {
    const fit = standing.options.filter((each) => unfit({ id: 'UADA', name: 'Ada', standing: each }) === null)
    expect(fit).toEqual(['member'])
    expect(unfit(null)).toBe('unknown')
  })
})

describe('an incident’s names', () => {
  it('are its prefix, the year in UTC and a count of four digits or more', () => {
    expect(idOf('KF', 2026, 7)).toBe('KF-2026-0007')
    expect(idOf('KF', 2026, 12345)).toBe('KF-2026-12345')
    expect(yearOf(Date.UTC(2026, 11, 31, 23, 59, 59))).toBe(2026)
    expect(yearOf(Date.UTC(2027, 0, 1))).toBe(2027)
  })

  it('are ids and channel names that Slack takes, whatever the count and the letters', () => {
    const letters = fc.stringMatching(/^[a-z]{6}$/)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), letters, (number, random) => {
        const id = idOf('KF', 2026, number)
        expect(incidentId.safeParse(id).success).toBe(true)
        expect(roomName(id, random)).toMatch(/^[a-z0-9-]{1,80}$/)
      }),
    )
  })
})

describe('a disclosure date', () => {
  const policy = { longestDays: 90, slot: { days: [2, 3, 4], from: 15, until: 16 } }
  const openedAt = Date.UTC(2026, 11, 1)
  const warned = (date: number) => dateWarnings(date, { openedAt, now: openedAt, policy })

  it('needs no word inside the slot: Tuesday to Thursday, 15:00 to 16:00 UTC', () => {
    expect(warned(Date.UTC(2026, 11, 8, 15))).toEqual([])
    expect(warned(Date.UTC(2026, 11, 10, 15, 59))).toEqual([])
  })

  it('is warned of outside the slot, on its edges too', () => {
    for (const date of [
      Date.UTC(2026, 11, 8, 14, 59),
      Date.UTC(2026, 11, 8, 16),
      Date.UTC(2026, 11, 7, 15),
      Date.UTC(2026, 11, 11, 15),
    ])
      expect(warned(date)).toEqual(['outside-slot'])
  })

  it('is warned of when it has passed, or lies beyond the longest embargo', () => {
    expect(warned(Date.UTC(2026, 10, 26, 15))).toEqual(['past'])
    expect(warned(Date.UTC(2027, 2, 2, 15))).toEqual(['beyond-longest'])
  })

  it('is said in plain words with its zone', () => {
    expect(plainTime(Date.UTC(2026, 11, 2, 16))).toBe('Wed 2 Dec 2026 16:00 UTC')
  })
})

describe('the exported ledger', () => {
  const lines = fc.array(fc.stringMatching(/^[^\n\r]{1,20}$/), { minLength: 1, maxLength: 8 })

  it('is the same bytes however much the chain has grown since', () => {
    fc.assert(
      fc.property(lines, lines, (before, later) => {
        const then = before.map((line) => `${line}\n`).join('')
        const { lines: count, digest } = namedExport(then)
        const now = firstLines(then + later.map((line) => `${line}\n`).join(''), count)
        expect(count).toBe(before.length)
        expect(digestOf(now ?? '')).toBe(digest)
      }),
    )
  })

  it('is not written from a chain that has become shorter', () => {
    expect(firstLines('one\n', 2)).toBeNull()
  })
})
