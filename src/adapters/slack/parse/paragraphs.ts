import type { Block, Inline } from '../../../kernel/doc.ts'

const isText = (inline: Inline): inline is Extract<Inline, Readonly<{ style?: unknown }>> =>
  'text' in inline && !('link' in inline)

/** Inlines without empty texts and without line breaks at either end. */
export const trimmed = (inlines: readonly Inline[]): readonly Inline[] => {
  const all = inlines.map((inline, index): Inline => {
    if (!isText(inline)) return inline
    let text = inline.text
    if (index === 0) text = text.replace(/^\n+/, '')
    if (index === inlines.length - 1) text = text.trimEnd()
    return { ...inline, text }
  })
  return all.filter((inline) => !isText(inline) || inline.text !== '')
}

/** Whether there are words in it. */
export const hasWords = (inlines: readonly Inline[]): boolean =>
  inlines.some((inline) => !isText(inline) || inline.text.trim() !== '')

/** Running text as paragraphs: an empty line ends one. */
export const paragraphsOf = (inlines: readonly Inline[]): readonly Block[] => {
  let open: Inline[] = []
  const all = [open]
  for (const inline of inlines) {
    const [head = '', ...others] = isText(inline) ? inline.text.split(/\n[^\S\n]*\n\s*/) : []
    open.push(isText(inline) ? { ...inline, text: head } : inline)
    for (const text of others) {
      open = [{ ...inline, text }]
      all.push(open)
    }
  }
  return all
    .map(trimmed)
    .filter(hasWords)
    .map((paragraph) => ({ paragraph }))
}
