import { posix } from 'node:path'

/** The promises and the jobs: the folders that are modules. */
export const modules: readonly string[] = [
  'acts',
  'gate',
  'ledger',
  'intake',
  'incident',
  'advisory',
  'announcement',
  'meeting',
]

const folders = ['kernel', 'adapters', 'playground', 'cli', 'config']
const roots = ['main.ts', 'app.ts', 'config.ts']
const adapters = ['slack', 'mail', 'drive', 'github', 'cron', 'store', 'web', 'log']

/** Where a file belongs: its kind, and its folder (of an adapter, the folder below `adapters`). Null where nothing may stand. */
export type Part = Readonly<{
  kind: 'module' | 'kernel' | 'adapter' | 'playground' | 'cli' | 'config' | 'app' | 'main' | 'clock'
  folder: string
}>

export const partOf = (path: string): Part | null => {
  const [first = '', second = '', ...deeper] = path.split('/')
  if (modules.includes(first)) return { kind: 'module', folder: first }
  if (path === 'adapters/clock.ts') return { kind: 'clock', folder: path }
  if (first === 'adapters')
    return adapters.includes(second) && deeper.length > 0 ? { kind: 'adapter', folder: `adapters/${second}` } : null
  if (path === 'config.ts' || first === 'config') return { kind: 'config', folder: 'config' }
  if (path === 'app.ts') return { kind: 'app', folder: path }
  if (path === 'main.ts') return { kind: 'main', folder: path }
  if (first === 'kernel') return { kind: 'kernel', folder: first }
  if (first === 'playground') return { kind: 'playground', folder: first }
  return first === 'cli' ? { kind: 'cli', folder: first } : null
}

/** What may stand directly in `src`, for people. */
export const known = [...roots, ...modules, ...folders].join(', ')

/** The files that start a process: they alone read the environment and hear signals. */
export const entries: readonly string[] = ['main.ts', 'cli/main.ts', 'playground/cordon.ts', 'playground/demo.ts']

/** The path in `src` that a relative import leads to; null for a package. */
export const targetOf = (path: string, from: string): string | null =>
  from.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), from)) : null
