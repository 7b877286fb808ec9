import { readdirSync, readFileSync } from 'node:fs'
import { type Node, parseSync } from 'oxc-parser'

/** One import of a file, written in any of the ways that TypeScript has. `from` is null where it cannot be read. */
export type Import = Readonly<{ from: string | null; typeOnly: boolean; names: readonly string[]; line: number }>

/** A file of `src`, parsed. `path` is relative to `src`, with slashes. */
export type Source = Readonly<{
  path: string
  text: string
  imports: readonly Import[]
  comments: readonly string[]
  /** Visits every node with the node that holds it. */
  walk(visit: (node: Node, parent: Node | null) => void): void
  lineOf(node: Node): number
}>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const visitAll = (value: unknown, parent: Node | null, visit: (node: Node, parent: Node | null) => void): void => {
  if (Array.isArray(value)) for (const inner of value) visitAll(inner, parent, visit)
  else if (isNode(value)) {
    visit(value, parent)
    for (const inner of Object.values(value)) if (typeof inner === 'object') visitAll(inner, value, visit)
  }
}

const importOf = (node: Node): Omit<Import, 'line'> | null => {
  if (node.type === 'ImportDeclaration')
    return {
      from: node.source.value,
      typeOnly: node.importKind === 'type',
      names: node.specifiers.flatMap((it) =>
        it.type === 'ImportSpecifier' && it.imported.type === 'Identifier' ? [it.imported.name] : ['*'],
      ),
    }
  if (node.type === 'ExportNamedDeclaration' && node.source)
    return { from: node.source.value, typeOnly: node.exportKind === 'type', names: ['*'] }
  if (node.type === 'ExportAllDeclaration')
    return { from: node.source.value, typeOnly: node.exportKind === 'type', names: ['*'] }
  if (node.type === 'TSImportType') return { from: node.source.value, typeOnly: true, names: ['*'] }
  if (node.type !== 'ImportExpression') return null
  const literal = node.source.type === 'Literal' && typeof node.source.value === 'string' ? node.source.value : null
  return { from: literal, typeOnly: false, names: ['*'] }
}

/** Parses the text of a file as the file at `path`. Refuses what TypeScript could not read. */
export const parse = (path: string, text: string): Source => {
  const { program, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
  const lineOf = (node: Node) => text.slice(0, node.start).split('\n').length
  const walk: Source['walk'] = (visit) => visitAll(program, null, visit)
  const imports: Import[] = []
  walk((node) => {
    const found = importOf(node)
    if (found) imports.push({ ...found, line: lineOf(node) })
  })
  return { path, text, imports, comments: comments.map((it) => it.value), walk, lineOf }
}

/** The TypeScript files below a folder, relative to it, with slashes. */
export const filesBelow = (folder: URL): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .toSorted()

/** Every file of a folder, parsed. */
export const sourcesBelow = (folder: URL): readonly Source[] =>
  filesBelow(folder).map((path) => parse(path, readFileSync(new URL(path, folder), 'utf8')))
