import type { IncidentId } from '../kernel/place.ts'
import type { GuardedTitle } from './pattern.ts'
import { joiningWords, plainWords } from './plain-words.ts'
import { type Stem, stemsOf } from './stem.ts'

const stemSet = (words: readonly string[]): ReadonlySet<string> => new Set(stemsOf(words.join(' ')).map((it) => it.key))
const joining = stemSet(joiningWords)
const plain = stemSet(plainWords)

export type Needed = Stem & Readonly<{ weight: number; rare: boolean }>

/** The words of one title that must stand near each other, in whatever order, to give it away. */
export type TitleWords = Readonly<{
  incident: IncidentId
  /** Those that stand in fewest titles first. */
  needed: readonly Needed[]
  /** How much the words that are missing may weigh in all. */
  spare: number
  /** Whether every rare word must be among them. */
  allRare: boolean
  /** How many words apart they may stand from the one that is looked from. */
  reach: number
}>

const [rareWeight, plainWeight, leastWeight, share, slack, shortest] = [2, 1, 5, 0.75, 6, 4] as const
const weightOf = (words: readonly Needed[]): number => words.reduce((sum, it) => sum + it.weight, 0)

const digit = /\d/
/** Short words, versions and words that only join others give nothing away. */
const tells = ({ word, key }: Stem): boolean => word.length >= shortest && !digit.test(word) && !joining.has(key)

type Words = Readonly<{ incident: IncidentId; words: readonly Needed[]; reach: number }>

/**
 * Three rare words suffice, or three of four. A title with fewer is given away by its rare words together with most of
 * the others; one without any only by all of its words, five at least. Poorer titles cannot be told from ordinary talk.
 */
const judged = ({ incident, words, reach }: Words): TitleWords | null => {
  const rare = words.filter((it) => it.rare)
  const isRich = weightOf(rare) >= leastWeight
  const needed = isRich ? rare : words
  const whole = weightOf(needed)
  if (whole < leastWeight) return null
  const enough = Math.max(leastWeight, rare.length === 0 ? whole : Math.ceil(whole * share))
  return { incident, needed, spare: whole - enough, allRare: !isRich, reach }
}

/** A word that more titles than this have is not rare. */
const mostTitles = (titles: number): number => Math.max(2, Math.floor(titles / 50))

/** What of each title is looked for, the titles' words weighed against those of all the others. */
export const titleWordsOf = (titles: readonly GuardedTitle[]): readonly TitleWords[] => {
  const rows = titles.map((it) => {
    const stems = stemsOf(it.title)
    const words = [...new Map(stems.filter(tells).map((stem) => [stem.key, stem])).values()]
    return { ...it, words, reach: stems.length + slack }
  })
  const counts = new Map<string, number>()
  for (const { words } of rows) for (const { key } of words) counts.set(key, (counts.get(key) ?? 0) + 1)
  const countOf = ({ key }: Stem): number => counts.get(key) ?? 0
  const most = mostTitles(rows.length)
  return rows.flatMap(({ incident, component, words, reach }) => {
    const own = stemSet([component ?? ''])
    const weighed = words
      .toSorted((a, b) => countOf(a) - countOf(b))
      .map((it) => ({ ...it, rare: !plain.has(it.key) && !own.has(it.key) && countOf(it) <= most }))
      .map((it) => ({ ...it, weight: it.rare ? rareWeight : plainWeight }))
    return judged({ incident, words: weighed, reach }) ?? []
  })
}
