import { constants, inflateRawSync, inflateSync } from 'node:zlib'

/**
 * Bytes as a string of one character a byte, so that decoding never loses one. The decoders here are no part of Cordon
 * and share nothing with the gate: what one overlooks the other should see.
 */
export type Bytes = string

const toBytes = (text: string): Bytes => Buffer.from(text, 'utf8').toString('latin1')
const replaced = (bytes: Bytes, pattern: RegExp, by: (match: string, inner: string) => string): readonly Bytes[] => {
  const next = bytes.replace(pattern, by)
  return next === bytes ? [] : [next]
}
const byHex = (hex: string): Bytes => String.fromCharCode(Number.parseInt(hex, 16))

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
}
const entity = (match: string, inner: string): string => {
  const hex = /^#x([\da-f]+)$/i.exec(inner)?.[1]
  const code = hex === undefined ? Number(/^#(\d+)$/.exec(inner)?.[1] ?? Number.NaN) : Number.parseInt(hex, 16)
  if (code <= 0x10ffff) return toBytes(String.fromCodePoint(code))
  return entities[inner.toLowerCase()] ?? match
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: ' ', f: ' ' }
const escaped = (_match: string, inner: string): string =>
  inner.length > 1 ? toBytes(String.fromCharCode(Number.parseInt(inner.slice(1), 16))) : (controls[inner] ?? inner)

/** Runs of letters of an encoding, over lines or not, that were not read before. */
const runsOf = (bytes: Bytes, pattern: RegExp, known: Set<string>): readonly string[] =>
  [...new Set(bytes.match(pattern))]
    .map((run) => run.replace(/[\s>]+/g, ''))
    .filter((run) => {
      const isNew = !known.has(run)
      known.add(run)
      return isNew
    })

/** What the runs decode to, each read from its first `starts` letters on. */
const decodedRuns = (runs: readonly string[], starts: number, encoding: 'base64' | 'hex'): readonly Bytes[] =>
  runs.length === 0
    ? []
    : Array.from({ length: starts }, (_, start) =>
        runs.map((run) => Buffer.from(run.slice(start), encoding).toString('latin1')).join('\n'),
      )

const unpacked = (bytes: Bytes, magic: string, unpack: (packed: Buffer) => Buffer): readonly Bytes[] =>
  [...bytes.matchAll(new RegExp(magic, 'g'))].flatMap((match) => {
    try {
      return [unpack(Buffer.from(bytes.slice(match.index), 'latin1')).toString('latin1')]
    } catch {
      return []
    }
  })

const cut = { finishFlush: constants.Z_SYNC_FLUSH }

/** Where the data of a gzip member begin (RFC 1952, section 2.3): after an extra field, a name and a comment, if any. */
const gzipHeader = (packed: Buffer): number => {
  const flags = packed[3] ?? 0
  let at = 10
  if (flags & 4) at += 2 + packed.readUInt16LE(at)
  if (flags & 8) at = packed.indexOf(0, at) + 1
  if (flags & 16) at = packed.indexOf(0, at) + 1
  return flags & 2 ? at + 2 : at
}
/** Unlike gunzip, does not mind what stands behind the member or that its end is missing. */
const gunzipped = (packed: Buffer): Buffer => inflateRawSync(packed.subarray(gzipHeader(packed)), cut)

type Decoder = (bytes: Bytes) => readonly Bytes[]

/** Ways to write single characters, in the order in which they are mostly wrapped in one another. */
export const escapes: Readonly<Record<string, Decoder>> = {
  'encoded words': (it) =>
    replaced(it, /=\?[\w-]+\?q\?([^?]*)\?=(?:\s+(?==\?))?/gi, (_match, inner) =>
      inner.replaceAll('_', ' ').replace(/=([\da-f]{2})/gi, (_hex, two: string) => byHex(two)),
    ),
  'quoted-printable': (it) =>
    replaced(it, /=([\da-f]{2})|(?<!=\?[\w-]{1,40}\?q\?[^?\s]{0,500}\?)=[ \t]*\r?\n/gi, (_match, hex) =>
      hex === undefined ? '' : byHex(hex),
    ),
  json: (it) => replaced(it, /\\(u[\da-f]{4}|x[\da-f]{2}|[nrtbf"\\/])/gi, escaped),
  url: (it) => replaced(it, /%([\da-f]{2})/gi, (_match, hex) => byHex(hex)),
  form: (it) => replaced(it, /\+/g, () => ' '),
  entities: (it) => replaced(it, /&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, entity),
  invisible: (it) => {
    const text = Buffer.from(it, 'latin1').toString('utf8')
    const next = text.replace(/[\p{Cf}\p{DI}]/gu, '')
    return next === text ? [] : [toBytes(next)]
  },
  tags: (it) => replaced(it, /<[a-z/!][^<>]{0,500}>/gi, () => ''),
}

/** Ways to write a whole text. What was read once as `known` is not read again. */
export const wrappings = (known: Set<string>): Readonly<Record<string, Decoder>> => ({
  base64: (it) =>
    decodedRuns(
      runsOf(it, /[\w+/-]{8,}(?:\r?\n[ \t>]*[\w+/-]{4,})*/g, known).filter((run) => run.length >= 16),
      4,
      'base64',
    ),
  hex: (it) => decodedRuns(runsOf(it, /(?:[\da-f]{2}){12,}/gi, known), 1, 'hex'),
  // UTF-16 has a NUL beside each plain letter; of its other end, plain letters are read one byte later.
  'UTF-16': (it) =>
    it.includes('\0')
      ? [0, 1].map((start) => toBytes(Buffer.from(it.slice(start), 'latin1').toString('utf16le').toWellFormed()))
      : [],
  gzip: (it) => unpacked(it, '\x1f\x8b\x08', gunzipped),
  zlib: (it) =>
    ['\x78\x01', '\x78\x5e', '\x78\x9c', '\x78\xda'].flatMap((magic) =>
      unpacked(it, magic, (packed) => inflateSync(packed, cut)),
    ),
})
