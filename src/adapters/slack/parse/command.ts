import { unescapeText } from './escapes.ts'
import { readToken } from './token.ts'

/** Hyphens and dashes that keyboards and documents put for `-` and `--`. `first`: the text begins its word. */
const straighten = (text: string, first: boolean): string =>
  (first ? text.replace(/^[–—―](?=[\p{L}\p{N}])/u, '--') : text)
    .replace(/[‐‑‒–−]/g, '-')
    .replace(/(?<=[\p{L}\p{N}])[—―](?=[\p{L}\p{N}])/gu, '--')

const quotes: readonly string[] = ['"“”„‟″«»', "'‘’‚‛′"]

/** A stretch of a command's text: one character as it was typed, or something of Slack's making that stays whole. */
type Unit = Readonly<{ text: string; made?: 'mention' | 'link' }>

const unitOf = (inside: string): Unit => {
  const token = readToken(inside)
  switch (token.kind) {
    case 'person':
    case 'group':
      return { text: `@${token.id}`, made: 'mention' }
    case 'channel':
      return { text: `#${token.id}`, made: 'mention' }
    case 'link':
      return { text: token.url.replace(/^mailto:/, ''), made: 'link' }
    default:
      return { text: token.text, made: 'link' }
  }
}

const unitsOf = (text: string): readonly Unit[] =>
  Array.from(text.matchAll(/<([^<>]*)>|&(?:amp|lt|gt);|[\s\S]/gu), ([all, inside]) =>
    inside === undefined ? { text: unescapeText(all) } : unitOf(inside),
  )

const isSpace = (unit: Unit | undefined): boolean => !unit || (!unit.made && /^\s$/u.test(unit.text))

const markOf = (unit: Unit | undefined): string | undefined =>
  unit && !unit.made ? quotes.find((kind) => kind.includes(unit.text)) : undefined

/** For each opening quote where its phrase ends: at the next quote of its kind that closes a word. */
const closings = (units: readonly Unit[]): ReadonlyMap<number, number> => {
  const next = new Map<string, number>()
  const ends = new Map<number, number>()
  for (let at = units.length - 1; at >= 0; at -= 1) {
    const mark = markOf(units[at])
    if (mark === undefined) continue
    const end = next.get(mark)
    if (end !== undefined) ends.set(at, end)
    if (isSpace(units[at + 1])) next.set(mark, at)
  }
  return ends
}

/** A word as it grows: what is settled, and what was typed since and is still to be straightened. */
const growingWord = () => {
  let settled: string | null = null
  let typed = ''
  const settle = (): string => {
    settled = `${settled ?? ''}${straighten(typed, settled === null)}`
    typed = ''
    return settled
  }
  return {
    type: (character: string) => {
      typed += character
    },
    add: (whole: string) => {
      settled = `${typed === '' ? (settled ?? '') : settle()}${whole}`
    },
    /** Whether a phrase or a mention may follow without a space. */
    opens: () => (typed === '' ? settled === null || settled.endsWith('=') : typed.endsWith('=')),
    take: (): readonly string[] => {
      if (settled === null && typed === '') return []
      const word = settle()
      settled = null
      return [word]
    },
  }
}

/**
 * The words of a slash command's text (sent with `should_escape`): mentions as `@U123` and `#C123`, each a word of its
 * own, links as their address, entities unescaped, a phrase in straight or curly quotes as one word without its quotes
 * (also behind `=`), dashes that a phone made of `--` put back. A quote that is never closed is a character like others.
 */
export const parseCommand = (text: string): readonly string[] => {
  const units = unitsOf(text)
  const ends = closings(units)
  const words: string[] = []
  const word = growingWord()
  let at = 0
  while (at < units.length) {
    const unit = units[at]
    const end = word.opens() ? ends.get(at) : undefined
    if (!unit || isSpace(unit)) {
      words.push(...word.take())
    } else if (end !== undefined) {
      const phrase = units.slice(at + 1, end)
      word.add(phrase.map((part) => part.text).join(''))
      at = end
    } else if (unit.made) {
      if (unit.made === 'mention' && !word.opens()) words.push(...word.take())
      word.add(unit.text)
      if (unit.made === 'mention') words.push(...word.take())
    } else {
      word.type(unit.text)
    }
    at += 1
  }
  return [...words, ...word.take()]
}
