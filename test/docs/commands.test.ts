import { createPrivateKey, createPublicKey } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClock } from '../../src/adapters/clock.ts'
import { createWorld } from '../setup/world.ts'
import { commandsIn, commandsOf, documents, project } from './documents.ts'
import { elsewhere } from './elsewhere.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

const { pause } = createClock()

let reader: Workspace
beforeAll(() => {
  reader = createWorkspace()
})
afterAll(() => reader.remove())

const run = (line: string) => reader.start(line).ended
const inWorkspace = (path: string) => readFileSync(join(reader.dir, path), 'utf8')

/** An operator's command as printed, taken apart: how it is called, its words, and its options; null for any other. */
const operatorCommand = (command: string) => {
  const [, called, rest] =
    /^(npm run (?:-s )?cordon --|docker compose exec cordon node src\/cli\/main\.ts) (.+)$/.exec(command) ?? []
  if (called === undefined || rest === undefined) return null
  const [, words = ''] = /^((?:[a-z][a-z-]*(?: |$))*)/.exec(rest) ?? []
  // In the container the same program is called in the same way.
  const here = called.replace('docker compose exec cordon ', '').replace('npm run cordon', 'npm run -s cordon')
  return { called: here, words: words.trim(), options: rest.match(/--[a-z]+/g) ?? [] }
}

/** Asks an operator's command what it can do: it must be known, and so must each option. */
const askOperator = async (command: string) => {
  const { called, words, options } = operatorCommand(command) ?? { called: 'false', words: '', options: [] }
  const { code, out } = await run(`${called} ${words} --help`)
  expect(code).toBe(0)
  expect(out).toContain(`Usage: cordon ${words}`.trim())
  for (const option of options) expect(out).toContain(option)
}

/** The words of `.env` that connect to this world. */
const asEnvFile = (env: Readonly<Record<string, string>>) =>
  Object.entries(env)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')

/** Starts Cordon as the guide says, with a `.env` and a `cordon.yaml`, until it is ready; ends it by Ctrl-C. */
const startCordon = async (command: string) => {
  const world = await createWorld()
  const { CORDON_CONFIG: _, DATA_DIR: __, ...env } = world.env
  writeFileSync(join(reader.dir, '.env'), asEnvFile(env))
  writeFileSync(join(reader.dir, 'cordon.yaml'), readFileSync(join(world.dir, 'cordon.yaml')))
  const cordon = reader.start(command)
  let over = false
  cordon.ended.then(() => {
    over = true
  })
  try {
    while (!over && !(await fetch(`${world.url}/readyz`).catch(() => null))?.ok) await pause(50)
    cordon.signal('SIGINT')
    const { out, err } = await cordon.ended
    expect({ err, last: out.trimEnd().split('\n').at(-1) }).toEqual({
      err: '',
      last: expect.stringContaining('"stopped"'),
    })
    expect(existsSync(join(reader.dir, 'data/cordon.db'))).toBe(true)
  } finally {
    if (!over) cordon.signal('SIGKILL')
    await world.stop()
  }
}

const succeeds = async (command: string) => {
  const { code, out, err } = await run(command)
  expect({ code, err: code === 0 ? '' : `${out}${err}` }).toEqual({ code: 0, err: '' })
  return out
}

/** How each command is tried, the first row that fits; in the order of the documents, since they build on each other. */
const ways: readonly (readonly [RegExp, (command: string) => Promise<unknown>])[] = [
  [
    /^(npm run -s manifest|npm run -s cordon -- manifest --url \S+) > manifest\.yml$/,
    async (command) => {
      await succeeds(command)
      expect(inWorkspace('manifest.yml')).toContain('display_information')
    },
  ],
  [/^(npm run (-s )?cordon -- |docker compose exec cordon node src\/cli\/main\.ts )/, askOperator],
  [/^npm run demo -- --help$/, succeeds],
  [/^npx node --env-file=\.env src\/main\.ts$/, startCordon],
  [/^node --env-file=\.env src\/main\.ts$/, startCordon],
  [
    /^npm run (bench|faults)$/,
    async (command) =>
      expect((await run(`${command} -- no-such-name`)).err).toMatch(/There is no \w+( named)? no-such-name/),
  ],
  [/^(cp|mkdir|chmod) /, succeeds],
  [/^openssl (genrsa|rand) /, succeeds],
  [
    /^openssl rsa -in secrets\/dkim\.pem /,
    async (command) => {
      const half = createPublicKey(createPrivateKey(inWorkspace('secrets/dkim.pem'))).export({
        type: 'spki',
        format: 'der',
      })
      expect(await succeeds(command)).toBe(half.toString('base64'))
    },
  ],
]

/** The first words of the operator's commands, from the program's own help. */
const operatorWords = async (): Promise<readonly string[]> => {
  const { out } = await run('node src/cli/main.ts --help')
  const [, list = ''] = out.split('Commands:')
  return [...list.matchAll(/^ {2}([a-z-]+)/gm)].flatMap(([, word = '']) => (word === 'help' ? [] : [word]))
}

const all = [...new Set(documents.flatMap(commandsOf))]
const isElsewhere = (command: string) => elsewhere.some((row) => row.command.test(command))
const wayOf = (command: string) => ways.find(([pattern]) => pattern.test(command))?.[1]
const runHere = all.filter((command) => !isElsewhere(command))

test('the documents hold commands, in blocks and in lines', () => {
  expect(all).toContain('npm ci && npm run demo')
  expect(all).toContain('npm start')
  expect(commandsIn('# why\na \\\n  -b # c\n\nd\n')).toEqual(['a -b', 'd'])
})

test('every command is run here or proven elsewhere', () => {
  expect(runHere.filter((command) => !wayOf(command))).toEqual([])
})

test.each(elsewhere.map((row) => [String(row.command), row] as const))(
  '%s is proven where the table says',
  (_name, row) => {
    expect(readFileSync(join(project, row.file), 'utf8')).toContain(row.shows)
    expect(all.some((command) => row.command.test(command))).toBe(true)
  },
)

test('the documents name every command of the operator', async () => {
  const words = await operatorWords()
  expect(words).toContain('ledger')
  const text = documents.map((it) => it.text).join('\n')
  expect(words.filter((word) => !new RegExp(`(cordon -- |\`)${word}\\b`).test(text))).toEqual([])
})

describe('as printed, these do what they say:', () => {
  test.each(runHere)('%s', async (command) => {
    await wayOf(command)?.(command)
  })
})
