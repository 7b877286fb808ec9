import { describe, expect, test } from 'vitest'
import { createAnnouncementRepository } from '../../../src/adapters/store/announcements.ts'
import { createStore } from '../../../src/adapters/store/store.ts'
import { approve } from '../../../src/announcement/announcement.ts'
import { parseAnnouncement } from '../../../src/announcement/index.ts'
import { isRefusal } from '../../../src/kernel/refusal.ts'
import { engines } from '../../setup/engines.ts'

const repository = createAnnouncementRepository(parseAnnouncement)
const inReview = (id: string) =>
  parseAnnouncement({
    id,
    list: 'security',
    writer: 'UWRITER',
    incident: null,
    subject: 'Release',
    body: 'Words',
    letter: { from: { address: 'a@x.test' }, to: { address: 'l@x.test' }, subject: 'R', text: 'W', html: '<p>W</p>' },
    digest: 'd1',
    state: 'review',
    second: null,
    messageId: '<1@x.test>',
    date: null,
    seenAt: null,
    version: 1,
  })

for (const engine of engines)
  describe(`announcements on ${engine.name}`, () => {
    test('of two who approve at once, each by a server of their own, one is refused', async () => {
      const fresh = await engine.fresh()
      const stores = [createStore(fresh.open()), createStore(fresh.open())]
      await stores[0]?.migrate()
      for (let round = 1; round <= 8; round++) {
        const id = `AN-2026-000${round}`
        await stores[0]?.transact((tx) => repository.insert(tx, inReview(id)))
        const said = await Promise.all(
          stores.map((store, n) =>
            store.transact(async (tx) => {
              const found = await repository.get(tx, id)
              if (!found) throw new Error('there is no announcement')
              const next = approve(found, {
                digest: 'd1',
                person: `USECOND${n}`,
                isApprover: true,
                onRoster: true,
                now: round,
              })
              if (isRefusal(next)) return next.rule
              await repository.save(tx, next)
              return 'approved'
            }),
          ),
        )
        expect(said.toSorted()).toEqual(['announcement.settled', 'approved'])
      }
      for (const store of stores) await store.close()
    })
  })
