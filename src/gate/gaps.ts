import type { Folded } from './fold.ts'
import { type Pattern, unspaced } from './pattern.ts'

/** Where a pattern's symbols were found: its first symbol in the folded text. */
export type Candidate = Readonly<{ text: string; folded: Folded; first: number; pattern: Pattern }>

const invisible = /[\p{M}\p{Cf}\p{DI}\0]/gu
const letter = /\p{L}/u
const digit = /\p{N}/u

const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)
const charAt = ({ text, folded }: Candidate, symbol: number): string =>
  String.fromCodePoint(text.codePointAt(folded.at[symbol] ?? 0) ?? 0)

/** What stands between a symbol and the one before it. */
const gapBefore = ({ text, folded }: Candidate, symbol: number): string => {
  const before = folded.at[symbol - 1] ?? 0
  return text.slice(before + widthAt(text, before), folded.at[symbol]).replace(invisible, '')
}

const marks = /^[*_~`]+$/
/**
 * A line end, with a hyphen before it and the marks of a quoted or commented line after it. Each turn of the loop takes
 * a mark, so that a long gap that is no line end is given up in one pass.
 */
const lineEnd = /^[*_~`]*[-\u2010\\]?[ \t]*\r?\n(?:[ \t]*[>|#*/]){0,12}[ \t]*$/
const longestGap = 16
/** Dashes, marks, brackets and single spaces, but not the end of a sentence. */
const betweenGroups = (gap: string): boolean =>
  gap.length <= longestGap && (lineEnd.test(gap) || !/[,.;:!?]\s/.test(gap))
const insideGroup = (gap: string): boolean => gap.length <= longestGap && !/[,.;:!?]\s/.test(gap)

/** Whether a text has been drawn out letter by letter, which no ordinary text is. */
const isSpread = (inside: number, length: number): boolean => inside >= 3 && inside * 2 > length - 1

const number = /\d{4,}$/
const listMark = /^\d{1,3}[.):]\s/

/**
 * A number that is whole before the gap: `CVE-2026-1234 5 days ago` is not CVE-2026-12345. Only marks or a line end may
 * stand in it then, and no list may begin there.
 */
const mayGoOn = (it: Candidate, symbol: number, gap: string): boolean => {
  if (marks.test(gap)) return true
  return lineEnd.test(gap) && !listMark.test(it.text.slice(it.folded.at[symbol], (it.folded.at[symbol] ?? 0) + 6))
}

/** Whether the pattern's digits before this symbol would make a whole number of their own. */
const isWholeBefore = ({ pattern }: Candidate, index: number): boolean => {
  const { symbols, joined } = pattern.shape
  let group = index
  while (group > 0 && joined[group] === 1) group -= 1
  return !joined.includes(0, index) && number.test(String.fromCharCode(...symbols.slice(group, index)))
}

/** A pattern of fewer symbols is broken by nothing but marks: `x-z` is not `xz`. */
const shortestBroken = 8

const holdsInside = (it: Candidate, index: number, gap: string): boolean => {
  const { manner, shape } = it.pattern
  if (manner === 'title' || marks.test(gap)) return true
  if (shape.symbols.length < shortestBroken) return false
  if (manner !== 'code') return lineEnd.test(gap) || (!/\s/.test(gap) && gap.length <= longestGap)
  return isWholeBefore(it, index) ? mayGoOn(it, it.first + index, gap) : lineEnd.test(gap) || insideGroup(gap)
}

const holdsBetween = (manner: Pattern['manner'], gap: string): boolean => {
  if (manner === 'name') return !/\s/.test(gap)
  return manner === 'title' || betweenGroups(gap)
}

/** Whether what stands between the symbols of a candidate may stand inside of the pattern. */
export const holdsTogether = (it: Candidate): boolean => {
  const { manner, shape } = it.pattern
  const { length } = shape.symbols
  const inside: Readonly<{ index: number; gap: string }>[] = []
  for (let index = 1; index < length; index += 1) {
    if (it.folded.joined[it.first + index] === 1) continue
    const gap = gapBefore(it, it.first + index)
    if (gap === '') continue
    if (shape.joined[index] === 1) inside.push({ index, gap })
    else if (!holdsBetween(manner, gap)) return false
  }
  if (manner !== 'name' && length >= shortestBroken && isSpread(inside.length, length)) return true
  return inside.every(({ index, gap }) => holdsInside(it, index, gap))
}

const isCapital = (char: string): boolean => char !== char.toLowerCase()

/** Whether two characters that touch may belong to different words: a letter and a digit, `aB`, or unspaced writing. */
const parts = (left: string, right: string): boolean => {
  if (unspaced.test(left) || unspaced.test(right)) return true
  if (letter.test(left) !== letter.test(right)) return true
  return letter.test(left) && !isCapital(left) && isCapital(right)
}

/** Whether a candidate begins where a word begins. A CVE and a GHSA id cannot be the end of another word. */
const begins = (it: Candidate): boolean => {
  const kind = it.pattern.class
  if (kind === 'cve' || it.folded.joined[it.first] !== 1) return true
  const [left, right] = [charAt(it, it.first - 1), charAt(it, it.first)]
  if (kind === 'room-id') return false
  return kind === 'ghsa' && it.pattern.shape.symbols.length > 12 ? true : parts(left, right)
}

/** Whether a candidate ends where a word ends; a plural counts, and a number never goes on. */
const ends = (it: Candidate): boolean => {
  const after = it.first + it.pattern.shape.symbols.length
  if (after >= it.folded.length || it.folded.joined[after] !== 1) return true
  const [left, right] = [charAt(it, after - 1), charAt(it, after)]
  if (it.pattern.class === 'room-id' || it.pattern.class === 'ghsa') return false
  if (digit.test(right) && digit.test(left)) return false
  if (it.pattern.manner === 'code' && digit.test(left)) return true
  const plural = right === 's' && it.folded.joined[after + 1] !== 1
  return plural || parts(left, right)
}

/** Whether a candidate stands for itself: it is not the middle of a longer word or number. */
export const standsAlone = (it: Candidate): boolean => begins(it) && ends(it)
