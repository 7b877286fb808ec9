import type { Node } from 'oxc-parser'
import { entries, partOf } from './parts.ts'
import { perFile, type Rule } from './rule.ts'
import type { Source } from './source.ts'

/** Where real time and timers may stand: one file of Cordon, and one of the playground. */
const clocks = ['adapters/clock.ts', 'playground/slack/timers.ts']
const timers = ['setTimeout', 'setInterval', 'setImmediate']
const timeObjects = ['Date', 'performance', 'Temporal', 'AbortSignal', 'scheduler', 'Atomics']
const times = [
  'Date.now',
  'performance.now',
  'performance.timeOrigin',
  'Temporal.Now',
  'AbortSignal.timeout',
  'scheduler.wait',
  'Atomics.wait',
  'process.hrtime',
  'process.uptime',
  ...timers.map((timer) => `globalThis.${timer}`),
]
const timeModules = /^(node:)?(timers|timers\/promises|perf_hooks)$/

/** The name of a member such as `Date.now`, also written `Date['now']`. */
const memberOf = (node: Node): string | null => {
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return null
  if (!node.computed && node.property.type === 'Identifier') return `${node.object.name}.${node.property.name}`
  return node.property.type === 'Literal' ? `${node.object.name}.${node.property.value}` : `${node.object.name}.*`
}

/** Whether an identifier stands for a value, rather than naming a property or a key. */
const stands = (node: Node, parent: Node | null): boolean => {
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed
  if (parent?.type === 'Property') return parent.value === node || parent.computed
  return !(parent && 'key' in parent && parent.key === node)
}

const unpacked = (node: Node): string | null =>
  node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern' && node.init?.type === 'Identifier'
    ? node.init.name
    : null

const timeAt = (node: Node, parent: Node | null): string | null => {
  const member = memberOf(node)
  if (member !== null && times.includes(member)) return member
  const whole = unpacked(node)
  if (whole !== null && [...timeObjects, 'globalThis'].includes(whole)) return `parts of ${whole}`
  if (node.type === 'Identifier' && timers.includes(node.name) && stands(node, parent)) return node.name
  const isDate = (it: Node) => it.type === 'Identifier' && it.name === 'Date'
  if (node.type === 'NewExpression' && isDate(node.callee) && node.arguments.length === 0) return 'new Date()'
  return node.type === 'CallExpression' && isDate(node.callee) ? 'Date()' : null
}

const found = (source: Source, at: (node: Node, parent: Node | null) => string | null): readonly string[] => {
  const faults: string[] = []
  source.walk((node, parent) => {
    const fault = at(node, parent)
    if (fault) faults.push(`${source.path}:${source.lineOf(node)} uses ${fault}`)
  })
  return faults
}

const timeFaults = (source: Source): readonly string[] => [
  ...found(source, timeAt),
  ...source.imports
    .filter((it) => it.from !== null && timeModules.test(it.from))
    .map((it) => `${source.path}:${it.line} imports ${it.from}`),
]

export const time: Rule = {
  says: 'time and timers stand in adapters/clock.ts alone',
  faults: perFile((source) => (clocks.includes(source.path) ? [] : timeFaults(source))),
  bites: [
    ['acts/work.ts', 'export const a = Date.now()'],
    ['acts/work.ts', 'export const a = { now: Date.now }'],
    ['acts/work.ts', "export const a = Date['now']()"],
    ['acts/work.ts', 'export const a = new Date()'],
    ['acts/work.ts', 'export const a = Date()'],
    ['acts/work.ts', 'const { now } = Date'],
    ['acts/work.ts', 'export const a = Temporal.Now.instant()'],
    ['acts/work.ts', 'export const a = performance.now()'],
    ['acts/work.ts', 'setTimeout(() => undefined, 5)'],
    ['acts/work.ts', 'export const later = { wait: setTimeout }'],
    ['acts/work.ts', 'globalThis.setInterval(() => undefined, 5)'],
    ['acts/work.ts', 'export const a = AbortSignal.timeout(5)'],
    ['adapters/slack/client.ts', "import { setTimeout as pause } from 'node:timers/promises'"],
    ['playground/slack/server.ts', 'export const a = Date.now()'],
    ['main.ts', 'setImmediate(() => undefined)'],
  ],
  spares: [
    ['acts/work.ts', 'export const a = (ms: number) => new Date(ms).toISOString()\nexport const b = Date.UTC(2026, 1)'],
    ['acts/work.ts', "export const a = Temporal.PlainDate.from('2026-01-01')"],
    ['adapters/web/server.ts', 'export const a = (it: { setTimeout(n: number): void }) => it.setTimeout(5)'],
    ['playground/slack/timers.ts', 'export const line = () => Date.now()'],
    ['adapters/clock.ts', 'export const a = () => setTimeout(() => undefined, Date.now())'],
  ],
}

const signals = ['on', 'once', 'addListener', 'prependListener'].map((word) => `process.${word}`)
const processMembers = ['process.env', 'process.exit', 'process.kill', 'process.*', 'globalThis.process', ...signals]

const processAt = (node: Node): string | null => {
  const member = memberOf(node)
  if (member !== null && processMembers.includes(member)) return member
  return unpacked(node) === 'process' ? 'parts of process' : null
}

export const surroundings: Rule = {
  says: 'the environment, signals and the end of the process belong to the files that start one',
  faults: perFile((source) => (entries.includes(source.path) ? [] : found(source, processAt))),
  bites: [
    ['config.ts', 'export const a = process.env.PORT'],
    ['config.ts', "export const a = process['env']"],
    ['app.ts', "process.on('SIGTERM', () => undefined)"],
    ['app.ts', "process.once('SIGINT', () => undefined)"],
    ['cli/gate.ts', 'process.exit(2)'],
    ['adapters/web/server.ts', 'const { env } = process'],
  ],
  spares: [
    ['main.ts', "process.on('SIGTERM', () => process.exit(0))\nexport const a = process.env"],
    ['cli/gate.ts', "process.stdout.write('x')\nprocess.exitCode = 2"],
    ['config.ts', 'export const a = (env: Record<string, string>) => env.PORT'],
  ],
}

const outside = ['process', 'console', 'fetch', 'crypto', 'WebSocket', 'EventSource', 'globalThis']

const outsideAt = (node: Node, parent: Node | null): string | null => {
  if (memberOf(node) === 'Math.random') return 'Math.random'
  if (node.type !== 'Identifier' || !outside.includes(node.name)) return null
  const called = parent?.type === 'CallExpression' && parent.callee === node
  const made = parent?.type === 'NewExpression' && parent.callee === node
  const asked = parent?.type === 'MemberExpression' && parent.object === node
  return called || made || asked ? node.name : null
}

export const purity: Rule = {
  says: 'the kernel and the modules touch nothing outside but through their ports',
  faults: perFile((source) =>
    ['kernel', 'module'].includes(partOf(source.path)?.kind ?? '') ? found(source, outsideAt) : [],
  ),
  bites: [
    ['incident/open-incident.ts', "console.log('opened')"],
    ['incident/open-incident.ts', "await fetch('https://example.org')"],
    ['incident/open-incident.ts', 'export const a = Math.random()'],
    ['incident/open-incident.ts', 'export const a = crypto.randomUUID()'],
    ['kernel/doc.ts', 'export const a = process.pid'],
  ],
  spares: [
    ['incident/open-incident.ts', 'export const a = (ports: { fetch(): void }) => ports.fetch()'],
    ['adapters/drive/client.ts', "await fetch('https://example.org')"],
  ],
}
