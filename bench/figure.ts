/** One figure against its yardstick, both measured in this run; `ratio` is what is claimed. */
export type Figure = Readonly<{
  figure: string
  unit: string
  measured: number
  yardstick: string
  bare: number
  ratio: number
}>

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b)

const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN

const round = (value: number): number => Number(value.toPrecision(3))

/** The value that so many of a hundred do not exceed. */
export const percentile = (values: readonly number[], percent: number): number =>
  sorted(values)[Math.ceil((values.length * percent) / 100) - 1] ?? Number.NaN

export type Runs<T> = Readonly<{ measured: readonly T[]; bare: readonly T[] }>

type Turns<T> = Readonly<{
  /** Runs of each, taken alternately. One more of each goes before them, to warm up, and is not counted. */
  turns: number
  measure(): Promise<T>
  bare(): Promise<T>
}>

/** Takes alternating runs of the thing and its yardstick. */
export const alternate = async <T>(pair: Turns<T>): Promise<Runs<T>> => {
  const measured: T[] = []
  const bare: T[] = []
  for (let turn = 0; turn <= pair.turns; turn++) {
    const [theirs, ours] = [await pair.bare(), await pair.measure()]
    if (turn === 0) continue
    bare.push(theirs)
    measured.push(ours)
  }
  return { measured, bare }
}

type Named = Pick<Figure, 'figure' | 'unit' | 'yardstick'>

/** The medians of runs and their ratio, of one number that was measured in each. */
export const figureOf = <T>(named: Named, runs: Runs<T>, of: (run: T) => number): Figure => {
  const [ours, theirs] = [median(runs.measured.map(of)), median(runs.bare.map(of))]
  const { figure, unit, yardstick } = named
  return { figure, unit, measured: round(ours), yardstick, bare: round(theirs), ratio: round(ours / theirs) }
}

/** One figure of alternating runs. */
export const compare = async (pair: Named & Turns<number>): Promise<Figure> =>
  figureOf(pair, await alternate(pair), (run) => run)

/** A second's worth of things, when `count` took `ms`. */
export const perSecond = (count: number, ms: number): number => (count * 1000) / ms
