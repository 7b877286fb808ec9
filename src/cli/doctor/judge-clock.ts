import { second } from '../../kernel/time.ts'
import { type Finding, fails, operator, passes, warns } from './finding.ts'

/** Another clock (ms UTC, behind by up to `coarse`), between two looks at ours. */
export type TimeThere = Readonly<{ there: number; asked: number; answered: number }>

const mostFine = 2 * second
const mostBearable = 60 * second

/** Milliseconds by which the clocks must differ at the least: the answer took its time, and may leave out parts of a second. */
export const skewOf = ({ there, asked, answered }: TimeThere, coarse: number): number =>
  Math.max(0, there - answered, asked - (there + coarse))

/** Compares our clock with another. A Date header has whole seconds. */
export const judgeClock = (
  check: string,
  whose: string,
  time: TimeThere | null,
  coarse = second,
): readonly Finding[] => {
  if (time === null) return []
  const skew = skewOf(time, coarse)
  const says = `this machine’s clock is ${Math.round(skew / second)} s off ${whose}`
  const remedy = operator('Let the machine keep its time by NTP (timedatectl set-ntp true).')
  if (skew > mostBearable) return [fails(check, says, remedy)]
  return [skew > mostFine ? warns(check, says, remedy) : passes(check, `this machine’s clock agrees with ${whose}`)]
}
