import { parseDocument } from 'yaml'
import { z } from 'zod'
import { type Complain, nearest } from './complaint.ts'
import type { Ask, ReadFile } from './environment.ts'
import { type Team, team, teamShape } from './team.ts'

type Path = readonly PropertyKey[]

/** Said of what a person wrote: the key or a stand-in for one that may be a secret put into the wrong place. */
const shown = (part: PropertyKey): string => {
  const text = String(part)
  return /^[\w.@-]{1,40}$/.test(text) ? text : '(a key)'
}

const named = (path: Path): string =>
  path.reduce<string>(
    (name, part) => (typeof part === 'number' ? `${name}[${part}]` : `${name}${name === '' ? '' : '.'}${shown(part)}`),
    '',
  )

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
}

/** Says in plain words what zod found; a type with words of its own says them itself. */
const sayIssue = (issue: z.core.$ZodRawIssue): string => {
  if (issue.input === undefined && issue.code === 'invalid_type') return 'is missing'
  if (issue.code === 'invalid_type') return `is not ${kinds[String(issue.expected)] ?? String(issue.expected)}`
  const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : ''
  if (issue.code === 'too_small')
    return issue.minimum === 1 && unit !== '' ? 'is empty' : `is below ${issue.minimum}${unit}`
  if (issue.code === 'too_big') return `is above ${issue.maximum}${unit}`
  return 'is not as it should be'
}

const isObject = (schema: unknown): schema is z.ZodObject => schema instanceof z.ZodObject

const inside = (schema: unknown, part: PropertyKey): unknown => {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return inside(schema.unwrap(), part)
  if (schema instanceof z.ZodPipe) return inside(schema.in, part)
  if (schema instanceof z.ZodArray) return schema.element
  if (schema instanceof z.ZodRecord) return schema.valueType
  return isObject(schema) && typeof part === 'string' ? schema.shape[part] : undefined
}

const bare = (schema: unknown): unknown => {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return bare(schema.unwrap())
  return schema instanceof z.ZodPipe ? bare(schema.in) : schema
}

const keysAt = (path: Path): readonly string[] => {
  const schema = bare(path.reduce<unknown>(inside, team))
  return isObject(schema) ? Object.keys(schema.shape) : []
}

/** The branch of a union that the writer most likely meant: the one whose keys all fit. */
const meant = (branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | null => {
  const fitting = branches.filter((issues) =>
    issues.every((issue) => issue.code !== 'unrecognized_keys' && issue.message !== 'is missing'),
  )
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

const report = (issues: readonly z.core.$ZodIssue[], complain: Complain, above: Path = []): void => {
  for (const issue of issues) {
    const path = [...above, ...issue.path]
    const branch = issue.code === 'invalid_union' ? meant(issue.errors) : null
    if (branch) report(branch, complain, path)
    else if (issue.code === 'unrecognized_keys') unknownKeys(issue.keys, path, complain)
    else {
      const wrong = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message
      complain(`cordon.yaml: ${named(path)}`, wrong, `See ${shown(path[0] ?? 'the example')} in cordon.example.yaml.`)
    }
  }
}

const unknownKeys = (keys: readonly string[], path: Path, complain: Complain): void => {
  for (const wrong of keys) {
    const known = keysAt(path)
    const slip = nearest(wrong, known)
    complain(
      `cordon.yaml: ${named([...path, wrong])}`,
      'is not a known key',
      slip ? `Was ${slip} meant?` : `Known here: ${known.join(', ')}.`,
    )
  }
}

const duplicates = (values: readonly string[]): readonly string[] => [
  ...new Set(values.filter((value, at) => values.indexOf(value) !== at)),
]

/** What each part may be by itself, but the parts together may not. */
const crossCheck = (file: Readonly<Record<string, unknown>>, complain: Complain): void => {
  const places = teamShape.places.safeParse(file.places)
  const meetings = teamShape.series.safeParse(file.series)
  if (!meetings.success) return
  for (const key of duplicates(meetings.data.map((it) => it.key)))
    complain('cordon.yaml: series', `has the key ${key} twice`, 'Give each series a key of its own.')
  if (!places.success) return
  for (const [at, it] of meetings.data.entries())
    if (!(it.channel in places.data))
      complain(
        `cordon.yaml: series[${at}].channel`,
        `is ${it.channel}, which places does not name`,
        `Add ${it.channel} to places, or write one of: ${Object.keys(places.data).join(', ')}.`,
      )
}

/** A list needs an account that posts to it, and two people: one who writes and another who approves. */
const checkLists = (file: Readonly<Record<string, unknown>>, ask: Ask, complain: Complain): void => {
  const lists = teamShape.lists.safeParse(file.lists)
  if (!lists.success || Object.keys(lists.data).length === 0) return
  if (!ask.given('SMTP_URL'))
    ask.missing('SMTP_URL', 'is not set, though cordon.yaml names lists', 'Set it to the account that posts to them.')
  const roles = teamShape.roles.safeParse(file.roles)
  if (!roles.success) return
  const { announcer, approver } = roles.data
  if (!announcer.some((writer) => approver.some((second) => second !== writer)))
    complain(
      'cordon.yaml: roles.approver',
      'leaves nobody who could approve what an announcer wrote, though lists are set',
      'Name an announcer, and another person as approver.',
    )
}

const parseFile = (text: string, complain: Complain): unknown => {
  const document = parseDocument(text, { prettyErrors: true, logLevel: 'silent' })
  for (const error of document.errors)
    complain(
      'cordon.yaml',
      `cannot be read at line ${error.linePos?.[0].line ?? '?'} (${error.code})`,
      'Mend the YAML there: mind indentation, quotes and keys written twice.',
    )
  if (document.errors.length > 0) return null
  try {
    return document.toJS({ maxAliasCount: 20 })
  } catch {
    return complain('cordon.yaml', 'repeats itself too often by aliases', 'Write it out without * aliases.')
  }
}

const readText = (ask: Ask, readFile: ReadFile): string | null => {
  const path = ask.value('CORDON_CONFIG') ?? './cordon.yaml'
  try {
    return readFile(path)
  } catch {
    return ask.complain(
      ask.given('CORDON_CONFIG') ? 'CORDON_CONFIG' : 'cordon.yaml',
      `cannot be read at ${path}`,
      'Copy cordon.example.yaml there and fill it in, or name another file by CORDON_CONFIG.',
    )
  }
}

type Section = 'roles' | 'places' | 'series' | 'lists' | 'dnsServers'
/** The sections of cordon.yaml that are right by themselves, whatever is wrong with the others. */
export type TeamParts = Readonly<{ [name in Section]?: Team[name] | undefined }>

/** Reads what can be read of the team's file, and complains about nothing: `readTeam` does. */
export const readTeamParts = (ask: Ask, readFile: ReadFile): TeamParts => {
  const complain = () => null
  const text = readText({ ...ask, complain }, readFile)
  const written = z.record(z.string(), z.unknown()).safeParse(text === null ? null : parseFile(text, complain))
  const file = written.data ?? {}
  return {
    roles: teamShape.roles.safeParse(file.roles).data,
    places: teamShape.places.safeParse(file.places).data,
    series: teamShape.series.safeParse(file.series).data,
    lists: teamShape.lists.safeParse(file.lists).data,
    dnsServers: teamShape.dnsServers.safeParse(file.dnsServers).data,
  }
}

/** Reads the team's file. Complains about everything that is wrong with it at once, and returns null then. */
export const readTeam = (ask: Ask, readFile: ReadFile): Team | null => {
  const text = readText(ask, readFile)
  if (text === null) return null
  let complained = 0
  const complain: Complain = (...complaint) => {
    complained += 1
    return ask.complain(...complaint)
  }
  const file = parseFile(text, complain)
  if (complained > 0) return null
  const written = z.record(z.string(), z.unknown()).safeParse(file ?? {})
  if (!written.success) return complain('cordon.yaml', 'is not a file of keys with values', 'See cordon.example.yaml.')
  const result = team.safeParse(written.data, { error: sayIssue })
  if (!result.success) report(result.error.issues, complain)
  crossCheck(written.data, complain)
  checkLists(written.data, ask, complain)
  return result.success && complained === 0 ? result.data : null
}
