import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actKind, nothing, performer, planned } from '../../src/kernel/act.ts'
import type { Doc } from '../../src/kernel/doc.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'
import { createDesk } from '../setup/desk.ts'
import { engines } from '../setup/engines.ts'

const kind = actKind({ kind: 'ring', refs: z.strictObject({}), result: nothing })
const row = performer(kind, {
  perform: async () => ({ held: 'not-cleared' }),
  find: async () => 'absent',
  settled: async () => undefined,
  unknown: 'hold',
})
const lead = { id: 'ULEAD', name: 'Lead', standing: 'member' } as const

for (const engine of engines)
  describe(`buttons under the notice of a stuck act, on ${engine.name}`, () => {
    const opened = async () => {
      const it = await createDesk((await engine.fresh()).open(), [row])
      const notice = async () => {
        const id = (await it.act('ring-1'))?.id ?? ''
        const text = it.acts.module.texts.find((one) => one.name === 'act.stuck')
        return (await it.store.read(async (tx) => text?.write(tx, { act: id }))) ?? null
      }
      const press = async (doc: Doc | null, button: string) => {
        const shown = doc?.blocks.flatMap((block) => ('buttons' in block ? block.buttons : [])) ?? []
        const value = shown.find((one) => one.button === button)?.value
        const prepared = await it.acts.module.buttons.find((one) => one.id === button)?.prepare(value, lead)
        if (!prepared || !('decide' in prepared)) throw new Error('the button was not understood')
        return it.store.transact((tx) =>
          prepared.decide(tx, { person: lead, roles: new Set(['lead']), at: it.desk.now }),
        )
      }
      const stop = await it.worker.start()
      await it.plan(planned(kind, { key: 'ring-1', refs: {} }))
      await it.until('ring-1', 'held')
      return { ...it, notice, press, stop }
    }

    test('a press is kept as the deed of the person who pressed', async () => {
      const it = await opened()
      expect(await it.press(await it.notice(), 'act.drop')).toMatchObject({ about: { state: 'dropped' } })
      const entries = await it.store.read((tx) => it.ledger.offers.entries(tx, 'desk'))
      expect(entries.at(-1)).toMatchObject({ what: 'act.remedied', by: 'ULEAD' })
      await it.stop(500)
    })

    test('an older notice lets nothing go that came to be held again since', async () => {
      const it = await opened()
      const older = await it.notice()
      it.desk.now += 1
      await it.press(older, 'act.retry')
      await it.until('ring-1', 'held')
      expect(isRefusal(await it.press(older, 'act.let-go'))).toBe(true)
      expect(isRefusal(await it.press(await it.notice(), 'act.let-go'))).toBe(false)
      await it.stop(500)
    })
  })
