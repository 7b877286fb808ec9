import { type Folded, hashOf, withFolded } from './fold.ts'

const codes = (letters: string): readonly number[] => [...letters].map((char) => char.charCodeAt(0))
/** Endings as they fold (an i and an l are drawn like a 1), longest first, by their last letter. */
const endings = Map.groupBy(['1ng', 'ed', '1e', 'e', 'y'].map(codes), (ending) => ending[ending.length - 1] ?? 0)
const mayEnd = Uint8Array.from({ length: 128 }, (_, code) => (endings.has(code) ? 1 : 0))
const [s = 0] = codes('s')
const shortestStem = 4

const endsIn = (symbols: Int32Array, end: number, ending: readonly number[]): boolean =>
  ending.every((symbol, i) => symbols[end - ending.length + i] === symbol)

/** Where a word's stem ends: without a plural s, and without the commonest ending of a verb or a noun. */
const stemEnd = (symbols: Int32Array, start: number, end: number): number => {
  if (end - start < shortestStem) return end
  const isPlural = end - start > shortestStem && symbols[end - 1] === s && symbols[end - 2] !== s
  const plain = isPlural ? end - 1 : end
  if (mayEnd[symbols[plain - 1] ?? 0] !== 1) return plain
  const ending = endings
    .get(symbols[plain - 1] ?? 0)
    ?.find((it) => plain - start >= shortestStem + it.length - 1 && endsIn(symbols, plain, it))
  return ending ? plain - ending.length : plain
}

/** Calls `see` for every word: the hash of its stem, its first symbol, the end of its stem and its own end. */
export const eachWord = (
  folded: Folded,
  see: (hash: number, start: number, stem: number, end: number) => void,
): void => {
  for (let start = 0; start < folded.length; ) {
    let end = start + 1
    while (end < folded.length && folded.joined[end] === 1) end += 1
    const stem = stemEnd(folded.symbols, start, end)
    see(hashOf(folded, start, stem), start, stem, end)
    start = end
  }
}

/** A word of a text as it stands there, its stem as symbols and as a key, and the stem's hash wherever it stands. */
export type Stem = Readonly<{ word: string; symbols: readonly number[]; key: string; hash: number }>

/** The stems of all words of a text, in their order. */
export const stemsOf = (text: string): readonly Stem[] =>
  withFolded(text, (folded) => {
    const stems: Stem[] = []
    eachWord(folded, (hash, start, stem, end) => {
      const word = text.slice(folded.at[start], (folded.at[end - 1] ?? 0) + 1)
      const symbols = Array.from(folded.symbols.subarray(start, stem))
      stems.push({ word, symbols, key: String.fromCodePoint(...symbols), hash })
    })
    return stems
  })
