import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { Command } from 'commander'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { addGateCommands } from '../../src/cli/gate.ts'

const folder = mkdtempSync(join(tmpdir(), 'gate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const fileOf = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const incident = {
  id: 'KF-2026-0007',
  title: 'Crafted lineage query lets a tenant read foreign artifact manifests',
  cve: 'CVE-2026-41873',
  ghsa: null,
  room: { name: 'inc-kf-2026-0007-qzvt', id: 'C0A7K2M9XQ4' },
  component: 'metadata-envoy',
  marked: ['nightheron'],
  links: [],
  state: 'embargoed',
}
const secrets = fileOf('secrets.json', JSON.stringify([incident]))

/** Runs the command on chunks of bytes, as a pipe gives them. */
const run = async (args: readonly string[], chunks: Iterable<string | Buffer>) => {
  const [out, wrong]: [string[], string[]] = [[], []]
  const program = new Command().exitOverride().configureOutput({ writeErr: (text) => wrong.push(text) })
  addGateCommands(program, () => ({
    input: Readable.from(chunks, { objectMode: false }),
    write: async (text) => {
      out.push(text)
    },
    fail: (why) => {
      wrong.push(why)
    },
  }))
  await program.parseAsync(['gate', 'check', ...args], { from: 'user' }).catch(() => undefined)
  return { out: out.join(''), wrong: wrong.join('') }
}

test('a text that names a secret is a hit, with the class and the place of each', async () => {
  const { out } = await run(['--secrets', secrets], ['The fix for CVE-2026-', '41873 is ready.\n'])
  expect(JSON.parse(out)).toEqual({ verdict: 'hit', hits: [{ class: 'cve', start: 12, end: 26 }] })
  expect(out.endsWith('\n')).toBe(true)
})

test('a text that names none is clear', async () => {
  const { out, wrong } = await run(['--secrets', secrets], ['The next call is on Wednesday.'])
  expect(JSON.parse(out)).toEqual({ verdict: 'clear', hits: [] })
  expect(wrong).toBe('')
})

test('an empty text is clear', async () => {
  expect((await run(['--secrets', secrets], [])).out).toBe('{"verdict":"clear","hits":[]}\n')
})

test('offsets count UTF-16 units, also when a character is cut between two chunks', async () => {
  const bytes = Buffer.from('😀 é CVE-2026-41873')
  const { out } = await run(['--secrets', secrets], [bytes.subarray(0, 2), bytes.subarray(2, 6), bytes.subarray(6)])
  expect(JSON.parse(out).hits).toEqual([{ class: 'cve', start: 5, end: 19 }])
})

test('what may be said depends on the place', async () => {
  const verdict = async (place: string, text: string) =>
    z
      .object({ verdict: z.string() })
      .parse(JSON.parse((await run(['--secrets', secrets, '--place', place], [text])).out)).verdict
  expect(await verdict('public', 'KF-2026-0007')).toBe('hit')
  expect(await verdict('list:announce', 'KF-2026-0007')).toBe('hit')
  expect(await verdict('distributors', 'KF-2026-0007')).toBe('hit')
  expect(await verdict('team', 'KF-2026-0007')).toBe('clear')
  expect(await verdict('person:U012AB3CD', 'KF-2026-0007')).toBe('clear')
  expect(await verdict('team', 'CVE-2026-41873')).toBe('hit')
  expect(await verdict('room:KF-2026-0007', 'CVE-2026-41873')).toBe('clear')
  expect(await verdict('room:KF-2026-0008', 'CVE-2026-41873')).toBe('hit')
})

test('a batch answers each line with its id, in order', async () => {
  const lines = [
    { id: 'a', text: 'Wednesday' },
    { id: 2, text: 'the nightheron bug' },
    { id: 'c', text: 'kf 2026 0007' },
  ].map((line) => JSON.stringify(line))
  const { out } = await run(['--secrets', secrets, '--batch'], [lines.join('\r\n'), '\n\n'])
  expect(out).toBe('{"id":"a","verdict":"clear"}\n{"id":2,"verdict":"hit"}\n{"id":"c","verdict":"hit"}\n')
})

test('a line of several megabytes is read whole', async () => {
  const text = `${'The call is on Wednesday. '.repeat(160_000)}CVE-2026-41873`
  const line = `${JSON.stringify({ id: 'long', text })}\n`
  const chunks = function* () {
    for (let at = 0; at < line.length; at += 65_536) yield line.slice(at, at + 65_536)
  }
  expect((await run(['--secrets', secrets, '--batch'], chunks())).out).toBe('{"id":"long","verdict":"hit"}\n')
})

test('answers are given while lines still come, and before a line that cannot be read', async () => {
  const [out, wrong]: [string[], string[]] = [[], []]
  let answeredBeforeLast = 0
  const lines = function* () {
    for (let id = 0; id < 9; id += 1) yield `${JSON.stringify({ id, text: 'x'.repeat(100_000) })}\n`
    answeredBeforeLast = out.length
    yield '{"id":9}\n'
  }
  const program = new Command()
  addGateCommands(program, () => ({
    input: Readable.from(lines(), { objectMode: false }),
    write: async (text) => {
      out.push(text)
    },
    fail: (why) => {
      wrong.push(why)
    },
  }))
  await program.parseAsync(['gate', 'check', '--secrets', secrets, '--batch'], { from: 'user' })
  expect(answeredBeforeLast).toBeGreaterThan(0)
  expect(out).toHaveLength(9)
  expect(wrong).toEqual(['Line 10 has no id or no text. Each line must be {"id": …, "text": …}.'])
})

const misuses: readonly (readonly [string, readonly string[], string, RegExp])[] = [
  ['no file', ['--secrets', join(folder, 'none.json')], '', /none\.json cannot be read\. Give the path/],
  ['a folder for a file', ['--secrets', folder], '', /cannot be read/],
  [
    'a file that is not JSON',
    ['--secrets', fileOf('a.json', '[{nightheron')],
    '',
    /a\.json is not JSON\. It must hold/,
  ],
  ['no list', ['--secrets', fileOf('b.json', '{}')], '', /not as it must be at: the whole\. It must be a list/],
  [
    'an unknown state',
    ['--secrets', fileOf('c.json', JSON.stringify([{ ...incident, state: 'nightheron' }]))],
    '',
    /at: 0\.state\./,
  ],
  ['no id', ['--secrets', fileOf('d.json', '[{"state":"embargoed"}]')], '', /at: 0\.id\./],
  ['an unknown place', ['--secrets', secrets, '--place', 'moon'], '', /There is no place "moon"\. Use public, team/],
  ['a list without a key', ['--secrets', secrets, '--place', 'list'], '', /There is no place "list"/],
  [
    'a line that is not JSON',
    ['--secrets', secrets, '--batch'],
    'nightheron',
    /^Line 1 is not JSON\. Each line must be/,
  ],
  ['a line without a text', ['--secrets', secrets, '--batch'], '{"id":"nightheron"}', /^Line 1 has no id or no text/],
  ['no secrets', [], '', /required option '--secrets <file>'/],
]

test.each(misuses)(
  '%s is refused with what to do, and nothing secret is repeated',
  async (_what, args, input, said) => {
    const { out, wrong } = await run(args, [input])
    expect(wrong).toMatch(said)
    expect(wrong).not.toMatch(/nightheron/)
    expect(out).toBe('')
  },
)

test('a reader that wants no more of a batch ends it without a complaint', async () => {
  const batch = fileOf('batch.jsonl', `${JSON.stringify({ id: 1, text: 'x' })}\n`.repeat(5000))
  const cordon = `"${process.execPath}" src/cli/main.ts gate check --secrets "${secrets}" --batch < "${batch}"`
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', `(${cordon}; echo "$?" >&2) | head -n 1`])
  expect(stdout).toBe('{"id":1,"verdict":"clear"}\n')
  expect(stderr).toBe('0\n')
}, 30_000)
