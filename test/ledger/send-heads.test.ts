import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createLedgerRepository } from '../../src/adapters/store/ledger.ts'
import type { Doc } from '../../src/kernel/doc.ts'
import { createHeads, createLedger } from '../../src/ledger/index.ts'
import { createDesk } from '../setup/desk.ts'
import { engines } from '../setup/engines.ts'

const at = (text: string): number => Date.parse(text)

for (const engine of engines)
  describe(`the heads of the ledger, on ${engine.name}`, () => {
    const setUp = async () => {
      const desk = await createDesk((await engine.fresh()).open(), [])
      const repository = createLedgerRepository()
      const ledger = createLedger({ repository, salt: randomUUID })
      const { transact, read } = desk.store
      const heads = createHeads({ repository, transact, plan: desk.acts.plan, leads: ['UADA', 'UBOB'] })
      const note = (chain: string, when: string) =>
        transact((tx) => ledger.append(tx, { chain, what: 'it.happened', by: 'cordon', at: at(when), body: {} }))
      const written = (when: string): Promise<Doc | null | undefined> =>
        read(async (tx) => heads.texts[0]?.write(tx, { from: at(when) }))
      return { desk, heads, ledger, note, written, read }
    }

    test('go to each lead once a day, at eight o’clock, however often is looked', async () => {
      const { desk, heads } = await setUp()
      const [job] = heads.jobs
      for (const now of ['2026-03-02T09:00Z', '2026-03-02T23:00Z', '2026-03-03T07:59Z']) await job?.beat(at(now))
      expect(Object.keys(await desk.states())).toHaveLength(2)
      // Another server that looks at the same store.
      await createHeads({
        repository: createLedgerRepository(),
        transact: desk.store.transact,
        plan: desk.acts.plan,
        leads: ['UADA', 'UBOB'],
      }).jobs[0]?.beat(at('2026-03-02T10:00Z'))
      expect(Object.keys(await desk.states())).toHaveLength(2)
      await job?.beat(at('2026-03-03T08:00Z'))
      expect(Object.keys(await desk.states())).toHaveLength(4)
      expect(await job?.next?.(at('2026-03-03T08:00Z'))).toBe(at('2026-03-04T08:00Z'))
    })

    test('are those of the chains that grew since the day before, as `ledger verify --head` takes them', async () => {
      const { ledger, note, written, read } = await setUp()
      expect(await written('2026-03-02T08:00Z')).toBeNull()
      await note('KF-2026-0001', '2026-02-01T08:00Z')
      await note('desk', '2026-02-01T08:00Z')
      await note('desk', '2026-03-01T12:00Z')
      const said = JSON.stringify(await written('2026-03-02T08:00Z'))
      expect(said).not.toContain('KF-2026-0001')
      const head = await read((tx) => ledger.offers.head(tx, 'desk'))
      expect(said).toContain(`desk:2:${head?.hash}`)
    })
  })
