/**
 * A text as it reads after some decoding. `from` and `to` give, for each of its UTF-16 units, where in the original text
 * it began and ended; null means that nothing has been decoded.
 */
export type View = Readonly<{ text: string; from: Int32Array | null; to: Int32Array | null }>

/** The text as it was given. */
export const plainView = (text: string): View => ({ text, from: null, to: null })

/** Where in the original text a unit of the view begins. */
export const startOf = (view: View, unit: number): number => view.from?.[unit] ?? unit
/** Where in the original text a unit of the view ends. */
export const endOf = (view: View, unit: number): number => view.to?.[unit] ?? unit + 1

/** A view with each match replaced; null from `read` leaves a match as it is. The same view when nothing was replaced. */
export const rewrite = (view: View, pattern: RegExp, read: (match: RegExpExecArray) => string | null): View => {
  const changes = [...view.text.matchAll(pattern)].flatMap((match) => {
    const text = read(match)
    return text === null ? [] : [{ start: match.index, end: match.index + match[0].length, text }]
  })
  if (changes.length === 0) return view
  const longer = changes.reduce((sum, it) => sum + Math.max(0, it.text.length - (it.end - it.start)), 0)
  const from = new Int32Array(view.text.length + longer)
  const to = new Int32Array(view.text.length + longer)
  const parts: string[] = []
  let [length, done] = [0, 0]
  const add = (text: string, whole: Readonly<{ start: number; end: number }> | null): void => {
    for (let i = 0; i < text.length; i += 1) {
      from[length] = startOf(view, whole ? whole.start : done + i)
      to[length] = endOf(view, whole ? whole.end - 1 : done + i)
      length += 1
    }
    parts.push(text)
  }
  for (const change of changes) {
    add(view.text.slice(done, change.start), null)
    add(change.text, change)
    done = change.end
  }
  add(view.text.slice(done), null)
  return { text: parts.join(''), from: from.subarray(0, length), to: to.subarray(0, length) }
}

/** Views one after another, each on lines of its own; null when there is none. */
export const stacked = (views: readonly View[]): View | null => {
  if (views.length === 0) return null
  const length = views.reduce((sum, it) => sum + it.text.length + 1, 0)
  const from = new Int32Array(length)
  const to = new Int32Array(length)
  let at = 0
  for (const view of views) {
    for (let i = 0; i <= view.text.length; i += 1, at += 1) {
      from[at] = startOf(view, Math.min(i, view.text.length - 1))
      to[at] = endOf(view, Math.min(i, view.text.length - 1))
    }
  }
  return { text: views.map((it) => `${it.text}\n`).join(''), from, to }
}
