import type { Inline } from '../../../kernel/doc.ts'
import { unescapeText } from './escapes.ts'
import { readToken, type Token } from './token.ts'

type Style = 'bold' | 'italic' | 'strike'
const marks: ReadonlyMap<string, Style> = new Map([
  ['*', 'bold'],
  ['_', 'italic'],
  ['~', 'strike'],
])

/** One character of the text, or something that stays whole: a mention, a link, a stretch of code. */
type Unit = Readonly<{ text: string; whole?: Inline }>

const inlineOf = (token: Token): Inline => {
  switch (token.kind) {
    case 'person':
      return { person: token.id, ...(token.name === '' ? {} : { name: token.name }) }
    case 'channel':
      return { text: `#${token.name || token.id}` }
    case 'group':
      return { text: token.name || `@${token.id}` }
    case 'link':
      return { link: token.url, text: token.text || token.url.replace(/^mailto:/, '') }
    case 'date':
      return { instant: token.seconds * 1000 }
    default:
      return { text: token.text }
  }
}

const tokens = /<([^<>\n]*)>/g

const wordsOf = (inside: string): string => {
  const inline = inlineOf(readToken(inside))
  if ('person' in inline) return `@${inline.name ?? inline.person}`
  return 'text' in inline ? inline.text : inside.slice(inside.indexOf('|') + 1)
}

/** A piece of Slack's text as it reads, without formatting, for code and the like. */
export const plainWords = (text: string): string =>
  text
    .split(tokens)
    .map((part, index) => (index % 2 === 0 ? unescapeText(part) : wordsOf(part)))
    .join('')

const unitsOf = (text: string): readonly Unit[] =>
  text.split(tokens).flatMap((part, index): readonly Unit[] => {
    if (index % 2 === 1) return [{ text: '', whole: inlineOf(readToken(part)) }]
    return Array.from(part.matchAll(/`([^`\n]+)`|&(?:amp|lt|gt);|[\s\S]/gu), ([all, code]) =>
      code === undefined
        ? { text: unescapeText(all) }
        : { text: '', whole: { text: unescapeText(code), style: ['code'] } },
    )
  })

const isWord = (unit: Unit | undefined): boolean => unit !== undefined && /^[\p{L}\p{N}]$/u.test(unit.text)
const isGap = (unit: Unit | undefined): boolean => !unit || (!unit.whole && /^\s$/u.test(unit.text))

/** For each place the next one on its line where a mark can close: behind something visible, before no letter. */
const closings = (units: readonly Unit[], mark: string): readonly number[] => {
  const next: number[] = []
  let at = -1
  for (let index = units.length - 1; index >= 0; index -= 1) {
    const unit = units[index]
    if (unit?.text === '\n') at = -1
    if (unit?.text === mark && !isGap(units[index - 1]) && !isWord(units[index + 1])) at = index
    next[index] = at
  }
  return next
}

type Stretch = Readonly<{ from: number; to: number; styles: readonly Style[] }>

/** Bold, italic and strike nest, none within itself, so a text is walked four times at most. */
const read = (units: readonly Unit[], ends: ReadonlyMap<string, readonly number[]>, stretch: Stretch): Inline[] => {
  const { from, to, styles } = stretch
  const style = styles.length > 0 ? { style: styles } : {}
  const found: Inline[] = []
  let text = ''
  const end = () => {
    if (text !== '') found.push({ text, ...style })
    text = ''
  }
  for (let at = from; at < to; at += 1) {
    const unit = units[at]
    if (!unit) break
    const kind = marks.get(unit.text)
    const opens = kind && !styles.includes(kind) && !isWord(units[at - 1]) && !isGap(units[at + 1])
    const close = opens ? (ends.get(unit.text)?.[at + 2] ?? -1) : -1
    if (kind && close > at && close < to) {
      end()
      found.push(...read(units, ends, { from: at + 1, to: close, styles: [...styles, kind] }))
      at = close
    } else if (unit.whole && !isPlain(unit.whole)) {
      end()
      found.push(withStyles(unit.whole, styles))
    } else {
      text += unit.whole && 'text' in unit.whole ? unit.whole.text : unit.text
    }
  }
  end()
  return found
}

const isPlain = (inline: Inline): boolean => 'text' in inline && !('link' in inline) && !inline.style

const withStyles = (inline: Inline, styles: readonly Style[]): Inline =>
  styles.length === 0 || !('text' in inline) || 'link' in inline
    ? inline
    : { ...inline, style: [...(inline.style ?? []), ...styles] }

/** Slack's mrkdwn of running text as inlines. Marks that close nothing are characters like any other. */
export const mrkdwnInlines = (text: string): readonly Inline[] => {
  const units = unitsOf(text)
  const ends = new Map([...marks.keys()].map((mark) => [mark, closings(units, mark)]))
  return read(units, ends, { from: 0, to: units.length, styles: [] })
}
