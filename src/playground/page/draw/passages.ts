import { type Habits, parseCode, parseLines } from './mrkdwn.ts'
import type { Piece } from './pieces.ts'

/** A run of lines that stands by itself. */
export type Passage = Readonly<{ kind: 'lines' | 'quote' | 'code'; pieces: readonly Piece[] }>

// On the wire the sign is escaped; in what a test or an app writes by hand it may not be.
const quoteMark = /^(?:&gt;|>) ?/
const quoteRest = /^(?:&gt;|>){3} ?/

type Run = { quote: boolean; lines: string[] }

/** The lines from `>>>` on are a quote to their end. */
const runsOf = (text: string): Run[] => {
  const lines = text.split('\n')
  const found = lines.findIndex((line) => quoteRest.test(line))
  const rest = found < 0 ? lines.length : found
  const runs: Run[] = []
  lines.forEach((line, index) => {
    const quote = index >= rest || quoteMark.test(line)
    const said = index > rest ? line : line.replace(index === rest ? quoteRest : quoteMark, '')
    const last = runs.at(-1)
    if (last?.quote === quote) last.lines.push(said)
    else runs.push({ quote, lines: [said] })
  })
  return runs
}

const passagesOf = (text: string, habits: Habits): Passage[] =>
  text === ''
    ? []
    : runsOf(text).map(({ quote, lines }) => ({
        kind: quote ? 'quote' : 'lines',
        pieces: parseLines(lines.join('\n'), habits),
      }))

/** Text in Slack's mrkdwn, cut into lines, quotes and code blocks. */
export const parseMrkdwn = (source: string, habits: Habits): Passage[] => {
  const parts = source.split(/```([\s\S]+?)```/)
  return parts.flatMap((part, index): Passage[] => {
    if (index % 2 === 1) return [{ kind: 'code', pieces: parseCode(part.replace(/^\n|\n$/g, '')) }]
    const afterCode = index > 0 ? part.replace(/^\n/, '') : part
    return passagesOf(index < parts.length - 1 ? afterCode.replace(/\n$/, '') : afterCode, habits)
  })
}
