import { type Folded, hashOf, withFolded } from './fold.ts'

const [one, d, e, g, n, s, y] = [49, 100, 101, 103, 110, 115, 121] as const
const shortestStem = 4

/** How many of the last symbols of a word are -ing, -ed, -ie, -le, -e or -y (an i and an l fold to a one). */
const ending = (symbols: Int32Array, start: number, end: number): number => {
  const [size, last, before] = [end - start, symbols[end - 1], symbols[end - 2]]
  if (last === e) return before === one && size > shortestStem ? 2 : 1
  if (last === y) return 1
  if (last === d) return before === e && size > shortestStem ? 2 : 0
  return last === g && before === n && symbols[end - 3] === one && size > shortestStem + 1 ? 3 : 0
}

/** Where a word's stem ends: without a plural s, and without the commonest ending of a verb or a noun. */
const stemEnd = (symbols: Int32Array, start: number, end: number): number => {
  if (end - start < shortestStem) return end
  const isPlural = end - start > shortestStem && symbols[end - 1] === s && symbols[end - 2] !== s
  const plain = isPlural ? end - 1 : end
  return plain - ending(symbols, start, plain)
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
