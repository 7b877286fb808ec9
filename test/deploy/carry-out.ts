import { spawnSync } from 'node:child_process'
import { chownSync, copyFileSync, cpSync, mkdirSync, statSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { type Instruction, isIgnored, type Stage } from './dockerfile.ts'

type Given = Readonly<{
  /** The folder that is built from, and what its .dockerignore says. */
  context: string
  dockerignore: string
  /** An empty folder; each stage gets a root in it, named as the stage is. */
  dir: string
  /** Where `node` and the other programs are found. */
  path: string
}>

/** The folder that stands for a stage's whole file system. */
export const rootOf = ({ dir }: Pick<Given, 'dir'>, stage: string): string => join(dir, 'stages', stage)

export const isRoot = process.getuid?.() === 0

/** What `ENV` sets, as Cordon's environment. */
export const environmentOf = (stage: Stage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    stage.steps
      .filter((step) => step.word === 'ENV')
      .flatMap((step) => [...step.rest.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value])),
  )

const run = (given: Given, at: string, { rest }: Instruction): void => {
  // An absolute path would be this machine's own, since nothing is mounted elsewhere here.
  if (/(^|\s)\//.test(rest)) throw new Error(`RUN names an absolute path, which cannot be carried out here: ${rest}`)
  // What the machine's npm has fetched before need not be fetched again.
  const npm = { npm_config_prefer_offline: 'true', npm_config_loglevel: 'error' }
  const env = { PATH: given.path, HOME: process.env.HOME ?? '', ...npm }
  const ended = spawnSync('/bin/sh', ['-ec', rest], { cwd: at, env, encoding: 'utf8' })
  if (ended.status !== 0) throw new Error(`RUN ${rest} ended with ${ended.status}: ${ended.stdout}${ended.stderr}`)
}

const owned = (path: string, chown: string | undefined): void => {
  const [uid, gid] = (chown ?? '').split(':').map(Number)
  if (isRoot && uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

const copy = (given: Given, root: string, at: string, { flags, rest }: Instruction): void => {
  const from = flags.get('from')
  const paths = rest.split(/\s+/)
  const to = paths.at(-1) ?? ''
  const sources = paths.slice(0, -1)
  const base = from === undefined ? given.context : rootOf(given, from)
  const target = join(root, posix.resolve(at, to))
  for (const source of sources) {
    const path = join(base, source)
    const relative = (inside: string) => inside.slice(given.context.length + 1)
    const filter = (inside: string) => from !== undefined || !isIgnored(relative(inside), given.dockerignore)
    if (!filter(path)) throw new Error(`COPY ${source}: .dockerignore leaves it out`)
    const isFolder = statSync(path).isDirectory()
    const place = !isFolder && (to.endsWith('/') || sources.length > 1) ? join(target, basename(path)) : target
    mkdirSync(dirname(place), { recursive: true })
    if (isFolder) cpSync(path, place, { recursive: true, filter, verbatimSymlinks: true })
    else copyFileSync(path, place)
    owned(place, flags.get('chown'))
  }
}

/** Carries out the steps of every stage, one after the other, each in a root of its own. */
export const carryOut = (stages: readonly Stage[], given: Given): void => {
  for (const stage of stages) {
    const root = rootOf(given, stage.name)
    let at = '/'
    mkdirSync(root, { recursive: true })
    for (const step of stage.steps) {
      if (step.word === 'WORKDIR') at = posix.resolve(at, step.rest)
      mkdirSync(join(root, at), { recursive: true })
      if (step.word === 'RUN') run(given, join(root, at), step)
      if (step.word === 'COPY') copy(given, root, at, step)
    }
  }
}
