/** Longer words are no typing mistakes of a command. */
const longest = 32

/** Characters to add, drop, change or swap with their neighbour until `one` is `other` (optimal string alignment). */
const distance = (one: string, other: string): number => {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1
      const steps = [(row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change]
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (swapped) steps.push((before[j - 2] ?? 0) + 1)
      next.push(Math.min(...steps))
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}

/**
 * The word that was probably meant, whatever its case: the only one that begins with what was typed (two characters or
 * more), else the nearest by one mistake (up to four characters typed) or two; the first of `words` where two are as
 * near. Null when none is near.
 */
export const nearest = (word: string, words: readonly string[]): string | null => {
  const typed = word.toLowerCase()
  if (typed === '' || typed.length > longest) return null
  const begun = words.filter((known) => known.toLowerCase().startsWith(typed))
  const [only, another] = begun
  if (only !== undefined && another === undefined && typed.length >= 2) return only
  const most = typed.length <= 4 ? 1 : 2
  let best: string | null = null
  let least = most + 1
  for (const known of words) {
    if (known.length > longest) continue
    const steps = distance(typed, known.toLowerCase())
    if (steps < least) {
      best = known
      least = steps
    }
  }
  return best
}
