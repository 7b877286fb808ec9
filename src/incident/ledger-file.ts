import { createHash } from 'node:crypto'
import type { IncidentId } from '../kernel/place.ts'

/** SHA-256 (hex) of a text's UTF-8 bytes. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')

/** The first lines of an exported chain: a chain only grows, so these bytes stay the same. Null when there are fewer. */
export const firstLines = (text: string, count: number): string | null => {
  const lines = linesOf(text)
  return lines.length < count
    ? null
    : lines
        .slice(0, count)
        .map((line) => `${line}\n`)
        .join('')
}

/** How an exported chain is named in an act: how many lines, and their digest. */
export const namedExport = (text: string): Readonly<{ lines: number; digest: string }> => {
  const lines = linesOf(text).length
  return { lines, digest: digestOf(firstLines(text, lines) ?? '') }
}

/** The name of the file in the room; opaque, the id only. */
export const ledgerFileName = (id: IncidentId): string => `${id}-ledger.jsonl`
