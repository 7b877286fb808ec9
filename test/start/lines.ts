import { z } from 'zod'

const line = z.looseObject({ level: z.number(), time: z.string(), msg: z.string() })

/** Reads a log as lines of JSON; throws for a line that is none. A last line that is still being written is left out. */
export const linesOf = (log: string): readonly Readonly<Record<string, unknown> & { msg: string }>[] =>
  log
    .split('\n')
    .slice(0, -1)
    .map((text) => line.parse(JSON.parse(text)))
