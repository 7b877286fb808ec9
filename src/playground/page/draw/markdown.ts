import { html, raw } from 'hono/html'
import MarkdownIt from 'markdown-it'
import type { Drawn } from './drawn.ts'
import { safeUrl } from './links.ts'
import { drawPicture } from './picture.ts'

// What the parser does not know stays text: `html` is off, so markup in a message is written out as it stands.
const parser = new MarkdownIt('default', { html: false, linkify: true })
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
parser.validateLink = (url) => safeUrl(url) !== undefined

const rules = parser.renderer.rules
// Slack draws headings of every level alike.
rules.heading_open = () => '<h3 class="bk-header" dir="auto">'
rules.heading_close = () => '</h3>'
rules.paragraph_open = (tokens, at) => (tokens[at]?.hidden ? '' : '<p dir="auto">')
rules.image = (tokens, at) => `${drawPicture(tokens[at]?.content ?? '')}`
rules.fence = (tokens, at) => `${html`<pre dir="auto"><code>${tokens[at]?.content ?? ''}</code></pre>`}`
rules.code_block = rules.fence
rules.table_open = () => '<div class="bk-scroll" tabindex="0" role="region" aria-label="Table"><table>'
rules.table_close = () => '</table></div>'
// The alignment would be a style of its own.
rules.th_open = () => '<th>'
rules.td_open = () => '<td>'
rules.link_open = (tokens, at) => {
  const address = safeUrl(String(tokens[at]?.attrGet('href') ?? ''))
  return address === undefined ? '<a>' : `${html`<a href="${address}" target="_blank" rel="noreferrer noopener">`}`
}

/** A markdown block's text as Slack draws it: headings all alike, pictures by their words, no markup of its own. */
export const drawMarkdown = (source: string): Drawn => html`${raw(parser.render(source))}`
