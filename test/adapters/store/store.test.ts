import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { createLedgerRepository } from '../../../src/adapters/store/ledger.ts'
import { lockServing } from '../../../src/adapters/store/lock.ts'
import { createStore, outsideOnly } from '../../../src/adapters/store/store.ts'
import type { Tx } from '../../../src/kernel/tx.ts'
import { createLedger } from '../../../src/ledger/index.ts'
import { engines } from '../../setup/engines.ts'

const ledger = createLedger({ repository: createLedgerRepository(), salt: () => 'salt' })
const note = (tx: Tx, n: number) =>
  ledger.append(tx, { chain: 'desk', what: 'test.noted', by: 'cordon', at: n, body: { n } })

for (const engine of engines)
  describe(`the store on ${engine.name}`, () => {
    const opened = async () => {
      const fresh = await engine.fresh()
      const store = createStore(fresh.open())
      await store.migrate()
      return { store, fresh }
    }

    test('a transaction that throws leaves nothing', async () => {
      const { store } = await opened()
      const failing = store.transact(async (tx) => {
        await note(tx, 1)
        throw new Error('changed my mind')
      })
      await expect(failing).rejects.toThrow('changed my mind')
      expect(await store.read((tx) => ledger.offers.entries(tx, 'desk'))).toEqual([])
      await store.close()
    })

    test('what is committed is there for another process that opens the store', async () => {
      const { store, fresh } = await opened()
      await store.transact((tx) => note(tx, 1))
      const other = createStore(fresh.open())
      expect(await other.read((tx) => ledger.offers.entries(tx, 'desk'))).toHaveLength(1)
      await Promise.all([store.close(), other.close()])
    })

    test('migrating twice changes nothing', async () => {
      const { store } = await opened()
      await store.transact((tx) => note(tx, 1))
      await store.migrate()
      expect(await store.read((tx) => ledger.offers.entries(tx, 'desk'))).toHaveLength(1)
      await store.close()
    })

    test('a schema newer than the program is refused with the remedy', async () => {
      const { store } = await opened()
      await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z')`.execute(
        store.engine.db,
      )
      await expect(store.migrate()).rejects.toMatchObject({
        code: 'newer-schema',
        remedy: expect.stringContaining('newer version'),
      })
      await store.close()
    })

    test('a unit of work that is over can no longer be used', async () => {
      const { store } = await opened()
      const kept = await store.transact(async (tx) => tx)
      await expect(note(kept, 1)).rejects.toThrow('after it ended')
      await store.close()
    })

    test('an adapter called inside a transaction throws, and outside it works', async () => {
      const { store } = await opened()
      const slack = outsideOnly('slack', { post: async () => 'posted' })
      await expect(store.transact(() => slack.post())).rejects.toThrow('slack.post was called inside a transaction')
      await expect(store.read(() => slack.post())).rejects.toThrow('inside a transaction')
      await expect(store.transact((tx) => store.transact(() => note(tx, 1)))).rejects.toThrow('inside a transaction')
      expect(await slack.post()).toBe('posted')
      await store.close()
    })

    test('a read cannot write', async () => {
      const { store } = await opened()
      await expect(store.read((tx) => note(tx, 1))).rejects.toThrow()
      await store.close()
    })

    test('two connections that append at once make one chain without a gap', async () => {
      const { store, fresh } = await opened()
      const other = createStore(fresh.open())
      await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? store : other).transact((tx) => note(tx, n))),
      )
      const entries = await store.read((tx) => ledger.offers.entries(tx, 'desk'))
      expect(entries.map((entry) => entry.seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
      expect(await store.read((tx) => ledger.offers.verify(tx, 'desk'))).toEqual([])
      await Promise.all([store.close(), other.close()])
    })
  })

describe('a folder for SQLite', () => {
  test('a second server on one DATA_DIR is refused, and may serve when the first is gone', () => {
    const dir = mkdtempSync(join(tmpdir(), 'cordon-lock-'))
    const release = lockServing(dir, 4711)
    expect(() => lockServing(dir, 4712)).toThrow('another Cordon (process 4711) is already serving')
    release()
    lockServing(dir, 4713)()
  })

  const shell = (script: string) => spawnSync('unshare', ['-m', 'bash', '-ec', script], { encoding: 'utf8' })
  const program = new URL('./disk-program.ts', import.meta.url).pathname
  const alone = shell('true').status === 0

  test.runIf(alone)('a read-only disk is refused with the remedy', () => {
    const dir = mkdtempSync(join(tmpdir(), 'cordon-disk-'))
    const ended = shell(
      `mount -t tmpfs none ${dir} && mount -o remount,ro ${dir} && ${process.execPath} ${program} ${dir}`,
    )
    expect(ended.stdout).toContain('refused: unwritable')
    expect(ended.stdout).toContain('write access')
  })

  test.runIf(alone)('a full disk acknowledges nothing that it loses', () => {
    const dir = mkdtempSync(join(tmpdir(), 'cordon-disk-'))
    const ended = shell(`mount -t tmpfs -o size=2m none ${dir} && ${process.execPath} ${program} ${dir}`)
    const [acknowledged, kept] = (/acknowledged (\d+), kept (\d+), faults 0/.exec(ended.stdout) ?? []).slice(1)
    expect(Number(acknowledged)).toBeGreaterThan(10)
    expect(kept).toBe(acknowledged)
  })
})
