import { rewrite, type View } from './view.ts'

/** Names of HTML for characters that divide or vanish, and for those that carry other escapes. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  tab: '\t',
  newline: '\n',
  ndash: '-',
  mdash: '-',
  hyphen: '-',
  dash: '-',
  minus: '-',
  lowbar: '_',
  period: '.',
  colon: ':',
  sol: '/',
  num: '#',
  percnt: '%',
  equals: '=',
  shy: '',
  zwj: '',
  zwnj: '',
  zerowidthspace: '',
  nobreak: '',
}

const more = (sign: string, count: number): string => `(?:${sign}[89ab][\\da-f]){${count}}`
/** One character of UTF-8, each byte as a sign and two hexadecimal digits; a byte that is no UTF-8 stands alone. */
const encoded = (sign: string): string =>
  [
    `${sign}[0-7][\\da-f]`,
    `${sign}(?:c[2-9a-f]|d[\\da-f])${more(sign, 1)}`,
    `${sign}e[\\da-f]${more(sign, 2)}`,
    `${sign}f[0-4]${more(sign, 3)}`,
    `${sign}[89a-f][\\da-f]`,
  ].join('|')

const utf8 = new TextDecoder('utf-8', { fatal: true })
const latin1 = new TextDecoder('latin1')

const decoded = (match: string): string => {
  if (match.length === 3 && match.charAt(1) < '8') return String.fromCharCode(Number.parseInt(match.slice(1), 16))
  const bytes = Uint8Array.from(match.match(/[\da-f]{2}/gi) ?? [], (hex) => Number.parseInt(hex, 16))
  try {
    return utf8.decode(bytes)
  } catch {
    return latin1.decode(bytes)
  }
}

const charOf = (digits: string, radix: number): string | null => {
  const code = Number.parseInt(digits, radix)
  return code <= 0x10ffff ? String.fromCodePoint(code) : null
}

const escapes = new RegExp(
  [
    `(?<bytes>${encoded('%')})`,
    '&#x(?<hex>[\\da-f]{1,6});?',
    '&#(?<decimal>\\d{1,7});?',
    '&(?<name>[a-z]{2,16});',
    '(?:\\\\|%)u(?<unit>[\\da-f]{4})',
    '\\\\u\\{(?<point>[\\da-f]{1,6})\\}',
    '\\\\x(?<byte>[\\da-f]{2})',
    '\\\\(?<letter>[nrt/"])',
  ].join('|'),
  'gi',
)

const readEscape = ({ groups = {} }: RegExpExecArray): string | null => {
  const { bytes, hex, decimal, name, unit, point, byte, letter } = groups
  if (bytes !== undefined) return decoded(bytes)
  if (decimal !== undefined) return charOf(decimal, 10)
  if (name !== undefined) return named[name.toLowerCase()] ?? null
  const code = hex ?? unit ?? point ?? byte
  if (code !== undefined) return charOf(code, 16)
  return letter === undefined ? null : /[nrt]/i.test(letter) ? '\n' : letter
}

const rounds = 3

/** URL, HTML and JSON escapes read, also when one is wrapped in another. */
export const unescaped = (view: View): View => {
  let now = view
  for (let round = 0; round < rounds; round += 1) {
    if (!/[%&\\]/.test(now.text)) return now
    const next = rewrite(now, escapes, readEscape)
    if (next === now) return now
    now = next
  }
  return now
}

/** RFC 2045 (bytes, soft line ends) and RFC 2047 (the seam between two encoded words). */
const quoted = new RegExp(`(?<bytes>${encoded('=')})|=[ \\t]*\\r?\\n|\\?=\\s{1,80}=\\?[\\w-]{1,40}\\?[bq]\\?`, 'gi')

/** Quoted-printable read. */
export const unquoted = (view: View): View =>
  view.text.includes('=')
    ? rewrite(view, quoted, ({ groups }) => (groups?.bytes === undefined ? '' : decoded(groups.bytes)))
    : view

const inline =
  'a|abbr|b|bdi|bdo|big|code|del|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr'
const tags = new RegExp(
  `(?<inline></?(?:${inline})(?:\\s[^<>]{0,300})?/?>|<!--[^<>]{0,300}-->|\\x1b\\[[\\d;]{0,20}m)|</?[a-z][a-z\\d]{0,15}(?:\\s[^<>]{0,300})?/?>`,
  'gi',
)

/** Tags taken out: those of formatting, comments and terminal colours leave nothing behind, all others a space. */
export const untagged = (view: View): View =>
  view.text.includes('<') || view.text.includes('\u001b')
    ? rewrite(view, tags, ({ groups }) => (groups?.inline === undefined ? ' ' : ''))
    : view
