import type { Source } from './source.ts'

/** A file that a test invents: where it would stand, and what it would say. */
export type Planted = readonly [path: string, text: string]

/**
 * One rule of the architecture. `faults` says what breaks it, one sentence a fault; `bites` are files that break it and
 * `spares` files that do not, which prove that the rule is neither blind nor wild.
 */
export type Rule = Readonly<{
  says: string
  faults(sources: readonly Source[]): readonly string[]
  bites: readonly (Planted | readonly Planted[])[]
  spares: readonly (Planted | readonly Planted[])[]
}>

/** A rule that looks at one file at a time. */
export const perFile =
  (faults: (source: Source) => readonly string[]): Rule['faults'] =>
  (sources) =>
    sources.flatMap(faults)
