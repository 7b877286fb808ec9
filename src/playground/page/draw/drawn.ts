import { html } from 'hono/html'

/** Markup that is ours; whatever came from a message is escaped in it. */
export type Drawn = ReturnType<typeof html>

/** Nothing at all. */
export const nothing: Drawn = html``

/** Words for those who listen; the eye has them from the layout. */
export const unseen = (words: string): Drawn => html`<span class="bk-unseen">${words}</span>`

/** An attribute, or none where there is no value. `name` is always ours. */
export const attribute = (name: string, value: string | undefined): Drawn =>
  value === undefined ? nothing : html` ${name}="${value}"`

/** An attribute without a value, where it holds. */
export const flag = (name: string, holds: boolean): Drawn => (holds ? html` ${name}` : nothing)
