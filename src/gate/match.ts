import { type Folded, withFolded } from './fold.ts'
import { guardedTitles, patternsOf } from './pattern.ts'
import { indexPatterns } from './pattern-index.ts'
import { readingsOf } from './readings.ts'
import { indexTitles } from './scattered.ts'
import type { Hit, Secret } from './secret.ts'
import { titleWordsOf } from './title-words.ts'
import { endOf, startOf, type View } from './view.ts'
import { widest } from './widest.ts'

/** Finds the secrets in a text, in whatever disguise; hits come in the order of the text. */
export type Matcher = (text: string) => readonly Hit[]

const hitAt = (
  { view, folded }: Readonly<{ view: View; folded: Folded }>,
  it: Readonly<{ class: Hit['class']; incident: string; first: number; last: number }>,
): Hit => {
  const unit = folded.at[it.last] ?? 0
  const width = (view.text.codePointAt(unit) ?? 0) > 0xffff ? 1 : 0
  return {
    class: it.class,
    incident: it.incident,
    start: startOf(view, folded.at[it.first] ?? 0),
    end: endOf(view, unit + width),
  }
}

/** Prepares the matching of all secrets: costly, once for a set of secrets; matching is linear in the text. */
export const compile = (secrets: readonly Secret[]): Matcher => {
  const findPatterns = indexPatterns(patternsOf(secrets))
  const findTitles = indexTitles(titleWordsOf(guardedTitles(secrets)))
  const read = (view: View): readonly Hit[] =>
    withFolded(view.text, (folded) => {
      const named = findPatterns(view.text, folded).map(({ pattern, first }) => {
        const last = first + pattern.shape.symbols.length - 1
        return hitAt({ view, folded }, { class: pattern.class, incident: pattern.incident, first, last })
      })
      const scattered = findTitles(folded).map((it) => hitAt({ view, folded }, { class: 'title-words', ...it }))
      return [...named, ...scattered]
    })
  return (text) => widest(readingsOf(text).flatMap(read))
}
