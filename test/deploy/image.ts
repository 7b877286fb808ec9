import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { carryOut, environmentOf, isRoot, rootOf } from './carry-out.ts'
import { lastOf, parseDockerfile, type Stage, wordsOf } from './dockerfile.ts'

/** The project's folder, without a slash at its end. */
export const project = new URL('../..', import.meta.url).pathname.replace(/\/$/, '')
const text = (file: string) => readFileSync(join(project, file), 'utf8')

/** The stages of our Dockerfile. */
export const stages = parseDockerfile(text('Dockerfile'))

const lastStage = (): Stage => {
  const stage = stages.at(-1)
  if (!stage) throw new Error('the Dockerfile has no stage')
  return stage
}

/** What the image is, by its last stage. */
export const image = {
  stage: lastStage(),
  env: environmentOf(lastStage()),
  user: lastOf(lastStage(), 'USER'),
  workdir: lastOf(lastStage(), 'WORKDIR'),
  command: wordsOf(lastOf(lastStage(), 'CMD')),
  health: wordsOf(lastOf(lastStage(), 'HEALTHCHECK').replace(/^(--\S+\s+)*CMD\s+/, '')),
}

/** Who runs in the image; on this machine only root may become somebody else, and anybody else is a plain user already. */
const userOf = (): Readonly<{ uid?: number; gid?: number }> => {
  const [uid, gid] = image.user.split(':').map(Number)
  return isRoot && uid !== undefined && gid !== undefined ? { uid, gid } : {}
}

const setWrite = (path: string, may: '+w' | '-w') => spawnSync('chmod', ['-R', `u${may},go-w`, path])

/**
 * Carries out the whole Dockerfile in a folder of its own. Node itself is a copy, since the image brings its own and needs
 * none of ours.
 */
export const buildImage = () => {
  const dir = mkdtempSync(join(tmpdir(), 'cordon-image-'))
  chmodSync(dir, 0o755)
  const bin = join(dir, 'bin')
  mkdirSync(bin)
  copyFileSync(process.execPath, join(bin, 'node'))
  chmodSync(join(bin, 'node'), 0o755)
  const path = [bin, process.env.PATH ?? ''].join(delimiter)
  carryOut(stages, { context: project, dockerignore: text('.dockerignore'), dir, path })
  const root = rootOf({ dir }, image.stage.name)
  const inside = (absolute: string) => join(root, absolute)

  /** Runs words of the Dockerfile as its user, with its environment and `env`; nothing else of ours is seen. */
  const start = (words: readonly string[], env: Readonly<Record<string, string>>) => {
    const [program = '', ...args] = words
    const own = { ...image.env, DATA_DIR: inside(image.env.DATA_DIR ?? '') }
    const child = spawn(program, args, {
      cwd: inside(image.workdir),
      env: { PATH: bin, HOME: root, TMPDIR: root, ...own, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...userOf(),
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += String(chunk)
      })
    const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
    return { pid: child.pid ?? 0, kill: () => child.kill('SIGKILL'), ended, said: () => said }
  }

  return {
    root,
    inside,
    start,
    /** From now on nobody but root can write anywhere, save in the folder of the data. */
    seal: () => {
      setWrite(inside(image.workdir), '-w')
      chmodSync(root, 0o555)
    },
    remove: () => {
      setWrite(root, '+w')
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export type Image = ReturnType<typeof buildImage>
