import type { html } from 'hono/html'

/** Markup that is ours; whatever came from elsewhere is escaped in it. */
export type Html = ReturnType<typeof html>
