import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import MarkdownIt from 'markdown-it'

/** The project's folder, without a slash at its end. */
export const project = new URL('../..', import.meta.url).pathname.replace(/\/$/, '')

/** A document for people: what it says, its commands, its links and the words in it that are set as code. */
export type Document = Readonly<{
  path: string
  text: string
  /** The language and text of each block that is set apart. */
  blocks: readonly Readonly<{ language: string; text: string }>[]
  links: readonly string[]
  spans: readonly string[]
  /** The anchors of its headings, as GitHub makes them. */
  anchors: readonly string[]
}>

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

/** Reads a document by the same parser that reads meeting notes. */
export const readDocument = (path: string, text: string): Document => {
  const tokens = new MarkdownIt().parse(text, {})
  const inner = tokens.flatMap((token) => token.children ?? [])
  const targetOf = (token: (typeof inner)[number]) => token.attrGet('href') ?? token.attrGet('src')
  return {
    path,
    text,
    blocks: tokens.filter((it) => it.type === 'fence').map((it) => ({ language: it.info.trim(), text: it.content })),
    links: inner.flatMap((it) => targetOf(it)?.toString() ?? []),
    spans: inner.flatMap((it) => (it.type === 'code_inline' ? [it.content] : [])),
    anchors: tokens.flatMap((it, at) => (it.type === 'heading_open' ? [anchorOf(tokens[at + 1]?.content ?? '')] : [])),
  }
}

const guides = readdirSync(join(project, 'docs')).filter((name) => name.endsWith('.md'))
const paths = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...guides.map((name) => `docs/${name}`)]

/** The documents whose commands and links are held to work. Decision records are history, and read for their links alone. */
export const documents: readonly Document[] = paths.map((path) =>
  readDocument(path, readFileSync(join(project, path), 'utf8')),
)

/** The commands of a shell block, a line each, joined where a line goes on. */
export const commandsIn = (block: string): readonly string[] =>
  block
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

const programs = /^(npm|npx|node|docker|openssl) /

/** Every command that a document tells its reader to run, each once. */
export const commandsOf = (document: Document): readonly string[] => [
  ...new Set([
    ...document.blocks.filter((it) => it.language === 'sh').flatMap((it) => commandsIn(it.text)),
    ...document.spans.filter((span) => programs.test(span)),
  ]),
]
