const seed = Number(process.env.KILL_SEED ?? Date.now() % 100_000)

/**
 * The engines to kill on: all with KILLS=all, otherwise one, chosen by the seed and the operation's name, so that a run
 * has every operation and, over the operations, both engines.
 */
export const enginesFor = <E>(name: string, engines: readonly E[]): readonly E[] => {
  if (process.env.KILLS === 'all') return engines
  const at = (seed + name.length) % engines.length
  return engines.slice(at, at + 1)
}

/** The steps to kill at: all with KILLS=all, otherwise a sample of `size` chosen by a seed that is printed. */
export const chosen = (steps: readonly string[], size: number): readonly string[] => {
  if (process.env.KILLS === 'all') return steps
  process.stdout.write(
    `kills: a sample of ${Math.min(size, steps.length)} of ${steps.length} steps, KILL_SEED=${seed}\n`,
  )
  const rank = (index: number) => ((index + 1) * 7919 * (seed + 1)) % 104_729
  return steps
    .map((step, index) => ({ step, rank: rank(index) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, size)
    .map((it) => it.step)
}

/** Runs `each` for every item, at most `most` at once; throws what the first failing one threw, after all have ended. */
export const atOnce = async <T>(most: number, items: readonly T[], each: (item: T) => Promise<void>): Promise<void> => {
  const left = [...items]
  const failures: unknown[] = []
  const take = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift())
      await each(item).catch((error: unknown) => failures.push(error))
  }
  await Promise.all(Array.from({ length: most }, take))
  if (failures.length > 0) throw failures[0]
}
