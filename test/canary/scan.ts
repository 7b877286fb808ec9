import { type Bytes, escapes, wrappings } from './decode.ts'

/** A unique text that was put into an embargoed field, or a piece of it, where it must not be. */
export type Find = Readonly<{
  canary: string
  /** The output in which it was found. */
  output: string
  /** The characters that were found. */
  piece: string
  /** What had to be undone to read it, outermost first; empty when it stands there plainly. */
  through: readonly string[]
}>

export type Output = Readonly<{ name: string; bytes: Uint8Array | string }>

/** A piece of this many characters is a find. */
export const pieceLength = 12
const base = 0x01000193
/** What a character weighs in the hash when it leaves. */
const leaving = Array.from({ length: pieceLength }).reduce<number>((power) => Math.imul(power, base), 1)
/** How many wrappings (base64, gzip) are undone one inside of another. */
const deepest = 4

/** Case, white space and invisible characters do not tell texts apart. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{DI}]/gu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()

const piecesOf = (canary: string): readonly string[] => {
  const text = plain(canary)
  if (text.length < pieceLength) throw new Error(`a canary needs ${pieceLength} characters, "${canary}" has fewer`)
  return Array.from({ length: text.length - pieceLength + 1 }, (_, at) => text.slice(at, at + pieceLength))
}

type Reading = Readonly<{ bytes: Bytes; through: readonly string[] }>

const kinds = Object.entries(escapes)
const tags = kinds.filter(([name]) => name === 'tags')
const signs = kinds.filter(([name]) => name !== 'tags')
/** The order in which escapes are undone; taking tags out may take a text with them, so it comes late. */
const order = [...signs, ...signs, ...tags, ...signs]

/** A text with its escapes undone: each kind alone, and all kinds one after another. */
const unescapings = function* (reading: Reading): Generator<Reading> {
  yield reading
  for (const [name, decode] of kinds)
    for (const bytes of decode(reading.bytes)) yield { bytes, through: [...reading.through, name] }
  let chained = reading
  for (const [name, decode] of order) {
    // Twice at once, before the next kind can take one apart that was wrapped in its own kind.
    for (const _again of [1, 2])
      for (const bytes of decode(chained.bytes)) chained = { bytes, through: [...chained.through, name] }
    yield chained
  }
}

/** Every reading of some bytes, wrappings undone to a depth; none is read twice. */
const readings = function* (bytes: Bytes): Generator<Reading> {
  const seen = new Set<string>()
  const unwrap = Object.entries(wrappings(new Set()))
  const open: Readonly<{ reading: Reading; depth: number }>[] = [{ reading: { bytes, through: [] }, depth: 0 }]
  for (let next = open.shift(); next !== undefined; next = open.shift())
    for (const reading of unescapings(next.reading)) {
      if (reading.bytes.length < pieceLength || seen.has(reading.bytes)) continue
      seen.add(reading.bytes)
      yield reading
      if (next.depth === deepest) continue
      for (const [name, decode] of unwrap)
        for (const inner of decode(reading.bytes))
          open.push({ reading: { bytes: inner, through: [...reading.through, name] }, depth: next.depth + 1 })
    }
}

const bytesOf = (given: Uint8Array | string): Bytes =>
  (typeof given === 'string' ? Buffer.from(given, 'utf8') : Buffer.from(given)).toString('latin1')

/** Calls `see` where a text may have one of the pieces: a rolling hash sorts out nearly all other places. */
const eachPlace = (text: string, maybe: Uint8Array, see: (at: number) => void): void => {
  let hash = 0
  for (let i = 0; i < text.length; i += 1) {
    const old = i >= pieceLength ? text.charCodeAt(i - pieceLength) : 0
    hash = (Math.imul(hash, base) + text.charCodeAt(i) - Math.imul(old, leaving)) | 0
    if (i >= pieceLength - 1 && maybe[(hash ^ (hash >>> 16)) & 0xffff] === 1) see(i - pieceLength + 1)
  }
}

const marksOf = (pieces: Iterable<string>): Uint8Array => {
  const marks = new Uint8Array(0x10000)
  for (const piece of pieces) {
    const hash = Array.from({ length: pieceLength }, (_, i) => piece.charCodeAt(i)).reduce(
      (sum, code) => (Math.imul(sum, base) + code) | 0,
      0,
    )
    marks[(hash ^ (hash >>> 16)) & 0xffff] = 1
  }
  return marks
}

/**
 * Searches outputs (logs, posts, mails, pages, files) for any twelve characters of any canary, through MIME, base64,
 * quoted-printable, gzip, entities, URL and JSON escapes, also in one another, and in the outputs' names. One find for
 * each canary and output. Refuses canaries that are too short to be told from ordinary text.
 */
export const scan = ({
  canaries,
  outputs,
}: Readonly<{ canaries: readonly string[]; outputs: readonly Output[] }>): readonly Find[] => {
  const owners = new Map(canaries.flatMap((canary) => piecesOf(canary).map((piece) => [piece, canary] as const)))
  const marks = marksOf(owners.keys())
  const searched = ({ name, bytes }: Output): readonly Find[] => {
    const finds = new Map<string, Find>()
    for (const reading of readings(bytesOf(bytes))) {
      const text = plain(Buffer.from(reading.bytes, 'latin1').toString('utf8'))
      eachPlace(text, marks, (at) => {
        const piece = text.slice(at, at + pieceLength)
        const canary = owners.get(piece)
        if (canary !== undefined && !finds.has(canary))
          finds.set(canary, { canary, output: name, piece, through: reading.through })
      })
      if (finds.size === canaries.length) break
    }
    return [...finds.values()]
  }
  return outputs.flatMap((output) => [
    ...searched(output),
    ...searched({ name: `the name ${output.name}`, bytes: output.name }),
  ])
}
