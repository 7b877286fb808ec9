import type { Inline } from '../../../kernel/doc.ts'
import { beginning } from './plain.ts'

/** What words cost in one of Slack's formats, in characters. */
export type Cost = Readonly<{ character(character: string): number; whole(inline: Inline): number }>

/** The part of a long text that still fits: up to the last space if one is near, else in the middle of a word. */
const fitting = (text: string, limit: number, cost: Cost): string => {
  const head = beginning(text, limit, cost.character)
  if (head === text) return head
  const space = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '))
  return space > head.length / 2 ? head.slice(0, space + 1) : head
}

type Text = Extract<Inline, Readonly<{ style?: unknown }>>
const isText = (inline: Inline): inline is Text => 'text' in inline && !('link' in inline)

/** Room for the marks of four styles around a text. */
const marks = 8

/** Settled inlines in parts of at most `limit` (100 or more) characters; texts are divided, anything else stays whole. */
export const splitInlines = (inlines: readonly Inline[], limit: number, cost: Cost): readonly (readonly Inline[])[] => {
  const parts: Inline[][] = []
  let part: Inline[] = []
  let left = limit
  const turn = () => {
    if (part.length > 0) parts.push(part)
    part = []
    left = limit
  }
  const place = (inline: Inline) => {
    const price = cost.whole(inline)
    if (price > left) turn()
    part.push(inline)
    left -= price
  }
  for (const inline of inlines) {
    if (!isText(inline)) {
      place(inline)
      continue
    }
    let text = inline.text
    while (text !== '') {
      const head = fitting(text, left - marks, cost)
      if (head !== text && part.length > 0 && !/\s$/.test(head)) {
        turn()
        continue
      }
      place({ ...inline, text: head })
      text = text.slice(head.length)
      if (text !== '') turn()
    }
  }
  turn()
  return parts
}

/** Groups things in their order, each group with at most `most` of them and at most `size` together. */
export const pack = <T>(
  things: readonly T[],
  bounds: Readonly<{
    most: number
    size: number
    weigh(thing: T): number
    apart?(group: readonly T[], next: T): boolean
  }>,
): readonly (readonly T[])[] => {
  const groups: T[][] = []
  let group: T[] = []
  let weight = 0
  for (const thing of things) {
    const more = bounds.weigh(thing)
    const full = group.length >= bounds.most || weight + more > bounds.size || bounds.apart?.(group, thing)
    if (group.length > 0 && full) {
      groups.push(group)
      group = []
      weight = 0
    }
    group.push(thing)
    weight += more
  }
  if (group.length > 0) groups.push(group)
  return groups
}
