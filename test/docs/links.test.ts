import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { settings } from '../../src/config/environment.ts'
import { type Document, documents, project, readDocument } from './documents.ts'

const isOutside = (link: string) => /^[a-z]+:/.test(link)

const readFile = (path: string) => readDocument(path, readFileSync(join(project, path), 'utf8'))

/** What is wrong with the links of a document that lead to files of the project. */
const broken = (document: Document): readonly string[] =>
  document.links.filter((link) => {
    if (isOutside(link)) return false
    const [path = '', anchor] = decodeURIComponent(link).split('#')
    const target = join(dirname(document.path), path)
    if (path !== '' && !existsSync(join(project, target))) return true
    if (anchor === undefined) return false
    const there = path === '' ? document : readFile(target)
    return !there.anchors.includes(anchor)
  })

/** Names that are no settings of Cordon's, but of what is around it. */
const others = ['TEST_DATABASE_URL', 'SIGTERM']
const known = new Set([...others, ...settings.flatMap((it) => (it.secret ? [it.name, `${it.name}_FILE`] : [it.name]))])

/** Words set as code that look like a setting, and are none. */
const strange = ({ spans, blocks }: Pick<Document, 'spans' | 'blocks'>): readonly string[] =>
  [...spans, ...blocks.map((it) => it.text)]
    .flatMap((text) => text.match(/(?<![\w-])[A-Z][A-Z0-9]*(_[A-Z0-9]+)+(?![\w-])/g) ?? [])
    .filter((name) => !known.has(name))

describe.each(documents.map((it) => [it.path, it] as const))('%s', (_path, document) => {
  test('leads to files and headings that exist', () => {
    expect(broken(document)).toEqual([])
  })

  test('names no setting that there is not', () => {
    expect(strange(document)).toEqual([])
  })

  test('says of every block what it is, so that a command cannot hide in one', () => {
    expect(document.blocks.filter((it) => it.language === '')).toEqual([])
  })
})

test('the decision records lead to files that exist, and each number is given once', () => {
  const names = readdirSync(join(project, 'docs/decisions'))
  expect(names.flatMap((name) => broken(readFile(`docs/decisions/${name}`)))).toEqual([])
  const numbers = names.map((name) => name.slice(0, 4))
  expect(numbers).toEqual([...new Set(numbers)])
})

test('a link to nothing, a heading that is gone and a misspelt setting are seen', () => {
  const planted = readDocument(
    'docs/planted.md',
    '# One\n[a](none.md) [b](../README.md#none) [c](#one) `SLACK_BOT_TOKENS`',
  )
  expect(broken(planted)).toEqual(['none.md', '../README.md#none'])
  expect(strange(planted)).toEqual(['SLACK_BOT_TOKENS'])
})

test('the documents name every script of package.json', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')))
  const all = documents.map((it) => it.text).join('\n')
  const isNamed = (name: string) => new RegExp(`npm (run (-s )?)?${name}(?![\\w:-])`).test(all)
  expect(Object.keys(scripts).filter((name) => !isNamed(name))).toEqual([])
})

test('the picture of the architecture says in words what it shows, and fits light and dark', () => {
  const svg = readFileSync(join(project, 'docs/architecture.svg'), 'utf8')
  expect(svg).toMatch(/<title id="name">.+<\/title>/)
  expect(svg).toMatch(/<desc id="story">[^<]{100,}<\/desc>/)
  expect(svg).toContain('prefers-color-scheme: dark')
  expect(svg).not.toMatch(/<script|href=/)
})
