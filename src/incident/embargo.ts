import { z } from 'zod'
import { type Refusal, refuse } from '../kernel/refusal.ts'

/** How an embargo ended. Withdrawn keeps the words secret: nothing was ever disclosed. */
export const exits = ['published', 'leaked', 'exploited', 'withdrawn'] as const
type Exit = (typeof exits)[number]

const instant = z.number().int()
const revision = z.number().int().nonnegative()

/**
 * An incident's embargo. `date` is the disclosure date, `wanted` the one a revision asks for (ms UTC). `revision`
 * counts every move, so that a button made before a move is known to be stale.
 */
export const embargo = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none'), revision }),
  z.object({ state: z.literal('proposed'), revision, date: instant.nullable() }),
  z.object({ state: z.literal('active'), revision, date: instant }),
  z.object({ state: z.literal('revising'), revision, date: instant, wanted: instant }),
  z.object({ state: z.literal('exited'), revision, date: instant.nullable(), how: z.enum(exits) }),
])
export type Embargo = Readonly<z.infer<typeof embargo>>
type EmbargoState = Embargo['state']

export type EmbargoMove =
  | Readonly<{ move: 'propose'; date: number | null }>
  | Readonly<{ move: 'agree'; date: number }>
  | Readonly<{ move: 'revise'; date: number }>
  | Readonly<{ move: 'agree-revision' }>
  | Readonly<{ move: 'refuse-revision' }>
  | Readonly<{ move: 'exit'; how: Exit }>

/** From which states each move may be made. An embargo that has exited never moves again. */
export const embargoMoves: Readonly<Record<EmbargoMove['move'], readonly EmbargoState[]>> = {
  propose: ['none', 'proposed'],
  agree: ['proposed'],
  revise: ['active'],
  'agree-revision': ['revising'],
  'refuse-revision': ['revising'],
  exit: ['proposed', 'active', 'revising'],
}

const moveNames = ['propose', 'agree', 'revise', 'agree-revision', 'refuse-revision', 'exit'] as const

/** The moves that may be made from a state. */
export const movesFrom = (state: EmbargoState): readonly EmbargoMove['move'][] =>
  moveNames.filter((move) => embargoMoves[move].includes(state))

const dateOf = (from: Embargo): number | null => (from.state === 'none' ? null : from.date)

const afterMove = (from: Embargo, it: EmbargoMove): Embargo | null => {
  const next = from.revision + 1
  if (it.move === 'propose') return { state: 'proposed', revision: next, date: it.date }
  if (it.move === 'agree') return { state: 'active', revision: next, date: it.date }
  if (it.move === 'exit') return { state: 'exited', revision: next, date: dateOf(from), how: it.how }
  if (it.move === 'revise')
    return from.state === 'active' ? { ...from, state: 'revising', revision: next, wanted: it.date } : null
  if (from.state !== 'revising') return null
  return { state: 'active', revision: next, date: it.move === 'agree-revision' ? from.wanted : from.date }
}

/**
 * The embargo after a move. No clock makes one: each is the deed of a person or a confirmed publication. A revision
 * stays under embargo until it is agreed; a refused one changes nothing. Refuses what the table does not permit, and
 * names what it does.
 */
export const moved = (from: Embargo, it: EmbargoMove): Embargo | Refusal => {
  const to = embargoMoves[it.move].includes(from.state) ? afterMove(from, it) : null
  return to ?? refuse('embargo-move', { move: it.move, from: from.state, may: movesFrom(from.state).join(', ') })
}

/** An embargo as an incident begins with it, before anything is proposed. */
export const noEmbargo: Embargo = { state: 'none', revision: 0 }

/** Whether the words are still secret: until a publication or a recorded break, whatever else has happened. */
export const isSecret = (it: Embargo): boolean => (it.state === 'exited' ? it.how === 'withdrawn' : it.state !== 'none')
