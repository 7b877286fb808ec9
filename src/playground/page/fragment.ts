import { createHash } from 'node:crypto'
import type { Html } from './markup.ts'

/** A part of the page that can be replaced by itself: its element has this id. */
export type Fragment = Readonly<{
  id: string
  /** The id of the list it is an item of; items keep the order in which they are given. */
  list: string | null
  html: string
  hash: string
}>

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12)

/** The fragment that an element is; `html` must be one element with this id. */
export const fragmentOf = async (id: string, drawn: Html, list: string | null = null): Promise<Fragment> => {
  const html = String(await drawn)
  return { id, list, html, hash: hashOf(html) }
}

/** One word for all that is shown, by which a page and a stream agree where they stand. */
export const hashOfAll = (fragments: readonly Fragment[]): string =>
  hashOf(fragments.map((it) => `${it.id} ${it.hash}`).join('\n'))

/** What a page does to show what is there now. */
export type Change = Readonly<{
  /** To be replaced, or put behind `after` (first in its list where that is null). */
  set: readonly Readonly<{ id: string; list: string | null; after: string | null; html: string }>[]
  gone: readonly string[]
  /** Everything that there is, where the page has to drop whatever else it shows in its lists. */
  all?: readonly string[]
}>

const sets = (fragments: readonly Fragment[], changed: (it: Fragment) => boolean): Change['set'] => {
  const last = new Map<string, string>()
  return fragments.flatMap((it) => {
    const after = it.list === null ? null : (last.get(it.list) ?? null)
    if (it.list !== null) last.set(it.list, it.id)
    return changed(it) ? [{ id: it.id, list: it.list, after, html: it.html }] : []
  })
}

/** What changed since; all of it when it is not known what there was. Undefined when nothing did. */
export const changeOf = (before: readonly Fragment[] | null, now: readonly Fragment[]): Change | undefined => {
  if (before === null) return { set: sets(now, () => true), gone: [], all: now.map((it) => it.id) }
  const known = new Map(before.map((it) => [it.id, it.hash]))
  const ids = new Set(now.map((it) => it.id))
  const gone = before.filter((it) => !ids.has(it.id)).map((it) => it.id)
  const set = sets(now, (it) => known.get(it.id) !== it.hash)
  return set.length > 0 || gone.length > 0 ? { set, gone } : undefined
}
