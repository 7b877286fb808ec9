import { describe, expect, test } from 'vitest'
import { createIncidentRepository } from '../../../src/adapters/store/incidents.ts'
import { createStore } from '../../../src/adapters/store/store.ts'
import { type Incident, incident, roomName } from '../../../src/incident/incident.ts'
import { type RosterEntry, rosterEntry } from '../../../src/incident/roster.ts'
import { engines } from '../../setup/engines.ts'

const made = (n: number, more: Partial<Incident> = {}): Incident => ({
  id: `KF-2026-000${n}`,
  summary: 'Tokens of one tenant open another',
  severity: 'high',
  state: 'triage',
  reason: null,
  embargo: { state: 'proposed', revision: 1, date: null },
  room: { state: 'claimed', name: roomName(`KF-2026-000${n}`, 'abcdef'), tries: 0 },
  openedBy: 'UOPENER',
  openedAt: n,
  closedAt: null,
  lead: 'UOPENER',
  nextLead: null,
  version: 1,
  ...more,
})

const entry = (person: string, more: Partial<RosterEntry> = {}): RosterEntry => ({
  incident: 'KF-2026-0001',
  person,
  state: 'accepted',
  organisation: null,
  reason: 'opened',
  invitedBy: 'UOPENER',
  invitedAt: 1,
  terms: '1',
  termsAt: 1,
  enteredAt: null,
  invitation: 1,
  version: 1,
  ...more,
})

for (const engine of engines)
  describe(`incidents on ${engine.name}`, () => {
    const opened = async () => {
      const store = createStore((await engine.fresh()).open())
      await store.migrate()
      const repository = createIncidentRepository({
        incident: (json) => incident.parse(json),
        entry: (json) => rosterEntry.parse(json),
      })
      return { ...store, repository }
    }

    test('numbers are counted within a year, and two at once never get the same', async () => {
      const { transact, repository, close } = await opened()
      const numbers = await Promise.all([1, 2, 3].map(() => transact((tx) => repository.nextNumber(tx, 2026))))
      expect(numbers.toSorted()).toEqual([1, 2, 3])
      expect(await transact((tx) => repository.nextNumber(tx, 2027))).toBe(1)
      await close()
    })

    test('an incident is read back as it was written, by id and by its room', async () => {
      const { transact, read, repository, close } = await opened()
      const it = made(1, { room: { state: 'made', name: roomName('KF-2026-0001', 'abcdef'), tries: 0, channel: 'C1' } })
      await transact((tx) => repository.insert(tx, it))
      expect(await read((tx) => repository.get(tx, it.id))).toEqual(it)
      expect(await read((tx) => repository.byChannel(tx, 'C1'))).toEqual(it)
      expect(await read((tx) => repository.byChannel(tx, 'C2'))).toBeNull()
      await close()
    })

    test('of two that save the same version one is refused', async () => {
      const { transact, read, repository, close } = await opened()
      await transact((tx) => repository.insert(tx, made(1)))
      const saves = await Promise.all([
        transact((tx) => repository.save(tx, made(1, { severity: 'low' }))),
        transact((tx) => repository.save(tx, made(1, { severity: 'critical' }))),
      ])
      expect(saves.toSorted()).toEqual([false, true])
      expect((await read((tx) => repository.get(tx, 'KF-2026-0001')))?.version).toBe(2)
      await close()
    })

    test('what is open to a person are the incidents they accepted and that are not closed', async () => {
      const { transact, read, repository, close } = await opened()
      await transact(async (tx) => {
        await repository.insert(tx, made(1))
        await repository.insert(tx, made(2, { state: 'closed' }))
        await repository.insert(tx, made(3))
        await repository.addEntry(tx, entry('UA1'))
        await repository.addEntry(tx, entry('UA1', { incident: 'KF-2026-0002' }))
        await repository.addEntry(tx, entry('UA1', { incident: 'KF-2026-0003', state: 'invited' }))
      })
      expect((await read((tx) => repository.openFor(tx, 'UA1'))).map((it) => it.id)).toEqual(['KF-2026-0001'])
      expect(await read((tx) => repository.openFor(tx, 'UB1'))).toEqual([])
      expect(await read((tx) => repository.acceptedBy(tx, 'UA1'))).toEqual(['KF-2026-0001', 'KF-2026-0002'])
      await close()
    })

    test('removing and inviting one person at once settles as one of the two', async () => {
      const { transact, read, repository, close } = await opened()
      await transact((tx) => repository.addEntry(tx, entry('UA1')))
      const saves = await Promise.all([
        transact((tx) => repository.saveEntry(tx, entry('UA1', { state: 'removed' }))),
        transact((tx) => repository.saveEntry(tx, entry('UA1', { state: 'invited' }))),
      ])
      expect(saves.toSorted()).toEqual([false, true])
      expect((await read((tx) => repository.entry(tx, 'KF-2026-0001', 'UA1')))?.version).toBe(2)
      await close()
    })
  })
