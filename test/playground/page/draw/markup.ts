import type { Drawn } from '../../../../src/playground/page/draw/drawn.ts'

export type Tag = Readonly<{ name: string; closing: boolean; attributes: Readonly<Record<string, string>> }>
type Parsed = Readonly<{ tags: readonly Tag[]; text: string }>

const tag = /<(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z-]+(?:="[^"<>]*")?)*)\/?>/y
const attribute = / ([a-zA-Z-]+)(?:="([^"]*)")?/g
const entities: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&#39;', "'"],
])

/** The page's text of what was drawn. */
export const markupOf = (drawn: Drawn): string => {
  if (drawn instanceof Promise) throw new Error('nothing that is drawn waits')
  return drawn.toString()
}

const decoded = (text: string): string => {
  const bare = /[<>]|&(?!(?:lt|gt|amp|quot|#39);)/.exec(text)
  if (bare) throw new Error(`not escaped: ${text.slice(bare.index, bare.index + 40)}`)
  return text.replace(/&[^;]+;/g, (entity) => entities.get(entity) ?? entity)
}

const attributesOf = (source: string): Record<string, string> => {
  const found: Record<string, string> = {}
  for (const [, name = '', value = ''] of source.matchAll(attribute)) {
    if (Object.hasOwn(found, name)) throw new Error(`${name} twice in ${source}`)
    found[name] = decoded(value)
  }
  return found
}

/** Reads only what we write ourselves: every `<` begins a tag of known shape, all else is escaped; else it throws. */
export const parsed = (drawn: Drawn): Parsed => {
  const source = markupOf(drawn)
  const tags: Tag[] = []
  let text = ''
  for (let at = 0; at < source.length; ) {
    const next = source.indexOf('<', at)
    const end = next < 0 ? source.length : next
    text += decoded(source.slice(at, end))
    if (next < 0) break
    tag.lastIndex = end
    const found = tag.exec(source)
    if (!found) throw new Error(`no tag of ours: ${source.slice(end, end + 60)}`)
    const [all, slash, name = '', attributes = ''] = found
    tags.push({ name, closing: slash === '/', attributes: attributesOf(attributes) })
    if (name === 'br') text += '\n'
    at = end + all.length
  }
  return { tags, text }
}

const voids = ['br', 'hr', 'input']

/** What is open at the end, or closed out of order. */
export const unbalanced = (tags: readonly Tag[]): string[] => {
  const open: string[] = []
  for (const { name, closing } of tags) {
    if (voids.includes(name) || (name === 'rect' && !closing)) continue
    if (!closing) open.push(name)
    else if (open.pop() !== name) return [`</${name}>`]
  }
  return open
}

/** The opening tags of a name. */
export const tagsNamed = (drawn: Drawn, name: string): readonly Tag[] =>
  parsed(drawn).tags.filter((one) => one.name === name && !one.closing)

export const textIn = (drawn: Drawn): string => parsed(drawn).text
