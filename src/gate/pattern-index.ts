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

const filterBits = 18
const slot = (hash: number): number => Math.imul(hash, 0x9e3779b1) >>> (32 - filterBits)

/** Longer ones are tried where their last symbols were seen: names of one kind begin alike and end differently. */
const longFinder = (patterns: readonly Pattern[], gram: number): Finder => {
  const power = powerOf(gram)
  const endings = new Map(
    [...Map.groupBy(patterns, ({ shape }) => hashOfSymbols(shape.symbols.slice(-gram)))].map(
      ([hash, some]) => [hash, byLength(some)] as const,
    ),
  )
  const filter = new Uint8Array(1 << (filterBits - 3))
  const isSet = (at: number): boolean => ((filter[at >>> 3] ?? 0) & (1 << (at & 7))) !== 0
  for (const at of [...endings.keys()].map(slot)) filter[at >>> 3] = (filter[at >>> 3] ?? 0) | (1 << (at & 7))
  return (it, found) => {
    const { hashes, length } = it.folded
    for (let end = gram; end <= length; end += 1) {
      const hash = ((hashes[end] ?? 0) - Math.imul(hashes[end - gram] ?? 0, power)) | 0
      if (!isSet(slot(hash))) continue
      for (const group of endings.get(hash) ?? []) tryAt(group, it, end - group.length, found)
    }
  }
}

const [longGram, shortGram] = [16, 8] as const

/** Finds patterns in a folded text, in time linear in the text: rolling hashes, each find compared symbol by symbol. */
export const indexPatterns = (patterns: readonly Pattern[]) => {
  const tierOf = ({ shape }: Pattern) =>
    shape.symbols.length >= longGram ? 'long' : shape.symbols.length >= shortGram ? 'middling' : 'short'
  const tiers = Map.groupBy(patterns, tierOf)
  const finders: Finder[] = []
  const [long, middling, short] = [tiers.get('long'), tiers.get('middling'), tiers.get('short')]
  if (long) finders.push(longFinder(long, longGram))
  if (middling) finders.push(longFinder(middling, shortGram))
  if (short) finders.push(shortFinder(short))
  return (text: string, folded: Folded): readonly Candidate[] => {
    const found: Candidate[] = []
    for (const find of finders) find({ text, folded }, found)
    return found
  }
}
