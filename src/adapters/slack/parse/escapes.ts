const escapes: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
])

/** The reverse of Slack's escaping of text; read once, so that `&amp;lt;` is `&lt;`. */
export const unescapeText = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);/g, (name) => escapes.get(name) ?? name)
