import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createClock } from '../../src/adapters/clock.ts'
import { filesBelow, sourcesBelow } from '../architecture/source.ts'
import { createWorld, type World } from '../setup/world.ts'
import { isRoot } from './carry-out.ts'
import { buildImage, type Image, image, project, stages } from './image.ts'
import { bytesOnDisk, bytesSent, pathsBelow, stateBelow } from './tree.ts'

const { pause } = createClock()
const megabyte = 1_000_000

/**
 * node:26-slim for amd64, as Docker's official images publish it (docker-library/repo-info, repos/node): 84.6 MB sent,
 * 257.9 MB on the disk. See docs/decisions/0006.
 */
const base = { sent: 84.6, onDisk: 257.9 }

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
const series = {
  key: 'calls',
  name: 'Team call',
  first: tomorrow(),
  zone: 'UTC',
  everyWeeks: 2,
  minutes: 60,
  channel: 'announcements',
  document: 'notes-1',
}

const lock = z
  .object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })
  .parse(JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')))

/** As the kill tests: an installation of its own takes half a minute, so it is the build server's. */
const whole = process.env.KILLS === 'all'

let built: Image
let world: World
let env: Readonly<Record<string, string>>

beforeAll(async () => {
  if (!whole) return
  built = buildImage()
  world = await createWorld({ drive: true, team: { series: [series] } })
  const { CORDON_CONFIG: _, DATA_DIR: __, TZ: ___, ...given } = world.env
  env = given
}, 240_000)

afterAll(async () => {
  await world?.stop()
  built?.remove()
})

/** Starts the image's own command, and resolves when it is ready. */
const started = async () => {
  const cordon = built.start(image.command, env)
  let over: number | null | undefined
  cordon.ended.then((code) => {
    over = code
  })
  for (;;) {
    const ready = await fetch(`${world.url}/readyz`).catch(() => null)
    if (ready?.ok) return cordon
    if (over !== undefined) throw new Error(`Cordon ended with ${over}: ${cordon.said()}`)
    await pause(50)
  }
}

describe.skipIf(!whole)('what the Dockerfile makes', () => {
  test('comes from node:26-slim alone, in more than one stage, the last of which runs nothing', () => {
    expect(stages.map((stage) => stage.base)).toEqual(['node:26-slim', 'node:26-slim'])
    expect(image.stage.steps.filter((step) => step.word === 'RUN')).toEqual([])
  })

  test('holds Cordon and nothing of its tests, its benches or its playground', () => {
    const app = built.inside(image.workdir)
    const own = pathsBelow(app).filter((path) => !path.startsWith('node_modules'))
    expect(own.filter((path) => !path.startsWith('src')).toSorted()).toEqual(['LICENSE', 'package.json'])
    const inSource = filesBelow(new URL('../../src/', import.meta.url)).filter(
      (path) => !path.startsWith('playground/'),
    )
    expect(filesBelow(new URL(`file://${app}/src/`))).toEqual(inSource)
    expect(existsSync(join(app, 'src/playground'))).toBe(false)
  })

  test('holds no package that is only there for development', () => {
    const [dev, needed] = [true, false].map((is) =>
      Object.entries(lock.packages).flatMap(([path, it]) => ((it.dev ?? false) === is && path !== '' ? [path] : [])),
    )
    const isThere = (path: string) => existsSync(join(built.inside(image.workdir), path))
    expect(dev).toContain('node_modules/node')
    expect(dev?.filter(isThere)).toEqual([])
    expect(needed?.filter((path) => !isThere(path))).toEqual([])
  })

  test('is small: less than 60 MB of its own, less than 250 MB to fetch with node:26-slim', async () => {
    const own = built.root
    const [onDisk, sent] = [bytesOnDisk(own) / megabyte, (await bytesSent(own)) / megabyte]
    const line = `own ${onDisk.toFixed(1)} MB on disk, ${sent.toFixed(1)} MB sent`
    process.stdout.write(
      `${line}; with node:26-slim ${(base.onDisk + onDisk).toFixed(1)} and ${(base.sent + sent).toFixed(1)}\n`,
    )
    expect(onDisk).toBeGreaterThan(10)
    expect(onDisk).toBeLessThan(60)
    expect(base.sent + sent).toBeLessThan(250)
  })

  test('can import every package that the source imports', () => {
    const sources = sourcesBelow(new URL('../../src/', import.meta.url))
    const imports = sources
      .filter((source) => !source.path.startsWith('playground/'))
      .flatMap((source) => source.imports.flatMap((it) => (it.typeOnly || it.from?.startsWith('.') ? [] : [it.from])))
    const packages = [...new Set(imports)]
    expect(packages).toContain('googleapis/build/src/apis/drive/index.js')
    const script = `for (const name of ${JSON.stringify(packages)}) await import(name)`
    const cwd = built.inside(image.workdir)
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd,
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})

describe.skipIf(!whole)('Cordon started from it as a plain user, where only the data can be written', () => {
  test('is a user with a fixed number who is not root, and owns the volume alone', () => {
    const [uid, gid] = image.user.split(':').map(Number)
    expect(uid).toBeGreaterThan(0)
    expect(image.env.DATA_DIR).toBe(image.stage.steps.find((step) => step.word === 'VOLUME')?.rest)
    const owners = [image.env.DATA_DIR ?? '', image.workdir].map((path) => lstatSync(built.inside(path)))
    if (isRoot)
      expect(owners.map((it) => [it.uid, it.gid])).toEqual([
        [uid, gid],
        [0, 0],
      ])
  })

  test('is healthy and ready, reads the notes in Drive, writes nothing else, and ends by SIGTERM with 0', async () => {
    copyFileSync(join(world.dir, 'cordon.yaml'), built.inside('/cordon/cordon.yaml'))
    built.seal()
    const data = (image.env.DATA_DIR ?? '').slice(1)
    const before = stateBelow(built.root, data)
    const cordon = await started()
    try {
      expect(await (await fetch(`${world.url}/healthz`)).json()).toEqual({ ok: true })
      expect(await (await fetch(`${world.url}/readyz`)).json()).toEqual({ ok: true, why: [] })
      const checked = built.start(image.health, env)
      expect([await checked.ended, checked.said()]).toEqual([0, ''])
      expect(await agendaSeen()).toContain('The release of the spring gathering')
      expect(world.drive().unexpected).toEqual([])
      process.kill(cordon.pid, 'SIGTERM')
      expect(await cordon.ended).toBe(0)
      expect(await built.start(image.health, env).ended).toBe(1)
    } finally {
      cordon.kill()
    }
    expect(stateBelow(built.root, data)).toEqual(before)
    expect(existsSync(built.inside(`${image.env.DATA_DIR}/cordon.db`))).toBe(true)
  })
})

/** What Ada is answered when she asks for the agenda. */
const agendaSeen = async (): Promise<string> => {
  const markdown = `# Team\n\n## ${series.first.slice(0, 10)}\n\n### Agenda\n\n* The release of the spring gathering\n`
  const { drive, ada, town, slack } = world
  drive().documents.putDocument({ id: 'notes-1', name: 'Notes', markdown, sharedWith: [drive().email] })
  await ada.command(town, '/kf-meeting', 'agenda')
  const answers = () => ada.messages(town).filter((it) => it.ephemeral)
  if (!(await slack.until(() => answers().length > 0, 20_000))) throw new Error('no answer came')
  return answers()
    .map((it) => it.text)
    .join('\n')
}

describe('the script that trims the packages', () => {
  const script = join(project, 'deploy/trim-modules.mjs')
  const trimmed = (...args: readonly string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })

  test('wants to be told where', () => {
    expect(trimmed()).toMatchObject({ status: 1, stderr: expect.stringContaining('name the folder') })
  })

  test('ends with an error where the API that is needed is not', () => {
    const dir = mkdtempSync(join(tmpdir(), 'cordon-trim-'))
    expect(trimmed(dir)).toMatchObject({ status: 1, stderr: expect.stringContaining('googleapis has no drive') })
    rmSync(dir, { recursive: true })
  })
})
