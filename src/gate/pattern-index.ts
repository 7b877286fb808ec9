import { filterOf } from './filter.ts'
import { type Folded, hashOf, hashOfSymbols, powerOf } from './fold.ts'
import { type Candidate, holdsTogether, standsAlone } from './gaps.ts'
import type { Pattern } from './pattern.ts'

/** A text and what it folds to. */
type Text = Readonly<{ text: string; folded: Folded }>

/** Adds the candidates that end (or, for short patterns, begin) at a symbol. */
type Finder = (it: Text, found: Candidate[]) => void

type Group = Readonly<{ length: number; patterns: ReadonlyMap<number, readonly Pattern[]> }>

/** Patterns of the same length by their hash, for each length. */
const byLength = (patterns: readonly Pattern[]): readonly Group[] =>
  [...Map.groupBy(patterns, (it) => it.shape.symbols.length)].map(([length, some]) => ({
    length,
    patterns: Map.groupBy(some, (it) => hashOfSymbols(it.shape.symbols)),
  }))

const same = (folded: Folded, first: number, symbols: readonly number[]): boolean => {
  for (let i = 0; i < symbols.length; i += 1) if (folded.symbols[first + i] !== symbols[i]) return false
  return true
}

const tryAt = ({ length, patterns }: Group, it: Text, first: number, found: Candidate[]): void => {
  if (first < 0 || first + length > it.folded.length) return
  const some = patterns.get(hashOf(it.folded, first, first + length))
  if (some === undefined) return
  for (const pattern of some) {
    const candidate = { ...it, first, pattern }
    if (same(it.folded, first, pattern.shape.symbols) && standsAlone(candidate) && holdsTogether(candidate))
      found.push(candidate)
  }
}

/** Short patterns are tried whole wherever a word begins. */
const shortFinder = (patterns: readonly Pattern[]): Finder => {
  const groups = byLength(patterns)
  return (it, found) => {
    const { length, joined } = it.folded
    for (let first = 0; first < length; first += 1)
      if (joined[first] === 0) for (const group of groups) tryAt(group, it, first, found)
  }
}

/** Patterns by the hash of their last symbols: names of one kind begin alike and end differently. */
const byEnding = (patterns: readonly Pattern[], gram: number): ReadonlyMap<number, readonly Pattern[]> =>
  Map.groupBy(patterns, ({ shape }) => hashOfSymbols(shape.symbols.slice(-gram)))

const [longGram, shortGram] = [16, 8] as const

/** Patterns of eight symbols and more are tried where their last eight, then where their last sixteen were seen. */
const longFinder = (patterns: readonly Pattern[]): Finder => {
  const power = powerOf(shortGram)
  const endings = new Map(
    [...byEnding(patterns, shortGram)].map(([hash, some]) => {
      const whole = byLength(some.filter(({ shape }) => shape.symbols.length < longGram))
      const long = byEnding(
        some.filter(({ shape }) => shape.symbols.length >= longGram),
        longGram,
      )
      return [hash, { whole, long: new Map([...long].map(([key, row]) => [key, byLength(row)])) }] as const
    }),
  )
  const maybe = filterOf(endings.keys())
  return (it, found) => {
    const { hashes, length } = it.folded
    for (let end = shortGram; end <= length; end += 1) {
      const hash = ((hashes[end] ?? 0) - Math.imul(hashes[end - shortGram] ?? 0, power)) | 0
      if (!maybe(hash)) continue
      const ending = endings.get(hash)
      if (ending === undefined) continue
      for (const group of ending.whole) tryAt(group, it, end - group.length, found)
      if (end < longGram || ending.long.size === 0) continue
      for (const group of ending.long.get(hashOf(it.folded, end - longGram, end)) ?? [])
        tryAt(group, it, end - group.length, found)
    }
  }
}

/** Finds patterns in a folded text, in time linear in the text: rolling hashes, each find compared symbol by symbol. */
export const indexPatterns = (patterns: readonly Pattern[]) => {
  const isShort = ({ shape }: Pattern): boolean => shape.symbols.length < shortGram
  const short = patterns.filter(isShort)
  const finders = [longFinder(patterns.filter((it) => !isShort(it))), ...(short.length > 0 ? [shortFinder(short)] : [])]
  return (text: string, folded: Folded): readonly Candidate[] => {
    const found: Candidate[] = []
    for (const find of finders) find({ text, folded }, found)
    return found
  }
}
