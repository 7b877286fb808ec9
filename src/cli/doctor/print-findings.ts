import type { Finding } from './finding.ts'

const marks = { passes: 'ok  ', warns: 'warn', fails: 'FAIL' } as const

/** What stands over each group, by the first word of a check. */
const groups: Readonly<Record<string, string>> = {
  config: 'Configuration',
  slack: 'Slack',
  drive: 'Google Drive',
  mail: 'Mail',
  data: 'Data',
  clock: 'Clock',
}

const groupOf = ({ check }: Finding): string => check.split('.')[0] ?? check

const linesOf = ({ check, state, says, remedy, who }: Finding): readonly string[] => {
  const name = check.slice(check.indexOf('.') + 1)
  return [`  ${marks[state]}  ${name}: ${says}`, ...(remedy === null ? [] : [`        ${who}: ${remedy}`])]
}

const count = (findings: readonly Finding[], state: Finding['state']): string =>
  `${findings.filter((it) => it.state === state).length}`

/** The findings for people: in groups, with who can do what, and the counts in the last line. */
export const inWords = (findings: readonly Finding[]): readonly string[] => [
  ...Object.entries(groups).flatMap(([group, title]) => {
    const own = findings.filter((it) => groupOf(it) === group)
    return own.length === 0 ? [] : [title, ...own.flatMap(linesOf), '']
  }),
  `${count(findings, 'passes')} passes, ${count(findings, 'warns')} warns, ${count(findings, 'fails')} fails`,
]

/** The findings for programs: one JSON object a line. */
export const inJson = (findings: readonly Finding[]): readonly string[] => findings.map((it) => JSON.stringify(it))
