import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { freshDatabase, hasPostgres } from './database.ts'
import { decide } from './postgres.ts'
import { findPrograms, findUser } from './postgres-programs.ts'

const ask = async (url: string, query: string): Promise<unknown> => {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(query)).rows
  } finally {
    await client.end()
  }
}

describe.skipIf(!hasPostgres)('the PostgreSQL of this run', () => {
  test('keeps what it acknowledges', async () => {
    expect(await ask(await freshDatabase(), "select current_setting('fsync') as fsync")).toEqual([{ fsync: 'on' }])
  })

  test('gives each caller a database of its own', async () => {
    const [one, other] = [await freshDatabase(), await freshDatabase()]
    await ask(one, 'create table seen (id int)')
    await expect(ask(other, 'select * from seen')).rejects.toThrow('does not exist')
    expect(await ask(one, 'select * from seen')).toEqual([])
  })
})

describe('the programs', () => {
  test('are taken from the path when both are there', () => {
    const dir = mkdtempSync(join(tmpdir(), 'cordon-path-'))
    const [whole, half] = [join(dir, 'whole'), join(dir, 'half')]
    for (const folder of [whole, half]) mkdirSync(folder)
    for (const file of [join(half, 'initdb'), join(whole, 'initdb'), join(whole, 'postgres')])
      writeFileSync(file, '', { mode: 0o755 })
    expect(findPrograms(`${half}:${whole}`)).toBe(whole)
    rmSync(dir, { recursive: true })
  })

  test('are run as ourselves unless we are root', () => {
    expect(findUser(1000)).toBeNull()
  })
})

test('a server that is given goes before our own; none is allowed outside CI only', () => {
  expect(decide('postgres://given/db', '/bin', true)).toBe('given')
  expect(decide(undefined, '/bin', true)).toBe('private')
  expect(decide(undefined, null, false)).toBe('none')
  expect(() => decide(undefined, null, true)).toThrow('TEST_DATABASE_URL')
})
