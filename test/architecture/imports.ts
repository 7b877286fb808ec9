import { entries, modules, type Part, partOf, targetOf } from './parts.ts'
import { perFile, type Rule } from './rule.ts'
import type { Import, Source } from './source.ts'

type Seen = Readonly<{ path: string; from: Part; to: Part; target: string; typeOnly: boolean }>

const own = (it: Seen): boolean => it.from.kind === it.to.kind && it.from.folder === it.to.folder
const toIndex = (it: Seen): boolean => modules.some((name) => it.target === `${name}/index.ts`)
/** From outside a module is known by type, or by what its index offers. */
const throughIndex = (it: Seen): boolean => it.to.kind === 'module' && (it.typeOnly || toIndex(it))
const oneOf = (it: Seen, ...kinds: readonly Part['kind'][]): boolean => kinds.includes(it.to.kind)
/** The operator's commands open the data beside the running bot. */
const toStore = (it: Seen): boolean => it.to.folder === 'adapters/store'
/** The doctor asks each adapter by the harmless questions that it offers. */
const toProbe = (it: Seen): boolean => /^adapters\/[a-z]+\/probe\.ts$/.test(it.target)
/** The composition is one file to everybody else; what lies in its folder is its own. */
const toApp = (it: Seen): boolean => it.target === 'app.ts'
const isEntry = (it: Seen): boolean => entries.includes(it.path)

/** For each kind of file: which other files it may import. */
const mayImport: Readonly<Record<Part['kind'], (it: Seen) => boolean>> = {
  kernel: own,
  module: (it) => own(it) || oneOf(it, 'kernel'),
  adapter: (it) => own(it) || oneOf(it, 'kernel') || (oneOf(it, 'module') && it.typeOnly),
  clock: (it) => oneOf(it, 'kernel'),
  config: (it) => own(it) || oneOf(it, 'kernel'),
  app: (it) => own(it) || oneOf(it, 'kernel', 'adapter', 'clock', 'config') || throughIndex(it),
  main: (it) => oneOf(it, 'kernel', 'adapter', 'clock', 'config') || toApp(it),
  cli: (it) =>
    own(it) ||
    oneOf(it, 'kernel', 'config') ||
    throughIndex(it) ||
    toStore(it) ||
    toProbe(it) ||
    (isEntry(it) && (toApp(it) || oneOf(it, 'adapter', 'clock'))),
  playground: (it) =>
    own(it) || oneOf(it, 'kernel') || (isEntry(it) && (toApp(it) || oneOf(it, 'config', 'clock', 'adapter'))),
}

const faultOf = (source: Source, it: Import): string | null => {
  const where = `${source.path}:${it.line}`
  if (it.from === null) return `${where} imports what only running it can tell`
  const target = targetOf(source.path, it.from)
  if (target === null) return null
  const [from, to] = [partOf(source.path), partOf(target)]
  if (!from || !to) return `${where} stands or leads outside of the known folders (${it.from})`
  if (!target.endsWith('.ts')) return `${where} imports ${it.from} without .ts`
  const allowed = mayImport[from.kind]({ path: source.path, from, to, target, typeOnly: it.typeOnly })
  return allowed ? null : `${where} may not import ${target}${it.typeOnly ? '' : ' (as a value)'}`
}

export const boundaries: Rule = {
  says: 'a module imports itself and the kernel, an adapter knows modules by type only, and only the composition knows all',
  faults: perFile((source) => source.imports.flatMap((it) => faultOf(source, it) ?? [])),
  bites: [
    ['gate/match.ts', "import { createLedger } from '../ledger/index.ts'"],
    ['gate/match.ts', "import type { Entry } from '../ledger/entry.ts'"],
    ['gate/match.ts', "type Entry = import('../ledger/entry.ts').Entry"],
    ['gate/match.ts', "export * from '../ledger/entry.ts'"],
    ['gate/match.ts', "const { x } = await import('../ledger/entry.ts')"],
    ['gate/match.ts', 'const load = (name: string) => import(name)'],
    ['meeting/index.ts', "import { createServer } from '../adapters/web/server.ts'"],
    ['adapters/store/acts.ts', "import { remedied } from '../../acts/act.ts'"],
    ['adapters/store/acts.ts', "import { type Act } from '../../acts/act.ts'"],
    ['adapters/store/acts.ts', "import { render } from '../slack/render/message.ts'"],
    ['adapters/web/server.ts', "import { createClock } from '../clock.ts'"],
    ['kernel/doc.ts', "import type { Act } from '../acts/act.ts'"],
    ['app.ts', "import { remedied } from './acts/act.ts'"],
    ['main.ts', "import { createActs } from './acts/index.ts'"],
    ['main.ts', "import { foldTables } from './app/tables.ts'"],
    ['app/tables.ts', "import { remedied } from '../acts/act.ts'"],
    ['acts/work.ts', "import type { App } from '../app/serve.ts'"],
    ['cli/gate.ts', "import { match } from '../gate/match.ts'"],
    ['cli/gate.ts', "import { createApp } from '../app.ts'"],
    ['cli/gate.ts', "import { createWebServer } from '../adapters/web/server.ts'"],
    ['cli/doctor/mail.ts', "import { createDns } from '../../adapters/mail/dns.ts'"],
    ['playground/slack/server.ts', "import { createGate } from '../../gate/index.ts'"],
    ['playground/slack/server.ts', "import { createApp } from '../../app.ts'"],
    ['config.ts', "import { series } from './meeting/series.ts'"],
    ['gate/match.ts', "import { second } from '../kernel/time'"],
  ],
  spares: [
    ['gate/match.ts', "import { place } from '../kernel/place.ts'\nimport { secret } from './secret.ts'"],
    ['adapters/store/acts.ts', "import type { Act } from '../../acts/act.ts'\nimport { dbOf } from './store.ts'"],
    ['adapters/slack/render/message.ts', "import { token } from '../client.ts'"],
    ['app.ts', "import { createActs } from './acts/index.ts'\nimport type { Act } from './acts/act.ts'"],
    ['app.ts', "import { foldTables } from './app/tables.ts'"],
    ['main.ts', "import { createApp } from './app.ts'\nimport { createClock } from './adapters/clock.ts'"],
    ['cli/main.ts', "import { createApp } from '../app.ts'"],
    ['cli/gate.ts', "import { check } from '../gate/index.ts'"],
    ['cli/doctor/mail.ts', "import { createDns } from '../../adapters/mail/probe.ts'"],
    ['cli/desk.ts', "import { createStore } from '../adapters/store/store.ts'"],
    ['playground/cordon.ts', "import { createApp } from '../app.ts'"],
  ],
}

const everyFolder = perFile((source) => (partOf(source.path) ? [] : [`${source.path} stands where nothing may stand`]))

export const places: Rule = {
  says: 'a file stands in a folder of the architecture, an adapter in a folder of its own',
  faults: everyFolder,
  bites: [
    ['helpers.ts', ''],
    ['services/mail.ts', ''],
    ['adapters/mail.ts', ''],
    ['adapters/discord/client.ts', ''],
  ],
  spares: [
    ['main.ts', ''],
    ['intake/index.ts', ''],
    ['adapters/clock.ts', ''],
    ['adapters/web/server.ts', ''],
    ['playground/cordon.ts', ''],
  ],
}
