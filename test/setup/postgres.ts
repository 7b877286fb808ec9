import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePort } from './free-port.ts'
import { findPrograms, findUser, type User } from './postgres-programs.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The URL of a PostgreSQL server whose user may create databases; null where there is none. */
    postgres: string | null
  }
}

// The shell reads our end of the pipe, so that the server also ends when the tests are killed.
const guarded = 'exec 3<&0; "$@" <&- & server=$!; (cat <&3 >/dev/null; kill -QUIT $server) & wait $server'

const prepare = (programs: string, dir: string, user: User | null, password: string): void => {
  const secret = join(dir, 'password')
  writeFileSync(secret, password, { mode: 0o600 })
  if (user) for (const path of [dir, secret]) chownSync(path, user.uid, user.gid)
  const options = ['-D', join(dir, 'data'), '-U', 'cordon', '-A', 'scram-sha-256', `--pwfile=${secret}`]
  execFileSync(join(programs, 'initdb'), [...options, '-E', 'UTF8', '--no-locale', '--no-sync'], {
    cwd: dir,
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...user,
  })
}

const readied = (server: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let heard = ''
    const end = () => reject(new Error(`the private PostgreSQL did not start:\n${heard}`))
    server.once('exit', end)
    server.once('error', end)
    server.stderr?.on('data', (chunk) => {
      heard = heard.concat(String(chunk)).slice(-4000)
      if (heard.includes('ready to accept connections')) resolve()
    })
  })

/** Starts a server of our own, in a temporary folder and on loopback; returns its URL and how to end it. */
export const startPostgres = async (
  programs: string,
  user: User | null,
): Promise<Readonly<{ url: string; stop(): Promise<void> }>> => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-postgres-'))
  chmodSync(dir, 0o700)
  const password = randomBytes(24).toString('hex')
  prepare(programs, dir, user, password)
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200']
  const options = ['-D', join(dir, 'data'), ...settings.flatMap((setting) => ['-c', setting])]
  const server = spawn('/bin/sh', ['-c', guarded, 'sh', join(programs, 'postgres'), ...options], {
    cwd: dir,
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['pipe', 'ignore', 'pipe'],
    ...user,
  })
  const ended = once(server, 'exit')
  await readied(server)
  return {
    url: `postgres://cordon:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      server.stdin?.end()
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Whose PostgreSQL the tests use. In CI having none is an error, since a skipped test would pass unseen. */
export const decide = (url: string | undefined, programs: string | null, ci: boolean): 'given' | 'private' | 'none' => {
  if (url) return 'given'
  if (programs) return 'private'
  if (ci) throw new Error('in CI the tests need PostgreSQL: set TEST_DATABASE_URL, or install initdb and postgres')
  return 'none'
}

/** Gives the run a PostgreSQL: the one of TEST_DATABASE_URL, or a private one from the machine's programs, or none. */
export const setup = async ({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> => {
  const url = process.env.TEST_DATABASE_URL
  const programs = findPrograms(process.env.PATH ?? '')
  const how = decide(url, programs, Boolean(process.env.CI))
  if (how === 'none') {
    process.stdout.write('Skipped: tests on PostgreSQL. Set TEST_DATABASE_URL, or install initdb and postgres.\n')
    provide('postgres', null)
    return undefined
  }
  if (how === 'given' || !programs) {
    provide('postgres', url ?? null)
    return undefined
  }
  const server = await startPostgres(programs, findUser(process.getuid?.() ?? 1))
  provide('postgres', server.url)
  // For the programs that tests start as children of their own.
  process.env.TEST_DATABASE_URL = server.url
  return server.stop
}
