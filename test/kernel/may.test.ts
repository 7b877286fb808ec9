import { describe, expect, test } from 'vitest'
import { may, type Permission } from '../../src/kernel/module.ts'
import { type Role, teamRoles } from '../../src/kernel/person.ts'

const everyRole = new Set<Role>([...teamRoles, 'anyone', 'roster', 'invited', 'incident-lead'])

const table: readonly Permission[] = [
  { action: 'bell.ring', roles: ['responder', 'lead'], where: 'anywhere' },
  { action: 'door.shut', roles: ['roster'], where: 'room' },
]

describe('the permission table', () => {
  test('an action that the table does not name is refused, whatever the roles', () => {
    for (const inRoom of [true, false]) {
      expect(may(table, { action: 'bell.sell', roles: everyRole, inRoom })).toBe(false)
      expect(may([], { action: 'bell.ring', roles: everyRole, inRoom })).toBe(false)
    }
  })

  test('one of the roles of its row is enough, and none is not', () => {
    const asked = (roles: readonly Role[]) => may(table, { action: 'bell.ring', roles: new Set(roles), inRoom: false })
    expect(asked(['lead', 'anyone'])).toBe(true)
    expect(asked(['anyone', 'announcer', 'approver', 'host', 'roster'])).toBe(false)
    expect(asked([])).toBe(false)
  })

  test('what belongs to a room is refused outside of it', () => {
    const asked = (inRoom: boolean) => may(table, { action: 'door.shut', roles: everyRole, inRoom })
    expect(asked(true)).toBe(true)
    expect(asked(false)).toBe(false)
  })
})
