/** What keeps Cordon from starting: the setting, what is wrong with it, and what to do. Never a value. */
export type Complaint = Readonly<{ name: string; wrong: string; remedy: string }>

/** Collects a complaint and returns null, so that a reader can end with it. */
export type Complain = (name: string, wrong: string, remedy: string) => null

const rowAfter = (above: readonly number[], letter: string, word: string): number[] => {
  const row = [(above[0] ?? 0) + 1]
  for (let i = 1; i < above.length; i++) {
    const changed = (above[i - 1] ?? 0) + (word[i - 1] === letter ? 0 : 1)
    row.push(Math.min(changed, (above[i] ?? 0) + 1, (row[i - 1] ?? 0) + 1))
  }
  return row
}

const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (const letter of one) row = rowAfter(row, letter, other)
  return row.at(-1) ?? 0
}

/** The known word that a mistyped one most likely meant: at most a third of its letters differ. Null when none is near. */
export const nearest = (word: string, known: readonly string[]): string | null => {
  let best: string | null = null
  let least = Math.floor(Math.max(word.length, 3) / 3) + 1
  for (const candidate of known) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase())
    if (far >= least) continue
    best = candidate
    least = far
  }
  return best
}
