import type { KnownBlock } from '@slack/types'
import type { Block, Doc } from '../../../kernel/doc.ts'
import { limits, room } from './limits.ts'
import { mrkdwnObject } from './mrkdwn.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { escapeWithin, oneLine } from './plain.ts'

/** What chat.postMessage, chat.update and response_url take. `text` is what lock screens show: the title alone. */
export type Message = Readonly<{ text: string; blocks: KnownBlock[] }>

/** A message, and what of the Doc found no room in it: a Doc to be rendered in turn, in the thread or after it. */
export type Rendered = Readonly<{ message: Message; rest: Doc | null }>

/** All characters of the strings in a value, save those that only name a kind of block. */
const weigh = (value: unknown): number => {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, inner]) => (key === 'type' ? sum : sum + weigh(inner)), 0)
}

/**
 * The blocks that fit, then a line (`says`) that tells of the others, and the others. `most` counts blocks; the total of
 * characters is Slack's hidden one for messages, which it is safer to apply to views as well.
 */
export const fitBlocks = (
  blocks: readonly Block[],
  bounds: Readonly<{ most: number; says: string }>,
): Readonly<{ blocks: KnownBlock[]; left: readonly Block[] }> => {
  const pieces: Piece[] = []
  const weights: number[] = []
  let weight = 0
  let next = 0
  for (const block of blocks) {
    if (pieces.length > bounds.most || weight > room.total) break
    next += 1
    for (const piece of piecesOf(block)) {
      pieces.push(piece)
      weight += weigh(piece.block)
      weights.push(weight)
    }
  }
  if (pieces.length <= bounds.most && weight <= room.total)
    return { blocks: pieces.map((piece) => piece.block), left: [] }
  const line: KnownBlock = { type: 'context', elements: [mrkdwnObject(bounds.says)] }
  const over = weights.findIndex((sum, index) => index >= bounds.most - 1 || sum > room.total - weigh(line))
  return {
    blocks: [...pieces.slice(0, over).map((piece) => piece.block), line],
    left: [...pieces.slice(over).map((piece) => piece.doc), ...blocks.slice(next)],
  }
}

/**
 * A Doc as one message within Slack's limits. What finds no room is cut at a block, a last line says so, and `rest`
 * holds it (numbers of a list cut there begin anew). `text` is the title, escaped, on one line and without formatting.
 */
export const render = (doc: Doc): Rendered => {
  const { blocks, left } = fitBlocks(doc.blocks, {
    most: limits.messageBlocks,
    says: 'There is more: it follows in the next message.',
  })
  const text = escapeWithin(oneLine(doc.title) || 'Cordon', room.title)
  return {
    message: { text, blocks },
    rest: left.length === 0 ? null : { title: doc.title, blocks: left },
  }
}
