import { decodedBase64 } from './base64.ts'
import { unescaped, unquoted, untagged } from './unescape.ts'
import { plainView, type View } from './view.ts'

/** How often base64 is read in base64. */
const deepest = 2

const nested = (view: View, depth: number): readonly View[] => {
  const bare = unescaped(view)
  const mail = unquoted(view)
  const mailBare = mail === view ? bare : unescaped(mail)
  const decoded = [...new Set([view, bare, mail, mailBare])]
  const all = [...new Set([...decoded, ...[...new Set([bare, mailBare])].map(untagged)])]
  if (depth === deepest) return all
  return [...all, ...decoded.flatMap(decodedBase64).flatMap((inner) => nested(inner, depth + 1))]
}

/**
 * Every way in which a text may be read: as it is, with URL, HTML and JSON escapes, quoted-printable or base64 undone,
 * and without tags. Escapes may hide in one another, base64 twice.
 */
export const readingsOf = (text: string): readonly View[] => nested(plainView(text), 0)
