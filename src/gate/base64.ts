import type { View } from './view.ts'
import { endOf, stacked, startOf } from './view.ts'

/** Shorter runs carry no id: the shortest id has nine characters. */
const shortestRun = 12
const shortestText = 8
const longestIndent = 8
const sextets = new Int8Array(128).fill(-1)
for (const [at, char] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  sextets[char.charCodeAt(0)] = at
sextets['-'.charCodeAt(0)] = 62
sextets['_'.charCodeAt(0)] = 63

const [other, letter, lineEnd, indent] = [0, 1, 2, 3] as const
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  if ((sextets[code] ?? -1) >= 0) return letter
  if (code === 10 || code === 13) return lineEnd
  return ' \t>'.includes(String.fromCharCode(code)) ? indent : other
})
const kindAt = (text: string, at: number): number => kinds[text.charCodeAt(at)] ?? other

/** Whether spaces and marks of a quoted line lead back to a line end. */
const isIndent = (text: string, at: number): boolean => {
  let back = at
  while (back > at - longestIndent && kindAt(text, back) === indent) back -= 1
  return kindAt(text, back) === lineEnd
}

/** Whether a character may stand in a run: a letter of base64, a line end, or the indent after one. */
const belongs = (text: string, at: number): boolean => {
  const kind = kindAt(text, at)
  return kind === letter || kind === lineEnd || (kind === indent && isIndent(text, at))
}

const [zero, capitalZ] = [48, 90] as const
/** Whether a run has a digit or a capital: ordinary words have none, and no id is encoded without. */
const isEncoded = (text: string, start: number, end: number): boolean => {
  for (let i = start; i < end; i += 1) {
    const code = text.charCodeAt(i)
    if (code >= zero && code <= capitalZ) return true
  }
  return false
}

type Run = Readonly<{ start: number; end: number }>

/** The lines of a run of several: the last ones may be ordinary words. */
const linesOf = (text: string, start: number, end: number): readonly Run[] => {
  const lines: Run[] = []
  let from = start
  for (let i = start; i <= end; i += 1) {
    if (i < end && kindAt(text, i) === letter) continue
    if (i - from >= shortestRun && i - from < end - start) lines.push({ start: from, end: i })
    from = i + 1
  }
  return lines
}

/** The runs of a text that are long enough, looked for backwards from where their end would be. */
const runsOf = (text: string): readonly Run[] => {
  const runs: Run[] = []
  for (let start = 0; start + shortestRun <= text.length; ) {
    let back = start + shortestRun - 1
    while (back >= start && belongs(text, back)) back -= 1
    if (back >= start) {
      start = back + 1
      continue
    }
    let end = start + shortestRun
    while (end < text.length && belongs(text, end)) end += 1
    if (isEncoded(text, start, end)) runs.push({ start, end }, ...linesOf(text, start, end))
    start = end
  }
  return runs
}

/** The letters of a run: their values, and where each stands. */
type Letters = Readonly<{ values: Uint8Array; units: Int32Array }>

const lettersOf = (text: string, { start, end }: Run): Letters => {
  const values = new Uint8Array(end - start)
  const units = new Int32Array(end - start)
  let count = 0
  for (let unit = start; unit < end; unit += 1) {
    const value = sextets[text.charCodeAt(unit)] ?? -1
    if (value < 0) continue
    values[count] = value
    units[count] = unit
    count += 1
  }
  return { values: values.subarray(0, count), units: units.subarray(0, count) }
}

/** The bytes that letters encode when the first group of four begins at the `skip`th of them. */
type Bytes = Letters & Readonly<{ skip: number; count: number }>

const byteAt = ({ values, skip }: Bytes, i: number): number => {
  const turn = i % 3
  const first = skip + ((i - turn) / 3) * 4 + turn
  const shift = turn * 2
  return (((values[first] ?? 0) << (2 + shift)) | ((values[first + 1] ?? 0) >> (4 - shift))) & 0xff
}

/** How many bytes the text character that begins with this byte has; 0 when none does. UTF-16 brings a NUL a letter. */
const sizes = Uint8Array.from({ length: 256 }, (_, byte) => {
  if ((byte >= 32 && byte < 127) || byte === 0 || (byte >= 9 && byte <= 13)) return 1
  if (byte < 0xc2 || byte > 0xf4) return 0
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
})

const charSize = (bytes: Bytes, i: number): number => {
  const size = sizes[byteAt(bytes, i)] ?? 0
  if (i + size > bytes.count) return 0
  for (let k = 1; k < size; k += 1) if ((byteAt(bytes, i + k) & 0xc0) !== 0x80) return 0
  return size
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** The unit of the text in which a byte begins or ends. */
const unitOf = ({ units, skip }: Bytes, byte: number, last: 0 | 1): number =>
  units[Math.min(units.length - 1, skip + Math.floor((byte * 4) / 3) + last)] ?? 0

/** A stretch of bytes as a view; each of its characters spans the letters that encode it. */
const viewOf = (view: View, bytes: Bytes, start: number, end: number): View => {
  const text = utf8.decode(Uint8Array.from({ length: end - start }, (_, i) => byteAt(bytes, start + i)))
  const from = new Int32Array(text.length)
  const to = new Int32Array(text.length)
  let byte = start
  for (let i = 0; i < text.length; ) {
    const size = charSize(bytes, byte)
    const width = size === 4 ? 2 : 1
    from.fill(startOf(view, unitOf(bytes, byte, 0)), i, i + width)
    to.fill(endOf(view, unitOf(bytes, byte + size - 1, 1)), i, i + width)
    byte += size
    i += width
  }
  return { text, from, to }
}

const textsOf = (view: View, bytes: Bytes): readonly View[] => {
  const found: View[] = []
  let start = 0
  for (let i = 0; i <= bytes.count; ) {
    const size = i < bytes.count ? charSize(bytes, i) : 0
    if (size > 0) {
      i += size
      continue
    }
    if (i - start >= shortestText) found.push(viewOf(view, bytes, start, i))
    i += 1
    start = i
  }
  return found
}

/**
 * The texts that stand in a view as base64 or base64url, wrapped over lines or not, one under another; null when there
 * is none. A run may begin with letters that belong to something else, so it is read from each of its first four on.
 */
export const decodedBase64 = (view: View): View | null =>
  stacked(
    runsOf(view.text).flatMap((run) => {
      const letters = lettersOf(view.text, run)
      return [0, 1, 2, 3].flatMap((skip) => {
        const count = Math.floor(((letters.values.length - skip) * 3) / 4)
        return textsOf(view, { ...letters, skip, count })
      })
    }),
  )
