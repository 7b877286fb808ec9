import type { Doc } from '../../kernel/doc.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { isHeaderText } from './header.ts'
import { refusals } from './refused.ts'
import { htmlOf } from './render-html.ts'
import { textOf } from './render-text.ts'

/** A Doc as a mail's words: LF line breaks, nothing remote, no ids of people. */
export type MailWords = Readonly<{ subject: string; text: string; html: string }>

/**
 * Renders a Doc for mail: the title becomes the subject, the blocks become text and HTML that say the same. Buttons are
 * left out (a mail has none). Refuses a title with CR, LF, NUL or another control character, and an empty one.
 */
export const render = (doc: Doc): MailWords | Refusal => {
  const subject = doc.title.trim()
  if (subject === '' || !isHeaderText(subject)) return refusals.header('Subject')
  return { subject, text: textOf(doc.blocks), html: htmlOf(subject, doc.blocks) }
}
