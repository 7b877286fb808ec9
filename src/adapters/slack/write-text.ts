import type { Doc } from '../../kernel/doc.ts'
import type { Text } from '../../kernel/module.ts'
import type { References } from '../../kernel/refusal.ts'
import type { Tx } from '../../kernel/tx.ts'
import type { Message, Words } from './ports.ts'

export type Texts = ReadonlyMap<string, Text>
export type Named = Readonly<{ text: string; about: References }>
export type Part = Readonly<{ doc: Doc; message: Message; more: boolean }>

/** Writes a text by its name, from the state as it is now; null when it is no longer wanted. */
export const writeText = async (texts: Texts, tx: Tx, { text, about }: Named): Promise<Doc | null> => {
  const row = texts.get(text)
  if (!row) throw new UnknownText()
  return row.write(tx, about)
}

/** A stored act names a text that this version of Cordon does not have. */
class UnknownText extends Error {
  override readonly name = 'UnknownText'
}

/** The message number `part` (from 0) of a text that may need several; null when the text has become shorter. */
export const partOf = (words: Words, doc: Doc, part: number): Part | null => {
  let rest: Doc = doc
  for (let at = 0; ; at++) {
    const rendered = words.render(rest)
    if (at === part) return { doc: rest, message: rendered.message, more: rendered.rest !== null }
    if (rendered.rest === null) return null
    rest = rendered.rest
  }
}

/** All messages of a text, in order. */
export const partsOf = (words: Words, doc: Doc): readonly Part[] => {
  const parts: Part[] = []
  for (let part = partOf(words, doc, 0); part; part = part.more ? partOf(words, doc, parts.length) : null)
    parts.push(part)
  return parts
}

const cut: Doc['blocks'][number] = { note: [{ text: 'Shortened: the rest did not fit into one message.' }] }

/** A text made to fit into the one message that is edited: whole blocks are left out at the end, and that is said. */
export const fitted = (words: Words, doc: Doc): Part => {
  for (let kept = doc.blocks.length; ; kept--) {
    const short = kept === doc.blocks.length ? doc : { ...doc, blocks: [...doc.blocks.slice(0, kept), cut] }
    const rendered = words.render(short)
    if (rendered.rest === null || kept === 0) return { doc: short, message: rendered.message, more: false }
  }
}
