import type { IncidentId } from '../kernel/place.ts'
import type { Folded } from './fold.ts'
import type { GuardedTitle } from './pattern.ts'
import { joiningWords, plainWords } from './plain-words.ts'
import { type Stem, someStem, stemAt, stemsOf, type Words, wordsOf } from './stem.ts'

const stemSet = (words: readonly string[]): ReadonlySet<string> =>
  new Set(stemsOf(words.join(' ')).map((it) => it.stem))
const joining = stemSet(joiningWords)
const plain = stemSet(plainWords)

type Needed = Stem & Readonly<{ rare: boolean }>

/** The words of one title that must stand near each other, in whatever order, to give it away. */
type Title = Readonly<{
  incident: IncidentId
  needed: readonly Needed[]
  /** How much the words that are there must weigh, and how many of the rare ones must be among them. */
  enough: number
  rareEnough: number
  /** Words that all must stand on either side of the one that was seen first. */
  reach: number
}>

const [rareWeight, plainWeight, leastWeight, share, slack, shortest] = [2, 1, 5, 0.75, 6, 4] as const
const weightOf = (words: readonly Needed[]): number =>
  words.reduce((sum, it) => sum + (it.rare ? rareWeight : plainWeight), 0)

const digit = /\d/
/** Short words, versions and words that only join others give nothing away. */
const tells = ({ word, stem }: Stem): boolean => word.length >= shortest && !digit.test(word) && !joining.has(stem)

/**
 * Three rare words suffice, or three of four. A title with fewer is given away by its rare words together with most of
 * the others; one without any only by all of its words, five at least. Poorer titles cannot be told from ordinary talk.
 */
const titleOf = (incident: IncidentId, words: readonly Needed[], reach: number): Title | null => {
  const rare = words.filter((it) => it.rare)
  const isRich = weightOf(rare) >= leastWeight
  const needed = isRich ? rare : words
  const whole = weightOf(needed)
  if (whole < leastWeight) return null
  const enough = Math.max(leastWeight, rare.length === 0 ? whole : Math.ceil(whole * share))
  return { incident, needed, enough, rareEnough: isRich ? 0 : rare.length, reach }
}

/** A word that more titles than this have is not rare. */
const mostTitles = (titles: number): number => Math.max(2, Math.floor(titles / 50))

const titlesOf = (titles: readonly GuardedTitle[]): readonly Title[] => {
  const rows = titles.map((it) => {
    const stems = stemsOf(it.title)
    const words = [...new Map(stems.filter(tells).map((stem) => [stem.stem, stem])).values()]
    return { ...it, words, reach: stems.length + slack }
  })
  const counts = new Map<string, number>()
  for (const { words } of rows) for (const { stem } of words) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  const most = mostTitles(rows.length)
  return rows.flatMap(({ incident, component, words, reach }) => {
    const own = stemSet([component ?? ''])
    const rare = (stem: string) => !plain.has(stem) && !own.has(stem) && (counts.get(stem) ?? 0) <= most
    const byCount = words.toSorted((a, b) => (counts.get(a.stem) ?? 0) - (counts.get(b.stem) ?? 0))
    return (
      titleOf(
        incident,
        byCount.map((it) => ({ ...it, rare: rare(it.stem) })),
        reach,
      ) ?? []
    )
  })
}

/** Where the words of a title were found: the first and the last of their symbols. */
export type Scattered = Readonly<{ incident: IncidentId; first: number; last: number }>

type Text = Readonly<{ folded: Folded; words: Words }>

/** The word nearest to `seen` that has the stem, within reach on either side; -1 when there is none. */
const nearest = ({ folded, words }: Text, { stem, hash }: Stem, seen: number, reach: number): number => {
  const is = (word: number): boolean => words.hashes[word] === hash && stemAt(folded, words, word) === stem
  for (let far = 0; far <= reach; far += 1) {
    if (seen - far >= 0 && is(seen - far)) return seen - far
    if (seen + far < words.count && is(seen + far)) return seen + far
  }
  return -1
}

const near = (text: Text, title: Title, seen: number): Scattered | null => {
  let [weight, rare, first, last] = [weightOf(title.needed), 0, seen, seen]
  for (const word of title.needed) {
    const at = nearest(text, word, seen, title.reach)
    if (at < 0) weight -= word.rare ? rareWeight : plainWeight
    else if (word.rare) rare += 1
    if (weight < title.enough) return null
    if (at < 0) continue
    first = Math.min(first, at)
    last = Math.max(last, at)
  }
  if (rare < title.rareEnough) return null
  const { starts, ends } = text.words
  return { incident: title.incident, first: starts[first] ?? 0, last: (ends[last] ?? 1) - 1 }
}

/** The words by which a title is noticed: each rare one, or the first (which stands in fewest titles) when none is. */
const cuesOf = (title: Title): readonly Needed[] => {
  const rare = title.needed.filter((it) => it.rare)
  return rare.length > 0 ? rare : title.needed.slice(0, 1)
}

/** Finds the rare words of titles that stand near each other in a text, in whatever order. */
export const indexTitles = (titles: readonly GuardedTitle[]) => {
  const cues = Map.groupBy(
    titlesOf(titles).flatMap((title) => cuesOf(title).map(({ hash }) => ({ hash, title }))),
    ({ hash }) => hash,
  )
  const noticed = (hash: number): boolean => cues.has(hash)
  return (folded: Folded): readonly Scattered[] => {
    if (cues.size === 0 || !someStem(folded, noticed)) return []
    const words = wordsOf(folded)
    const found: Scattered[] = []
    for (let word = 0; word < words.count; word += 1)
      for (const { title } of cues.get(words.hashes[word] ?? 0) ?? []) {
        const scattered = near({ folded, words }, title, word)
        if (scattered) found.push(scattered)
      }
    return found
  }
}
