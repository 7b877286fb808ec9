import { createGate } from '../src/gate/index.ts'
import { generated } from '../test/gate/corpus/incidents.ts'
import { everyday } from '../test/gate/corpus/ordinary.ts'
import { compare, type Figure } from './figure.ts'

const size = 10 * 1024
const passes = 50

/** Everyday traffic, over and over, until it is ten kilobytes. */
const text = everyday
  .join('\n')
  .repeat(Math.ceil(size / everyday.join('\n').length))
  .slice(0, size)

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const names = new RegExp(
  generated
    .flatMap((it) => [it.id, it.cve, it.ghsa, it.room.name, it.room.id, it.title])
    .filter((name) => name !== null)
    .map(escaped)
    .join('|'),
  'giu',
)

const each = (ms: number): number => ms / passes

/** One text at the public's door, against all the incidents, as every text that leaves is looked at. */
export const benchGate = async (): Promise<readonly Figure[]> => {
  const gate = createGate({
    secrets: async () => generated,
    audience: async () => new Set(),
    hit: async () => undefined,
    digest: () => null,
  })
  const measure = async () => {
    const start = performance.now()
    for (let n = 0; n < passes; n++)
      if ((await gate.check({ public: true }, text)).length > 0)
        throw new Error('the gate cries out at everyday traffic')
    return each(performance.now() - start)
  }
  const bare = async () => {
    const start = performance.now()
    for (let n = 0; n < passes; n++)
      if ([...text.matchAll(names)].length > 0) throw new Error('a name of an incident stands in everyday traffic')
    return each(performance.now() - start)
  }
  return [
    await compare({
      figure: `10 KB of everyday text looked at by the gate, against ${generated.length} embargoed incidents`,
      unit: 'ms',
      yardstick: 'one pass of one regular expression of all their names and titles, which sees through no disguise',
      turns: 7,
      measure,
      bare,
    }),
  ]
}
