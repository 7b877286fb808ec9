import { type Bytes, decoders } from './decode.ts'

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

/** Every reading of some bytes, to a depth; none is read twice. */
const readings = function* (bytes: Bytes): Generator<Reading> {
  const seen = new Set<string>([bytes])
  const open: Reading[] = [{ bytes, through: [] }]
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    yield next
    if (next.through.length === deepest) continue
    for (const [name, decode] of Object.entries(decoders))
      for (const inner of decode(next.bytes)) {
        if (inner.length < pieceLength || seen.has(inner)) continue
        seen.add(inner)
        open.push({ bytes: inner, through: [...next.through, name] })
      }
  }
}

const bytesOf = (given: Uint8Array | string): Bytes =>
  (typeof given === 'string' ? Buffer.from(given, 'utf8') : Buffer.from(given)).toString('latin1')

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
  const searched = ({ name, bytes }: Output): readonly Find[] => {
    const finds = new Map<string, Find>()
    for (const reading of readings(bytesOf(bytes))) {
      const text = plain(Buffer.from(reading.bytes, 'latin1').toString('utf8'))
      for (let at = 0; at + pieceLength <= text.length; at += 1) {
        const piece = text.slice(at, at + pieceLength)
        const canary = owners.get(piece)
        if (canary !== undefined && !finds.has(canary))
          finds.set(canary, { canary, output: name, piece, through: reading.through })
      }
      if (finds.size === canaries.length) break
    }
    return [...finds.values()]
  }
  return outputs.flatMap((output) => [
    ...searched(output),
    ...searched({ name: `the name ${output.name}`, bytes: output.name }),
  ])
}
