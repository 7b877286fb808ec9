import type { KnownBlock } from '@slack/types'
import type { Block, Inline, Item, Press } from '../../../kernel/doc.ts'
import { actions, canCarry, rowsOfButtons } from './buttons.ts'
import { fieldObject, fitsField } from './fields.ts'
import { isVisible, settle } from './inline.ts'
import { limits, room } from './limits.ts'
import { mrkdwn, mrkdwnCost, mrkdwnObject } from './mrkdwn.ts'
import { beginning, escapeText, oneLine, plain, plainText } from './plain.ts'
import { richCode, richCost, richList, richParagraph, richQuote } from './rich.ts'
import type { Row } from './rows.ts'
import { itemsOf, rowsOf } from './rows.ts'
import { type Cost, pack, splitInlines } from './split.ts'

/** A part of a Doc that becomes exactly one block of Slack's, and the same part as a Doc block. */
export type Piece = Readonly<{ block: KnownBlock; doc: Block }>

const parts = (inlines: readonly Inline[], cost: Cost) =>
  splitInlines(settle(inlines), room.piece, cost).filter(isVisible)

const paragraphs = (inlines: readonly Inline[]): readonly Piece[] =>
  parts(inlines, richCost).map((part) => ({ block: richParagraph(part), doc: { paragraph: part } }))

const quotes = (inlines: readonly Inline[]): readonly Piece[] =>
  parts(inlines, richCost).map((part) => ({ block: richQuote(part), doc: { quote: part } }))

const notes = (inlines: readonly Inline[]): readonly Piece[] =>
  parts(inlines, mrkdwnCost).map((part) => ({
    block: { type: 'context', elements: [mrkdwnObject(mrkdwn(part))] },
    doc: { note: part },
  }))

/** A heading too long for a header is said in bold instead, whole. */
const heading = (text: string): readonly Piece[] => {
  const line = oneLine(text)
  if (line === '') return []
  if (escapeText(line).length > limits.header) return paragraphs([{ text: line, style: ['bold'] }])
  return [{ block: { type: 'header', text: plainText(line, limits.header) }, doc: { heading: line } }]
}

/** Code is divided between lines where it can be. */
const code = (text: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let left = plain(text)
  while (left.trim() !== '') {
    const most = beginning(left, room.piece, (character) => character.length)
    const line = most === left ? most.length : most.lastIndexOf('\n') + 1
    const head = line > 0 ? most.slice(0, line) : most
    const said = head.replace(/\n$/, '')
    if (said.trim() !== '') pieces.push({ block: richCode(said), doc: { code: said } })
    left = left.slice(head.length)
  }
  return pieces
}

/** A long list goes on in the next block with its numbers; a line too long for a block goes on one step deeper. */
const list = (items: readonly Item[], ordered: boolean): readonly Piece[] => {
  const rows = rowsOf(items).flatMap((row): readonly Row[] =>
    parts(row.text, richCost).map((text, part) => ({ depth: part === 0 ? row.depth : row.depth + 1, text })),
  )
  const weigh = (row: Row) => row.text.reduce((sum, inline) => sum + richCost.whole(inline), 0)
  let before = 0
  return pack(rows, { most: 100, size: room.piece, weigh }).map((stretch) => {
    const block = richList(stretch, ordered, before)
    before += stretch.filter((row) => row.depth === 0).length
    return { block, doc: { list: itemsOf(stretch), ...(ordered ? { ordered } : {}) } }
  })
}

type Fields = Extract<Block, { fields: unknown }>['fields']

/** Fields stand in pairs; one too long for its place is said as a paragraph in its turn. */
const fields = (all: Fields): readonly Piece[] => {
  const told = all.filter((field) => oneLine(field.label) !== '' || isVisible(settle(field.value)))
  const groups = pack(told, {
    most: limits.fields,
    size: room.row,
    weigh: (field) => (fitsField(field) ? fieldObject(field).text.length : 0),
    apart: (group, next) => !fitsField(next) || group.some((field) => !fitsField(field)),
  })
  return groups.flatMap((group): readonly Piece[] => {
    const [first] = group
    if (first && !fitsField(first)) {
      return paragraphs([{ text: `${oneLine(first.label)}\n`, style: ['bold'] }, ...first.value])
    }
    return [{ block: { type: 'section', fields: group.map(fieldObject) }, doc: { fields: group } }]
  })
}

/** A button that Slack cannot carry is named, so that its absence is seen. */
const buttons = (presses: readonly Press[]): readonly Piece[] => [
  ...rowsOfButtons(presses.filter(canCarry)).map((row) => ({ block: actions(row), doc: { buttons: row } })),
  ...presses
    .filter((press) => !canCarry(press))
    .flatMap((press) => notes([{ text: `The button “${oneLine(press.label)}” cannot be shown here.` }])),
]

/** One block of a Doc as pieces, each within every limit that Slack sets for a block. Empty blocks have none. */
export const piecesOf = (block: Block): readonly Piece[] => {
  if ('heading' in block) return heading(block.heading)
  if ('paragraph' in block) return paragraphs(block.paragraph)
  if ('list' in block) return list(block.list, block.ordered === true)
  if ('code' in block) return code(block.code)
  if ('quote' in block) return quotes(block.quote)
  if ('fields' in block) return fields(block.fields)
  if ('note' in block) return notes(block.note)
  return buttons(block.buttons)
}
