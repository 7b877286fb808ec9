/** One figure against its yardstick, both measured in this run; `ratio` is what is claimed. */
export type Figure = Readonly<{
  figure: string
  unit: string
  measured: number
  yardstick: string
  bare: number
  ratio: number
}>

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const round = (value: number): number => Number(value.toPrecision(3))

type Pair = Readonly<{
  figure: string
  unit: string
  yardstick: string
  /** Runs of each, taken alternately. */
  turns: number
  measure(): Promise<number>
  bare(): Promise<number>
}>

/** Takes alternating runs of the thing and its yardstick, and gives the medians and their ratio. */
export const compare = async (pair: Pair): Promise<Figure> => {
  const measured: number[] = []
  const bare: number[] = []
  for (let turn = 0; turn < pair.turns; turn++) {
    bare.push(await pair.bare())
    measured.push(await pair.measure())
  }
  const [ours, theirs] = [median(measured), median(bare)]
  const { figure, unit, yardstick } = pair
  return { figure, unit, measured: round(ours), yardstick, bare: round(theirs), ratio: round(ours / theirs) }
}

/** A second's worth of things, when `count` took `ms`. */
export const perSecond = (count: number, ms: number): number => (count * 1000) / ms
