import { expect, it } from 'vitest'
import { incident } from '../../src/incident/incident.ts'
import { type EntryState, invitedEntry, rolesIn } from '../../src/incident/roster.ts'

const held = incident.parse({
  id: 'KF-2026-0001',
  summary: 'Pipeline tokens of one tenant open another',
  severity: 'high',
  state: 'triage',
  reason: null,
  embargo: { state: 'proposed', revision: 1, date: null },
  room: { state: 'made', name: 'inc-kf-2026-0001-abcdef', tries: 1, channel: 'C1' },
  openedBy: 'UADA',
  openedAt: 1,
  closedAt: null,
  lead: 'UADA',
  nextLead: null,
  version: 1,
})

const roles = (person: string, state: EntryState) =>
  rolesIn(held, {
    ...invitedEntry({
      incident: held.id,
      person,
      reason: 'invited',
      organisation: null,
      invitedBy: 'UADA',
      at: 1,
    }),
    state,
  })

it('somebody who declined or was removed is nothing to an incident any more, its lead neither', () => {
  for (const person of ['UADA', 'UCAT'])
    for (const state of ['declined', 'removed'] as const) expect(roles(person, state)).toEqual([])
  expect(rolesIn(held, null)).toEqual([])
})

it('somebody who accepted is on the roster, and the lead is the incident lead as well', () => {
  expect(roles('UCAT', 'accepted')).toEqual(['roster'])
  expect(roles('UADA', 'accepted')).toEqual(['roster', 'incident-lead'])
  expect(roles('UADA', 'invited')).toEqual(['invited'])
})
