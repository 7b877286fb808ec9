import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createClock } from '../../src/adapters/clock.ts'
import { lockServing } from '../../src/adapters/store/lock.ts'
import { openSqlite } from '../../src/adapters/store/sqlite.ts'
import { actKind, planned } from '../../src/kernel/act.ts'
import { hasPostgres } from '../setup/database.ts'
import { createDesk } from '../setup/desk.ts'
import { engines } from '../setup/engines.ts'
import { runCordon } from './run.ts'

const ring = actKind({ kind: 'ring', refs: z.strictObject({ n: z.number() }), result: z.strictObject({}) })
const act = (n: number) => planned(ring, { key: `ring-${n}`, refs: { n } })

const scratch = mkdtempSync(join(tmpdir(), 'cordon-restore-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const clock = createClock()
const deskIn = (dir: string) => createDesk(openSqlite(dir, clock), [])
const statesIn = async (dir: string) => {
  const desk = await deskIn(dir)
  const states = await desk.states()
  await desk.store.close()
  return states
}

describe('a backup', () => {
  test('is made while Cordon writes, and restoring it holds what it had not settled', async () => {
    const dir = mkdtempSync(join(scratch, 'data-'))
    const file = join(scratch, 'one.db')
    const desk = await deskIn(dir)
    await desk.plan(act(1))
    const made = await runCordon({ DATA_DIR: dir }, 'backup', file, '--json')
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(made.out)).toEqual({ file, unsettled: 1, chains: 0, altered: 0 })
    await desk.plan(act(2))
    await desk.store.close()

    const restored = await runCordon({ DATA_DIR: dir }, 'restore', file, '--json')
    expect(restored).toMatchObject({ code: 0, err: '' })
    const { held, kept } = z.object({ held: z.number(), kept: z.string() }).parse(JSON.parse(restored.out))
    expect(held).toBe(1)
    expect(await statesIn(dir)).toEqual({ 'ring-1': 'held' })
    expect(
      readdirSync(dir)
        .filter((name) => name !== 'serve.lock')
        .toSorted(),
    ).toEqual(['cordon.db', kept])
    expect((await runCordon({ DATA_DIR: dir }, 'ledger', 'show', 'desk', '--json')).out).toContain('store.restored')

    const before = mkdtempSync(join(scratch, 'before-'))
    writeFileSync(join(before, 'cordon.db'), readFileSync(join(dir, kept)))
    expect(await statesIn(before)).toEqual({ 'ring-1': 'waiting', 'ring-2': 'waiting' })
  })

  test('is not put in place while a Cordon serves, nor when it is not whole', async () => {
    const dir = mkdtempSync(join(scratch, 'data-'))
    const desk = await deskIn(dir)
    await desk.plan(act(1))
    const file = join(scratch, 'two.db')
    await runCordon({ DATA_DIR: dir }, 'backup', file)
    await desk.store.close()
    const release = lockServing(dir, 4711)
    const served = await runCordon({ DATA_DIR: dir }, 'restore', file)
    expect(served.code).toBe(2)
    expect(served.err).toContain('another Cordon (process 4711) is already serving')
    release()
    writeFileSync(file, readFileSync(file).subarray(0, 5000))
    const broken = await runCordon({ DATA_DIR: dir }, 'restore', file)
    expect(broken.code).toBe(2)
    expect(broken.err).toMatch(/^FILE is not whole \(.+\)\. Nothing was changed\./)
    expect(await statesIn(dir)).toEqual({ 'ring-1': 'waiting' })
  })

  test('takes the place of a database that is damaged', async () => {
    const dir = mkdtempSync(join(scratch, 'data-'))
    const desk = await deskIn(dir)
    await desk.plan(act(1))
    const file = join(scratch, 'three.db')
    await runCordon({ DATA_DIR: dir }, 'backup', file)
    await desk.store.close()
    writeFileSync(join(dir, 'cordon.db'), 'spilled coffee\n'.repeat(1000))
    expect(await runCordon({ DATA_DIR: dir }, 'restore', file)).toMatchObject({ code: 0, err: '' })
    expect(await statesIn(dir)).toEqual({ 'ring-1': 'held' })
  })

  test('overwrites no other', async () => {
    const dir = mkdtempSync(join(scratch, 'data-'))
    const desk = await deskIn(dir)
    const file = join(scratch, 'four.db')
    writeFileSync(file, 'the only other backup')
    expect(await runCordon({ DATA_DIR: dir }, 'backup', file)).toMatchObject({ code: 2 })
    expect(readFileSync(file, 'utf8')).toBe('the only other backup')
    await desk.store.close()
  })
})

test.runIf(hasPostgres)('on PostgreSQL restore only holds, after its own tools have restored', async () => {
  const engine = engines.find((it) => it.name === 'postgres')
  const fresh = await engine?.fresh()
  if (!fresh) throw new Error('there is no PostgreSQL')
  const desk = await createDesk(fresh.open(), [])
  await desk.plan(act(1))
  expect(await runCordon(fresh.env, 'restore', 'some.dump')).toMatchObject({ code: 2, out: '' })
  expect(await runCordon(fresh.env, 'backup', 'some.dump')).toMatchObject({ code: 2, out: '' })
  expect(await runCordon(fresh.env, 'restore')).toMatchObject({ code: 0, err: '' })
  expect(await desk.states()).toEqual({ 'ring-1': 'held' })
  await desk.store.close()
})
