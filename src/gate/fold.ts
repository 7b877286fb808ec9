import { lookAlike } from './look-alikes.ts'

/**
 * A text as the gate compares it: its letters and digits only, each as the code of the plain, small letter it looks
 * like. `at` is the UTF-16 offset each came from; `joined` is 1 where nothing but invisible characters stands between a
 * symbol and the one before; `hashes[i]` is the rolling hash of the first i symbols.
 */
export type Folded = Readonly<{
  length: number
  symbols: Int32Array
  at: Int32Array
  joined: Uint8Array
  hashes: Int32Array
}>

/** A divider in the tables below; what folds to nothing at all is invisible. */
const divider = 0
const invisible = -1
const base = 0x01000193
/** More symbols than this one character does not bring (Arabic ligatures of whole phrases are cut). */
const mostSymbols = 4

/** Digits that letters are drawn like. */
const asDigit: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1' }
const codeOf = (letter: string): number => (asDigit[letter] ?? letter).codePointAt(0) ?? divider

const ascii = Int32Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code).toLowerCase()
  if (/[a-z0-9]/.test(char)) return codeOf(char)
  const isSpace = code >= 9 && code <= 13
  return (code < 32 && !isSpace) || code === 127 ? invisible : divider
})

const hidden = /[\p{M}\p{Cf}\p{Cc}\p{DI}]/u
const alphanumeric = /[\p{L}\p{N}]/u

const symbolOf = (char: string): number => {
  const code = char.codePointAt(0) ?? divider
  const alike = lookAlike(code)
  if (alike !== null) return codeOf(alike)
  if (code < 128) return ascii[code] ?? divider
  if (hidden.test(char)) return invisible
  return alphanumeric.test(char) ? (char.toLowerCase().codePointAt(0) ?? divider) : divider
}

const foldChar = (code: number): readonly number[] => {
  const char = String.fromCodePoint(code)
  if (/\s/.test(char)) return [divider]
  if (lookAlike(code) !== null) return [symbolOf(char)]
  // Compatibility decomposition goes code point by code point; the marks it splits off are dropped.
  const parts = Array.from(char.normalize('NFKD'), symbolOf)
  return parts.filter((symbol) => symbol !== invisible).slice(0, mostSymbols)
}

const folds = new Map<number, readonly number[]>()
const foldOf = (code: number): readonly number[] => {
  const known = folds.get(code)
  if (known) return known
  const fold = foldChar(code)
  folds.set(code, fold)
  return fold
}

const isHighHalf = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00
const isLowHalf = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000

const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text)

type Room = Readonly<{ symbols: Int32Array; at: Int32Array; joined: Uint8Array; hashes: Int32Array }>

const roomFor = (symbols: number): Room => ({
  symbols: new Int32Array(symbols),
  at: new Int32Array(symbols),
  joined: new Uint8Array(symbols),
  hashes: new Int32Array(symbols + 1),
})

/** Nearly all texts are plain ASCII, and nearly all time goes here: one look-up and one multiplication a character. */
const foldAscii = (text: string, { symbols, at, joined, hashes }: Room): number => {
  let length = 0
  let hash = 0
  let glue = 0
  for (let i = 0; i < text.length; i += 1) {
    const symbol = ascii[text.charCodeAt(i)] ?? divider
    if (symbol > divider) {
      symbols[length] = symbol
      at[length] = i
      joined[length] = glue
      hash = (Math.imul(hash, base) + symbol) | 0
      length += 1
      hashes[length] = hash
      glue = 1
    } else if (symbol === divider) glue = 0
  }
  return length
}

const foldAny = (text: string, { symbols, at, joined, hashes }: Room): number => {
  let length = 0
  let hash = 0
  let glue = 0
  for (let i = 0; i < text.length; i += 1) {
    for (const symbol of foldOf(text.codePointAt(i) ?? 0)) {
      if (symbol === divider) {
        glue = 0
        continue
      }
      symbols[length] = symbol
      at[length] = i
      joined[length] = glue
      hash = (Math.imul(hash, base) + symbol) | 0
      length += 1
      hashes[length] = hash
      glue = 1
    }
    if (isHighHalf(text.charCodeAt(i)) && isLowHalf(text.charCodeAt(i + 1))) i += 1
  }
  return length
}

const sharedSize = 1 << 16
let shared: Room | null = null

/**
 * Folds a text: NFKD without marks, small letters, look-alikes, no invisible characters. What is folded holds only
 * while `use` runs: the room is used again for the next text, since making room costs more than folding.
 */
export const withFolded = <T>(text: string, use: (folded: Folded) => T): T => {
  const isPlain = isAscii(text)
  const size = text.length * (isPlain ? 1 : mostSymbols)
  const room = size > sharedSize ? roomFor(size) : (shared ?? roomFor(sharedSize))
  shared = null
  try {
    return use({ ...room, length: isPlain ? foldAscii(text, room) : foldAny(text, room) })
  } finally {
    if (size <= sharedSize) shared = room
  }
}

/** What a name folds to, to keep: its symbols, and for each whether it is joined (1) to the one before. */
export type Shape = Readonly<{ symbols: readonly number[]; joined: readonly number[] }>

/** Folds a name. */
export const shapeOf = (name: string): Shape =>
  withFolded(name, ({ symbols, joined, length }) => ({
    symbols: Array.from(symbols.subarray(0, length)),
    joined: Array.from(joined.subarray(0, length)),
  }))

const powers: number[] = [1]

/** The power of the hash's base for spans of n symbols. */
export const powerOf = (n: number): number => {
  while (powers.length <= n) powers.push(Math.imul(powers[powers.length - 1] ?? 1, base))
  return powers[n] ?? 1
}

/** The hash of the symbols from `start` to `end` (exclusive); equal symbols have equal hashes wherever they stand. */
export const hashOf = ({ hashes }: Folded, start: number, end: number): number =>
  ((hashes[end] ?? 0) - Math.imul(hashes[start] ?? 0, powerOf(end - start))) | 0

/** The same hash of symbols that stand alone. */
export const hashOfSymbols = (symbols: readonly number[]): number =>
  symbols.reduce((hash, symbol) => (Math.imul(hash, base) + symbol) | 0, 0)
