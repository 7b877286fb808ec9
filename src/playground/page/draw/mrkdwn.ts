import { unescapeText } from '../../slack/text.ts'
import { isEmoji } from './emoji.ts'
import { inStyle, type Piece, type Style } from './pieces.ts'
import { pieceOfToken } from './token.ts'

/** Which of Slack's habits hold: `verbatim` text has no addresses looked for in it. */
export type Habits = Readonly<{ verbatim: boolean }>

const marks: ReadonlyMap<string, Style> = new Map<string, Style>([
  ['*', 'bold'],
  ['_', 'italic'],
  ['~', 'strike'],
])
const token = /<([^<>\n]*)>/y
const code = /`((?:<[^<>\n]*>|[^`<\n])+)`/y
const emojiName = /:([a-z0-9_+'-]+):/y
const address = /https?:\/\/(?:(?!&[lg]t;)[^\s<>|`])+/iy
const letter = /[\p{L}\p{N}]/u

const matchAt = (pattern: RegExp, source: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(source)
}

type Found = Readonly<{ piece: Piece; end: number }>
type Scan = Readonly<{
  source: string
  habits: Habits
  /** Styles already open around this. */
  within: readonly string[]
  /** For a mark, up to where it is known to have no end: keeps long runs of marks from being searched again. */
  endless: Map<string, number>
}>

const isWord = (character: string | undefined): boolean => character !== undefined && letter.test(character)

/** Where the mark that begins at `at` ends; on the same line, after a word, before none. */
const endOfMark = (scan: Scan, at: number): number | undefined => {
  const { source } = scan
  const mark = source.charAt(at)
  for (let next = at + 1; next < source.length && source[next] !== '\n'; next += 1) {
    const whole = source[next] === '<' ? matchAt(token, source, next) : null
    if (whole) next += whole[0].length - 1
    else if (source[next] === mark && next > at + 1 && !/\s/.test(source.charAt(next - 1))) {
      if (!isWord(source[next + 1]) && source[next + 1] !== mark) return next
    }
  }
  return undefined
}

const markAt = (scan: Scan, at: number, style: Style): Found | undefined => {
  const { source, within, endless } = scan
  const mark = source.charAt(at)
  const begins = !isWord(source[at - 1]) && source[at - 1] !== mark && /[^\s]/.test(source.charAt(at + 1))
  if (!begins || within.includes(mark) || at < (endless.get(mark) ?? 0)) return undefined
  const end = endOfMark(scan, at)
  if (end === undefined) {
    const line = source.indexOf('\n', at)
    endless.set(mark, line < 0 ? source.length : line)
    return undefined
  }
  const inside = { source: source.slice(at + 1, end), habits: scan.habits, within: [...within, mark] }
  return { piece: inStyle(style, piecesOf({ ...inside, endless: new Map() })), end: end + 1 }
}

const codeAt = (scan: Scan, at: number): Found | undefined => {
  const found = matchAt(code, scan.source, at)
  return found ? { piece: inStyle('code', parseCode(found[1] ?? '')), end: at + found[0].length } : undefined
}

const tokenAt = (scan: Scan, at: number): Found | undefined => {
  const found = matchAt(token, scan.source, at)
  return found ? { piece: pieceOfToken(found[1] ?? ''), end: at + found[0].length } : undefined
}

const emojiAt = (scan: Scan, at: number): Found | undefined => {
  const [all, name] = matchAt(emojiName, scan.source, at) ?? []
  return all && name && isEmoji(name) ? { piece: { kind: 'emoji', name }, end: at + all.length } : undefined
}

const addressAt = (scan: Scan, at: number): Found | undefined => {
  if (scan.habits.verbatim || isWord(scan.source[at - 1])) return undefined
  const found = matchAt(address, scan.source, at)?.[0].replace(/[.,;:!?)'"*_~]+$/, '')
  if (found === undefined) return undefined
  const url = unescapeText(found)
  return { piece: { kind: 'link', url, text: url }, end: at + found.length }
}

const pieceAt = (scan: Scan, at: number): Found | undefined => {
  const character = scan.source.charAt(at)
  const style = marks.get(character)
  if (style) return markAt(scan, at, style)
  if (character === '<') return tokenAt(scan, at)
  if (character === '`') return codeAt(scan, at)
  if (character === ':') return emojiAt(scan, at)
  return character === 'h' || character === 'H' ? addressAt(scan, at) : undefined
}

const piecesOf = (scan: Scan, find: typeof pieceAt = pieceAt): Piece[] => {
  const pieces: Piece[] = []
  let plain = ''
  const settle = () => {
    if (plain !== '') pieces.push({ kind: 'text', text: unescapeText(plain) })
    plain = ''
  }
  for (let at = 0; at < scan.source.length; ) {
    const found = find(scan, at)
    if (found) {
      settle()
      pieces.push(found.piece)
    } else plain += scan.source.charAt(at)
    at = found?.end ?? at + 1
  }
  settle()
  return pieces
}

const scanOf = (source: string, habits: Habits): Scan => ({ source, habits, within: [], endless: new Map() })

/** The pieces of text in Slack's mrkdwn, line breaks left in; quotes and code blocks are `parseMrkdwn`'s. */
export const parseLines = (source: string, habits: Habits): Piece[] => piecesOf(scanOf(source, habits))

/** The pieces of code: only what stands in angle brackets is more than text. */
export const parseCode = (source: string): Piece[] =>
  piecesOf(scanOf(source, { verbatim: true }), (scan, at) => (scan.source[at] === '<' ? tokenAt(scan, at) : undefined))

/** The pieces of a `plain_text` object: its known emoji, and text. */
export const parsePlain = (source: string): Piece[] =>
  source.split(/(:[a-z0-9_+'-]+:)/).flatMap((part): Piece[] => {
    if (part === '') return []
    const name = part.slice(1, -1)
    return [part === `:${name}:` && isEmoji(name) ? { kind: 'emoji', name } : { kind: 'text', text: part }]
  })
