import { decodedBase64 } from './base64.ts'
import { unescaped, unquoted, untagged } from './unescape.ts'
import { plainView, type View } from './view.ts'

/** How often base64 is read in base64. */
const deepest = 2

const nested = (view: View, depth: number): readonly View[] => {
  const bare = unescaped(view)
  const mail = unquoted(view)
  const both = mail === view ? bare : unescaped(mail)
  const all = [...new Set([view, bare, both, untagged(both)])]
  if (depth === deepest) return all
  const inner = [...new Set([view, both])].flatMap((outer) => decodedBase64(outer) ?? [])
  return [...all, ...inner.flatMap((it) => nested(it, depth + 1))]
}

/**
 * Every way in which a text may be read: as it is, with URL, HTML and JSON escapes, quoted-printable or base64 undone,
 * and without tags. Escapes may hide in one another, base64 twice.
 */
export const readingsOf = (text: string): readonly View[] => nested(plainView(text), 0)
