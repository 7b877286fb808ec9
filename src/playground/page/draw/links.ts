import { html } from 'hono/html'
import type { Drawn } from './drawn.ts'

const drawable = ['http:', 'https:', 'mailto:']

/** The address as a browser reads it, when it is one that is drawn as a link: http, https or mailto. */
export const safeUrl = (url: string): string | undefined => {
  const parsed = URL.parse(url)
  return parsed && drawable.includes(parsed.protocol) ? parsed.href : undefined
}

/** A link that opens elsewhere and tells nothing of the page it was on; its words alone where the address is refused. */
export const drawLink = (url: string, words: Drawn | string): Drawn => {
  const address = safeUrl(url)
  if (address === undefined) return html`${words}`
  return html`<a href="${address}" target="_blank" rel="noreferrer noopener">${words}</a>`
}
