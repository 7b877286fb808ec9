const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The identifiers one workspace gives out: repeatable for one seed, never twice the same. */
export type Ids = {
  /** An identifier as Slack writes them: a letter for the kind, then ten capital letters and digits. */
  of(prefix: string): string
  /** A long unguessable-looking word for triggers, tickets and upload addresses. */
  word(): string
  /** An index below `size`, for choices Slack makes arbitrarily. */
  below(size: number): number
}

/** Makes the identifiers of one workspace from a seed (any integer). */
export function createIds(seed: number): Ids {
  let state = seed >>> 0
  const given = new Set<string>()
  // mulberry32, public domain: small, and the same on every machine.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (size: number) => Math.floor(next() * size)
  const draw = (length: number) => Array.from({ length }, () => letters[below(letters.length)]).join('')
  const fresh = (make: () => string): string => {
    const id = make()
    if (given.has(id)) return fresh(make)
    given.add(id)
    return id
  }
  return {
    of: (prefix) => fresh(() => prefix + draw(10)),
    word: () => fresh(() => draw(32).toLowerCase()),
    below,
  }
}
