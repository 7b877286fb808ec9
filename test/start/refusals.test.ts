import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lockServing } from '../../src/adapters/store/lock.ts'
import { createStore } from '../../src/adapters/store/store.ts'
import { startProgram } from '../kill/program.ts'
import { childEnv } from '../setup/child-env.ts'
import { freshDatabase, hasPostgres } from '../setup/database.ts'
import { engines } from '../setup/engines.ts'
import { createWorld, type World } from '../setup/world.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname

/** Starts what must refuse, and returns what it said; a Cordon that starts all the same runs into the test's time-out. */
const refused = async (env: Readonly<Record<string, string>>) => {
  const program = startProgram(main, env)
  try {
    const { code, out, err } = await program.ended
    return { code, out, err, lines: err.trimEnd().split('\n') }
  } finally {
    program.kill()
  }
}

const sentence = (says: string) => ({
  code: 1,
  out: '',
  lines: ['Cordon does not start:', expect.stringContaining(says)],
})

describe('npm start refuses', () => {
  let world: World
  let scratch: string
  beforeAll(async () => {
    world = await createWorld()
    scratch = mkdtempSync(join(tmpdir(), 'cordon-start-'))
  })
  afterAll(async () => {
    await world.stop()
    rmSync(scratch, { recursive: true, force: true })
  })
  const folder = (name: string): string => {
    const dir = join(scratch, name)
    mkdirSync(dir)
    return dir
  }

  test('an empty environment: everything that is missing at once, each with its remedy', () => {
    const cwd = folder('empty')
    const ended = spawnSync(process.execPath, [main], { cwd, env: {}, encoding: 'utf8' })
    expect(ended.status).toBe(1)
    expect(readdirSync(cwd)).toEqual([])
    expect(ended.stderr.trimEnd().split('\n')).toEqual([
      'Cordon does not start:',
      expect.stringMatching(/^- SLACK_BOT_TOKEN is not set\. Set it to .+\.$/),
      expect.stringMatching(/^- SLACK_APP_TOKEN is not set.+\. Set .+\.$/),
      expect.stringMatching(/^- cordon\.yaml cannot be read at .+\. Copy cordon\.example\.yaml there.+\.$/),
    ])
  })

  test('three mistakes: all of them at once, and none of the secrets', async () => {
    const secrets = ['xoxp-do-not-show-me', 'hush-hush-password', 'too-short-a-secret']
    const { code, out, err, lines } = await refused({
      ...world.env,
      SLACK_BOT_TOKEN: 'xoxp-do-not-show-me',
      DATABASE_URL: 'mysql://cordon:hush-hush-password@db.example.org/cordon',
      CORDON_SECRET: 'too-short-a-secret',
    })
    expect(code).toBe(1)
    expect(lines.slice(1).map((line) => line.split(' ')[1])).toEqual([
      'SLACK_BOT_TOKEN',
      'DATABASE_URL',
      'CORDON_SECRET',
    ])
    for (const line of lines.slice(1)) expect(line).toMatch(/^- [A-Z_]+ .+\. .+$/)
    for (const secret of secrets) expect(out + err).not.toContain(secret)
  })

  test('a DATA_DIR that another Cordon serves from, naming its process', async () => {
    const dir = folder('served')
    const release = lockServing(dir, 4711)
    expect(await refused({ ...world.env, DATA_DIR: dir })).toMatchObject(
      sentence('another Cordon (process 4711) is already serving from this DATA_DIR. Stop the other one first'),
    )
    release()
  })

  test('data that is no database', async () => {
    const dir = folder('damaged')
    writeFileSync(join(dir, 'cordon.db'), 'not what SQLite writes\n'.repeat(500))
    expect(await refused({ ...world.env, DATA_DIR: dir })).toMatchObject(sentence('cordon.db in DATA_DIR is damaged'))
  })

  test('a token that Slack does not know', async () => {
    const dir = folder('token')
    const after = await refused({ ...world.env, DATA_DIR: dir, SLACK_BOT_TOKEN: 'xoxb-nobody-knows-me' })
    expect(after).toMatchObject(sentence('Slack does not accept SLACK_BOT_TOKEN (invalid_auth). Install the app again'))
    expect(after.err).not.toContain('nobody-knows-me')
  })

  test('a port where another program listens', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, resolve))
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const dir = folder('port')
    const after = await refused({ ...world.env, DATA_DIR: dir, PORT: String(port) })
    expect(after).toMatchObject(sentence(`another program listens at port ${port} already. Stop what listens there`))
    other.close()
  })

  for (const engine of engines)
    test(`${engine.name} with a schema of a newer version`, async () => {
      const fresh = await engine.fresh()
      const store = createStore(fresh.open())
      await store.migrate()
      await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030')`.execute(store.engine.db)
      await store.close()
      expect(await refused({ ...world.env, ...fresh.env })).toMatchObject(
        sentence('the data was written by a newer Cordon than this one. Run the newer version'),
      )
    })

  test('a PostgreSQL that is not there, without its password', async () => {
    const after = await refused({ ...world.env, DATABASE_URL: 'postgres://cordon:hush-hush@127.0.0.1:1/cordon' })
    expect(after).toMatchObject(sentence('the PostgreSQL of DATABASE_URL does not let Cordon in (ECONNREFUSED). Check'))
    expect(after.err).not.toContain('hush-hush')
  })

  test.runIf(hasPostgres)('a PostgreSQL that does not keep what it acknowledges', async () => {
    const url = await freshDatabase()
    const client = new pg.Client(url)
    await client.connect()
    await client.query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = off`)
    await client.end()
    expect(await refused({ ...world.env, DATABASE_URL: url })).toMatchObject(
      sentence(
        'this PostgreSQL does not keep what it acknowledges (fsync or synchronous_commit is off). Set fsync = on',
      ),
    )
  })

  const shell = (script: string, env: Readonly<Record<string, string>>) =>
    spawnSync('unshare', ['-m', 'sh', '-ec', script], {
      env: { ...childEnv, ...env },
      encoding: 'utf8',
    })
  // Root writes into a folder without write bits, so the folder is a disk of its own, which only Linux lets us mount.
  if (shell('true', {}).status === 0)
    test('a folder that cannot be written', () => {
      const dir = folder('read-only')
      const script = `mount -t tmpfs none ${dir} && mount -o remount,ro ${dir} && exec ${process.execPath} ${main}`
      const ended = shell(script, { ...world.env, DATA_DIR: dir })
      expect(ended.status).toBe(1)
      expect(ended.stderr).toBe(
        'Cordon does not start:\n- the folder in DATA_DIR cannot be written. Give the user that runs Cordon write ' +
          'access to it, free space on its disk, or name another folder.\n',
      )
    })
})
