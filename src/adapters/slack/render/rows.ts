import type { Inline, Item } from '../../../kernel/doc.ts'

/** One line of a list and how deep it stands, from 0. */
export type Row = Readonly<{ depth: number; text: readonly Inline[] }>

/** A nested list as lines, each parent before its children. */
export const rowsOf = (items: readonly Item[], depth = 0): readonly Row[] =>
  items.flatMap((item) => [{ depth, text: item.text }, ...rowsOf(item.items ?? [], depth + 1)])

/** The reverse: each line becomes a child of the nearest line before it that stands less deep. */
export const itemsOf = (rows: readonly Row[]): readonly Item[] => {
  type Growing = { text: readonly Inline[]; items?: Growing[] }
  const roots: Growing[] = []
  const open: { depth: number; item: Growing }[] = []
  for (const row of rows) {
    const item: Growing = { text: row.text }
    while ((open.at(-1)?.depth ?? -1) >= row.depth) open.pop()
    const parent = open.at(-1)?.item
    if (parent) {
      parent.items ??= []
      parent.items.push(item)
    } else roots.push(item)
    open.push({ depth: row.depth, item })
  }
  return roots
}
