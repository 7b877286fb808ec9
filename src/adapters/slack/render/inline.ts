import type { Inline } from '../../../kernel/doc.ts'
import { personId } from '../../../kernel/person.ts'
import { instantWords, secondsOf } from './instant.ts'
import { room } from './limits.ts'
import { plain } from './plain.ts'

const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/**
 * The address of a link in the form in which it may be sent, or null: only http, https and mailto, at most 2,000
 * characters, and no user or password in it, since `https://kubeflow.org@elsewhere.example` leads elsewhere.
 */
export const safeLink = (link: string): string | null => {
  const url = URL.parse(plain(link).trim())
  if (!url || !schemes.has(url.protocol) || url.username !== '' || url.password !== '') return null
  const href = url.href.replace(/[<>|\s"]/g, encodeURIComponent)
  return href.length <= room.link ? href : null
}

const inParts = (text: string, length: number): readonly string[] => {
  const characters = [...text]
  const count = Math.ceil(characters.length / length)
  return Array.from({ length: count }, (_, part) => characters.slice(part * length, (part + 1) * length).join(''))
}

const settleLink = (link: string, text: string): readonly Inline[] => {
  const href = safeLink(link)
  const words = plain(text).trim() === '' ? (href ?? plain(link)) : plain(text)
  if (href === null) return words === '' ? [] : [{ text: words }]
  return inParts(words, room.linkText / 2).map((part) =>
    part.trim() === '' ? { text: part } : { link: href, text: part },
  )
}

/**
 * Inlines in the form in which Slack takes them: empty ones left out, links that may not be sent turned into their
 * text, people without a Slack id into their name, instants without a date into words.
 */
export const settle = (inlines: readonly Inline[]): readonly Inline[] =>
  inlines.flatMap((inline): readonly Inline[] => {
    if ('link' in inline) return settleLink(inline.link, inline.text)
    if ('person' in inline) {
      if (personId.safeParse(inline.person).success) return [inline]
      return [{ text: plain(inline.name ?? inline.person) || 'somebody' }]
    }
    if ('instant' in inline) {
      return secondsOf(inline.instant) === null ? [{ text: instantWords(inline.instant) }] : [inline]
    }
    const text = plain(inline.text)
    return text === '' ? [] : [{ ...inline, text }]
  })

/** Whether there is anything to see. */
export const isVisible = (inlines: readonly Inline[]): boolean =>
  inlines.some((inline) => !('text' in inline) || inline.text.trim() !== '')
