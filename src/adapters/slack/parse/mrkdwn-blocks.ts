import type { Block } from '../../../kernel/doc.ts'
import { itemsOf, type Row } from '../render/rows.ts'
import { mrkdwnInlines, plainWords } from './mrkdwn-inlines.ts'
import { paragraphsOf } from './paragraphs.ts'

type Line =
  | Readonly<{ kind: 'quote'; text: string; on: boolean }>
  | Readonly<{ kind: 'item'; text: string; width: number; ordered: boolean }>
  | Readonly<{ kind: 'words'; text: string }>

const readLine = (line: string): Line => {
  const quote = /^(>|&gt;)(\1\1)?[^\S\n]?(.*)$/.exec(line)
  if (quote) return { kind: 'quote', text: quote[3] ?? '', on: quote[2] !== undefined }
  const item = /^(\s*)(?:[•◦▪‣][\uFE0E\uFE0F]?|[-*+](?=\s)|(\d{1,3})[.)](?=\s))\s*(\S.*)$/.exec(line)
  if (!item) return { kind: 'words', text: line }
  const width = (item[1] ?? '').replaceAll('\t', '    ').length
  return { kind: 'item', text: item[3] ?? '', width, ordered: item[2] !== undefined }
}

const belongs = (first: Line, next: Line): boolean => {
  if (first.kind !== 'item' || next.kind !== 'item') return first.kind === next.kind
  return next.width > first.width || next.ordered === first.ordered
}

/** Lines of one kind that follow each other; behind `>>>` everything is quoted. */
const groupsOf = (text: string): readonly (readonly Line[])[] => {
  const groups: Line[][] = []
  let quoting = false
  for (const source of text.split('\n')) {
    const line: Line = quoting ? { kind: 'quote', text: source, on: true } : readLine(source)
    quoting = line.kind === 'quote' && line.on
    const group = groups.at(-1)
    const first = group?.[0]
    if (group && first && belongs(first, line)) group.push(line)
    else groups.push([line])
  }
  return groups
}

const blocksOf = (lines: readonly Line[]): readonly Block[] => {
  const [first] = lines
  if (first?.kind === 'item') {
    const rows = lines.map(
      (line): Row => ({
        depth: line.kind === 'item' ? line.width : 0,
        text: mrkdwnInlines(line.text),
      }),
    )
    return [{ list: itemsOf(rows), ...(first.ordered ? { ordered: true } : {}) }]
  }
  const paragraphs = paragraphsOf(mrkdwnInlines(lines.map((line) => line.text).join('\n')))
  if (first?.kind !== 'quote') return paragraphs
  return paragraphs.flatMap((block) => ('paragraph' in block ? [{ quote: block.paragraph }] : []))
}

/** Slack's mrkdwn as blocks: paragraphs, quotes, lists, code between fences. A fence that never closes is no fence. */
export const mrkdwnBlocks = (text: string): readonly Block[] => {
  const parts = text.split('```')
  const closed = parts.length % 2 === 1 ? parts : [...parts.slice(0, -2), parts.slice(-2).join('```')]
  return closed.flatMap((part, index): readonly Block[] => {
    if (index % 2 === 0) return groupsOf(part).flatMap(blocksOf)
    const code = plainWords(part).replace(/^\n|\n$/g, '')
    return code.trim() === '' ? [] : [{ code }]
  })
}
