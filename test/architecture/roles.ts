import { modules, targetOf } from './parts.ts'
import type { Rule } from './rule.ts'
import type { Source } from './source.ts'

/**
 * What a file of a module is, by its name. `text-rows.ts` reads the state that a named text is written from, and is a way in
 * for the door. A `plain` file holds types and decisions (a noun) or a use case; it is a use
 * case when it needs the ports, itself or through another file.
 */
type Role = 'index' | 'ports' | 'text' | 'way' | 'jobs' | 'plain'

const roleOf = (path: string): Role | null => {
  const [folder = '', ...rest] = path.split('/')
  const name = rest.join('/')
  if (!modules.includes(folder)) return null
  if (name === 'index.ts') return 'index'
  if (name === 'ports.ts') return 'ports'
  if (name === 'text.ts' || name.startsWith('text/')) return 'text'
  if (['commands.ts', 'forms.ts', 'buttons.ts', 'text-rows.ts'].includes(name)) return 'way'
  return name === 'jobs.ts' ? 'jobs' : 'plain'
}

const reach = (source: Source): readonly string[] =>
  source.imports.flatMap((it) => (it.from === null ? [] : (targetOf(source.path, it.from) ?? [])))

/** The files of modules that need the ports, themselves or through others. */
const useCases = (sources: readonly Source[]): ReadonlySet<string> => {
  const plain = sources.filter((source) => roleOf(source.path) === 'plain')
  const found = new Set<string>()
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const source of plain)
      if (reach(source).some((path) => roleOf(path) === 'ports' || found.has(path))) found.add(source.path)
  }
  return found
}

type Kind = Role | 'noun' | 'use case'

/** The table of `architecture.md`: what each file of a module may import of its own module. Types of the ports anyone may. */
const mayReach: Readonly<Record<Exclude<Kind, 'plain'>, readonly Kind[]>> = {
  index: ['index', 'ports', 'text', 'way', 'jobs', 'noun', 'use case'],
  ports: ['noun'],
  text: ['noun', 'text'],
  way: ['noun', 'use case', 'text', 'way'],
  jobs: ['noun', 'use case', 'ports'],
  noun: ['noun'],
  'use case': ['noun', 'use case', 'ports'],
}

const faults = (sources: readonly Source[]): readonly string[] => {
  const needy = useCases(sources)
  const kindOf = (path: string): Exclude<Kind, 'plain'> | null => {
    const role = roleOf(path)
    if (role !== 'plain') return role
    return needy.has(path) ? 'use case' : 'noun'
  }
  return sources.flatMap((source) =>
    source.imports.flatMap((it) => {
      const target = it.from === null ? null : targetOf(source.path, it.from)
      const [from, to] = [kindOf(source.path), target === null ? null : kindOf(target)]
      if (!from || !to || mayReach[from].includes(to) || (to === 'ports' && it.typeOnly)) return []
      return [`${source.path}:${it.line} is ${from} and may not import ${target}, which is ${to}`]
    }),
  )
}

export const roles: Rule = {
  says: 'in a module the same few files mean the same everywhere, and import each other in one direction only',
  faults,
  bites: [
    ['incident/open-incident.ts', "import { opened } from './text.ts'"],
    ['incident/open-incident.ts', "import { commands } from './commands.ts'"],
    ['incident/embargo.ts', "import { createIncident } from './index.ts'"],
    ['incident/text.ts', "import { commands } from './commands.ts'"],
    ['incident/text/overview.ts', "import { jobs } from '../jobs.ts'"],
    ['incident/commands.ts', "import { createIncident } from './index.ts'"],
    ['incident/jobs.ts', "import { commands } from './commands.ts'"],
    ['incident/jobs.ts', "import { overview } from './text.ts'"],
    ['incident/text.ts', "import { start } from './ports.ts'"],
    ['incident/ports.ts', "import type { commands } from './commands.ts'"],
    [
      ['incident/ports.ts', "import type { Opening } from './open-incident.ts'"],
      ['incident/open-incident.ts', "import type { Ports } from './ports.ts'"],
    ],
    [
      ['incident/text.ts', "import { open } from './open-incident.ts'"],
      ['incident/open-incident.ts', "import type { Ports } from './ports.ts'"],
    ],
  ],
  spares: [
    ['incident/embargo.ts', "import { severity } from './severity.ts'"],
    ['incident/ports.ts', "import type { Embargo } from './embargo.ts'"],
    ['incident/commands.ts', "import { open } from './open-incident.ts'\nimport { opened } from './text.ts'"],
    ['incident/text.ts', "import type { Ports } from './ports.ts'\nimport { words } from './text/words.ts'"],
    ['incident/index.ts', "import { commands } from './commands.ts'\nimport { jobs } from './jobs.ts'"],
    [
      ['incident/open-incident.ts', "import type { Ports } from './ports.ts'\nimport { next } from './embargo.ts'"],
      ['incident/close-incident.ts', "import { open } from './open-incident.ts'"],
    ],
  ],
}
