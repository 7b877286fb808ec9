import type { IncidentId } from '../kernel/place.ts'
import { filterOf } from './filter.ts'
import type { Folded } from './fold.ts'
import { eachWord } from './stem.ts'
import type { Needed, TitleWords } from './title-words.ts'

/** Where the words of a title were found: the first and the last of their symbols. */
export type Scattered = Readonly<{ incident: IncidentId; first: number; last: number }>

/** A word in a text: its number, and its first and its last symbol. */
type Seen = Readonly<{ word: number; first: number; last: number }>
/** Where each needed word stands in a text, in order, by the hash of its stem. */
type Places = ReadonlyMap<number, readonly Seen[]>

type Guarded = Readonly<{ needed: ReadonlyMap<number, readonly Needed[]>; maybe(hash: number): boolean }>

const placesOf = (folded: Folded, { needed, maybe }: Guarded): Places => {
  const places = new Map<number, Seen[]>()
  let word = 0
  eachWord(folded, (hash, start, stem, end) => {
    word += 1
    if (!maybe(hash)) return
    const isNeeded = needed
      .get(hash)
      ?.some(
        ({ symbols }) => symbols.length === stem - start && symbols.every((it, i) => folded.symbols[start + i] === it),
      )
    if (!isNeeded) return
    const seen = { word, first: start, last: end - 1 }
    const row = places.get(hash)
    if (row) row.push(seen)
    else places.set(hash, [seen])
  })
  return places
}

/** The place nearest to a word, by halving; undefined when none is within reach. */
const nearest = (row: readonly Seen[], word: number, reach: number): Seen | undefined => {
  let [low, high] = [0, row.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((row[middle]?.word ?? 0) < word) low = middle + 1
    else high = middle
  }
  const far = (seen: Seen | undefined): number => (seen ? Math.abs(seen.word - word) : Number.POSITIVE_INFINITY)
  const best = far(row[low - 1]) < far(row[low]) ? row[low - 1] : row[low]
  return far(best) <= reach ? best : undefined
}

const around = (title: TitleWords, places: Places, from: Seen): Scattered | null => {
  let [spare, first, last] = [title.spare, from.first, from.last]
  for (const word of title.needed) {
    const seen = nearest(places.get(word.hash) ?? [], from.word, title.reach)
    if (seen === undefined) {
      spare -= word.weight
      if (spare < 0 || (word.rare && title.allRare)) return null
      continue
    }
    first = Math.min(first, seen.first)
    last = Math.max(last, seen.last)
  }
  return { incident: title.incident, first, last }
}

/** Whether enough of a title's words stand anywhere in the text. */
const mayBeThere = (title: TitleWords, places: Places): boolean => {
  let spare = title.spare
  for (const word of title.needed) {
    if (places.has(word.hash)) continue
    spare -= word.weight
    if (spare < 0 || (word.rare && title.allRare)) return false
  }
  return true
}

/** The words by which a title is noticed: each rare one, or, when none is, the one that stands in fewest titles. */
const cuesOf = ({ needed }: TitleWords): readonly Needed[] => {
  const rare = needed.filter((it) => it.rare)
  return rare.length > 0 ? rare : needed.slice(0, 1)
}

const found = (title: TitleWords, places: Places): readonly Scattered[] => {
  if (!mayBeThere(title, places)) return []
  const rows = cuesOf(title).map(({ hash }) => places.get(hash) ?? [])
  return rows.flatMap((row) => row.flatMap((from) => around(title, places, from) ?? []))
}

/** Finds titles by their words, in whatever order, near each other. */
export const indexTitles = (titles: readonly TitleWords[]) => {
  const words = new Map(titles.flatMap((title) => title.needed).map((word) => [word.key, word]))
  const needed = Map.groupBy(words.values(), (it) => it.hash)
  const guarded = { needed, maybe: filterOf(needed.keys()) }
  const cues = Map.groupBy(
    titles.flatMap((title) => cuesOf(title).map(({ hash }) => ({ hash, title }))),
    (it) => it.hash,
  )
  return (folded: Folded): readonly Scattered[] => {
    if (titles.length === 0) return []
    const places = placesOf(folded, guarded)
    const noticed = new Set([...places.keys()].flatMap((hash) => cues.get(hash) ?? []).map(({ title }) => title))
    return [...noticed].flatMap((title) => found(title, places))
  }
}
