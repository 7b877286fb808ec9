import type { Node } from 'oxc-parser'
import { perFile, type Rule } from './rule.ts'
import type { Source } from './source.ts'

const isConst = (node: Node): boolean =>
  node.type === 'TSTypeReference' && node.typeName.type === 'Identifier' && node.typeName.name === 'const'

const wordFor = (node: Node): string | null => {
  if (node.type === 'TSAsExpression') return isConst(node.typeAnnotation) ? null : 'an as'
  if (node.type === 'TSTypeAssertion') return 'a type in angle brackets'
  if (node.type === 'TSNonNullExpression') return 'a !'
  if (node.type === 'TSAnyKeyword') return 'any'
  return node.type === 'ExportDefaultDeclaration' ? 'a default export' : null
}

const claims = (source: Source): readonly string[] => {
  const found: string[] = []
  source.walk((node) => {
    const word = wordFor(node)
    if (word) found.push(`${source.path}:${source.lineOf(node)} has ${word}`)
  })
  // The one cast of Cordon: a text becomes Cleared where the gate has checked it, and nowhere else.
  return source.path === 'gate/clear.ts' && found.length === 1 && found[0]?.endsWith('an as') ? [] : found
}

const silencers = /biome-ignore|@ts-ignore|@ts-nocheck|@ts-expect-error|eslint-disable|v8 ignore/

export const language: Rule = {
  says: 'nobody claims a type or silences a check: no as but as const and the one of the gate, no any, no !, no ignoring',
  faults: perFile((source) => [
    ...claims(source),
    ...source.comments.filter((it) => silencers.test(it)).map((it) => `${source.path} silences a check:${it}`),
  ]),
  bites: [
    ['gate/match.ts', 'export const a = (b: unknown) => b as string'],
    ['gate/match.ts', 'export const a = (b: unknown) => b as unknown as string'],
    ['gate/match.ts', 'export const a = (b: unknown) => <string>b'],
    ['gate/match.ts', 'export const a = (b: string | null) => b!.length'],
    ['gate/match.ts', 'export const a = (b: any) => b'],
    ['gate/match.ts', 'export const a = (b: Record<string, any[]>) => b'],
    ['gate/match.ts', 'export default 1'],
    ['gate/match.ts', '// @ts-ignore\nexport const a: string = 1'],
    ['gate/match.ts', '/* biome-ignore lint: because */\nexport const a = 1'],
    ['gate/clear.ts', 'export const a = (b: unknown) => b as string\nexport const c = (b: unknown) => b as number'],
    ['gate/clear.ts', 'export const a = (b: any) => b'],
  ],
  spares: [
    ['gate/match.ts', "export const a = ['x'] as const\nimport { b as c } from './secret.ts'\nexport { c as d }"],
    ['gate/match.ts', 'export const a = { b: 1 } satisfies object\nexport const any = "any as unknown"'],
    ['gate/clear.ts', 'export const a = (b: unknown) => b as string'],
  ],
}
