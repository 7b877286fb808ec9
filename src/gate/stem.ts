import { type Folded, hashOf, withFolded } from './fold.ts'

/** The words of a folded text: for each its first symbol, the end of its stem, its end, and the hash of its stem. */
export type Words = Readonly<{
  count: number
  starts: Int32Array
  stems: Int32Array
  ends: Int32Array
  hashes: Int32Array
}>

const codes = (letters: string): readonly number[] => [...letters].map((char) => char.charCodeAt(0))
/** Endings as they fold (an i and an l are drawn like a 1), longest first, by their last letter. */
const endings = Map.groupBy(['1ng', 'ed', '1e', 'e', 'y'].map(codes), (ending) => ending[ending.length - 1] ?? 0)
const ends = Uint8Array.from({ length: 128 }, (_, code) => (endings.has(code) ? 1 : 0))
const [s = 0] = codes('s')
const shortestStem = 4

const endsIn = (symbols: Int32Array, end: number, ending: readonly number[]): boolean =>
  ending.every((symbol, i) => symbols[end - ending.length + i] === symbol)

/** Where a word's stem ends: without a plural s, and without the commonest ending of a verb or a noun. */
const stemEnd = (symbols: Int32Array, start: number, end: number): number => {
  if (end - start < shortestStem) return end
  const isPlural = end - start > shortestStem && symbols[end - 1] === s && symbols[end - 2] !== s
  const plain = isPlural ? end - 1 : end
  if (ends[symbols[plain - 1] ?? 0] !== 1) return plain
  const ending = endings
    .get(symbols[plain - 1] ?? 0)
    ?.find((it) => plain - start >= shortestStem + it.length - 1 && endsIn(symbols, plain, it))
  return ending ? plain - ending.length : plain
}

/** Calls `see` with the hash of every word's stem, in their order, until it returns true; whether it did. */
export const someStem = (folded: Folded, see: (hash: number) => boolean): boolean => {
  for (let start = 0; start < folded.length; ) {
    let end = start + 1
    while (end < folded.length && folded.joined[end] === 1) end += 1
    if (see(hashOf(folded, start, stemEnd(folded.symbols, start, end)))) return true
    start = end
  }
  return false
}

/** Divides a folded text into words. */
export const wordsOf = (folded: Folded): Words => {
  let most = 0
  for (let i = 0; i < folded.length; i += 1) if (folded.joined[i] === 0) most += 1
  const starts = new Int32Array(most)
  const stems = new Int32Array(most)
  const wordEnds = new Int32Array(most)
  const hashes = new Int32Array(most)
  let count = 0
  for (let start = 0; start < folded.length; count += 1) {
    let end = start + 1
    while (end < folded.length && folded.joined[end] === 1) end += 1
    const stem = stemEnd(folded.symbols, start, end)
    starts[count] = start
    stems[count] = stem
    wordEnds[count] = end
    hashes[count] = hashOf(folded, start, stem)
    start = end
  }
  return { count, starts, stems, ends: wordEnds, hashes }
}

/** The stem of one word, as a string to compare. */
export const stemAt = (folded: Folded, words: Words, word: number): string =>
  String.fromCodePoint(...folded.symbols.subarray(words.starts[word], words.stems[word]))

/** A word of a text as it stands there, its stem, and the stem's hash wherever it stands. */
export type Stem = Readonly<{ word: string; stem: string; hash: number }>

/** The stems of all words of a text, in their order. */
export const stemsOf = (text: string): readonly Stem[] =>
  withFolded(text, (folded) => {
    const words = wordsOf(folded)
    return Array.from({ length: words.count }, (_, word) => {
      const [first, last] = [words.starts[word] ?? 0, (words.ends[word] ?? 1) - 1]
      return {
        word: text.slice(folded.at[first], (folded.at[last] ?? 0) + 1),
        stem: stemAt(folded, words, word),
        hash: words.hashes[word] ?? 0,
      }
    })
  })
