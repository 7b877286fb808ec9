import { known } from './parts.ts'
import { perFile, type Rule } from './rule.ts'

const lines = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
const long = (count: number): string => 'export {}\n'.repeat(count)

/** About 200 lines are the aim; above 250 a file has two subjects. */
const mostLines = 250
/** docs/decisions/0002: the door's tables and the fields' types stand in the kernel. */
const mostKernelLines = 600

export const lengths: Rule = {
  says: `a file has at most ${mostLines} lines and the composition 200`,
  faults: perFile(({ path, text }) => {
    const most = path === 'app.ts' ? 200 : mostLines
    return lines(text) > most ? [`${path} has ${lines(text)} lines`] : []
  }),
  bites: [
    ['gate/match.ts', long(mostLines + 1)],
    ['app.ts', long(201)],
  ],
  spares: [
    ['gate/match.ts', long(mostLines)],
    ['app.ts', long(200)],
  ],
}

export const kernelSize: Rule = {
  says: `the kernel has at most ${mostKernelLines} lines in all`,
  faults: (sources) => {
    const all = sources.filter((it) => it.path.startsWith('kernel/')).reduce((sum, it) => sum + lines(it.text), 0)
    return all > mostKernelLines ? [`the kernel has ${all} lines`] : []
  },
  bites: [
    [
      ['kernel/doc.ts', long(250)],
      ['kernel/door.ts', long(250)],
      ['kernel/act.ts', long(101)],
    ],
  ],
  spares: [
    [
      ['kernel/doc.ts', long(250)],
      ['kernel/door.ts', long(250)],
      ['kernel/act.ts', long(100)],
    ],
  ],
}

const emptyWords = ['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'managers', 'misc', 'shared', 'base']

/** Holds for the tests too. */
export const names: Rule = {
  says: `names are in kebab-case and say something (in src: ${known})`,
  faults: perFile(({ path }) =>
    path.split('/').flatMap((part) => {
      const name = part.replace(/(\.test)?\.ts$/, '')
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return [`${path} is not in kebab-case`]
      return name.split('-').some((word) => emptyWords.includes(word)) ? [`${path} has a name that says nothing`] : []
    }),
  ),
  bites: [
    ['gate/matchText.ts', ''],
    ['gate/match_text.ts', ''],
    ['gate/utils.ts', ''],
    ['gate/text-helpers.ts', ''],
    ['common/time.ts', ''],
    ['acts/act-manager.ts', ''],
  ],
  spares: [
    ['gate/match-text.ts', ''],
    ['adapters/slack/render/rich-text.ts', ''],
    ['gate/match.test.ts', ''],
  ],
}
