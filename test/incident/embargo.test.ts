import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Embargo,
  type EmbargoMove,
  embargo,
  embargoMoves,
  exits,
  isSecret,
  moved,
  movesFrom,
  noEmbargo,
} from '../../src/incident/embargo.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'

const states: readonly Embargo[] = [
  noEmbargo,
  { state: 'proposed', revision: 1, date: null },
  { state: 'active', revision: 2, date: 500 },
  { state: 'revising', revision: 3, date: 500, wanted: 900 },
  { state: 'exited', revision: 4, date: 500, how: 'published' },
]
const moves: readonly EmbargoMove[] = [
  { move: 'propose', date: 700 },
  { move: 'agree', date: 700 },
  { move: 'revise', date: 900 },
  { move: 'agree-revision' },
  { move: 'refuse-revision' },
  ...exits.map((how) => ({ move: 'exit', how }) as const),
]

const make = (from: Embargo, move: EmbargoMove): Embargo => {
  const to = moved(from, move)
  if (isRefusal(to)) throw new Error(`refused: ${to.rule}`)
  return to
}

describe('the embargo', () => {
  for (const from of states)
    for (const move of moves) {
      const may = embargoMoves[move.move].includes(from.state)
      it(`${may ? 'may' : 'may not'} ${move.move}${'how' in move ? ` (${move.how})` : ''} when it is ${from.state}`, () => {
        const to = moved(from, move)
        expect(isRefusal(to)).toBe(!may)
        if (isRefusal(to)) expect(to.about.may).toBe(movesFrom(from.state).join(', '))
        else expect(to.revision).toBe(from.revision + 1)
      })
    }

  it('goes from none over proposed to active with the agreed date', () => {
    const proposed = make(noEmbargo, { move: 'propose', date: null })
    expect(make(proposed, { move: 'agree', date: 700 })).toEqual({ state: 'active', revision: 2, date: 700 })
  })

  it('keeps its date when a revision is refused, and takes the new one when it is agreed', () => {
    const revising = make({ state: 'active', revision: 2, date: 500 }, { move: 'revise', date: 900 })
    expect(revising).toMatchObject({ state: 'revising', date: 500, wanted: 900 })
    expect(make(revising, { move: 'refuse-revision' })).toEqual({ state: 'active', revision: 4, date: 500 })
    expect(make(revising, { move: 'agree-revision' })).toEqual({ state: 'active', revision: 4, date: 900 })
  })

  it('offers nothing more once it has exited', () => {
    expect(movesFrom('exited')).toEqual([])
  })

  it('keeps the words secret until they were published, leaked or exploited, and when it was withdrawn', () => {
    for (const state of states.slice(1, 4)) expect(isSecret(state)).toBe(true)
    const secretAfter = (how: (typeof exits)[number]) => isSecret({ state: 'exited', revision: 1, date: null, how })
    expect(exits.map(secretAfter)).toEqual([false, false, false, true])
  })

  it('is a whole embargo after any moves, counts those that were made, and never leaves its exit', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 20 }), (tried) => {
        let at = noEmbargo
        let made = 0
        for (const move of tried) {
          const to = moved(at, move)
          if (isRefusal(to)) continue
          expect(at.state).not.toBe('exited')
          at = to
          made += 1
        }
        expect(embargo.parse(at)).toEqual(at)
        expect(at.revision).toBe(made)
      }),
    )
  })
})
