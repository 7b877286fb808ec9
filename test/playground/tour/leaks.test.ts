import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pieceIn } from '../../../src/playground/tour/leaks.ts'

const secret = 'Notebook tokens outlive the removal of their tenant'

describe('the tour’s search for embargoed words', () => {
  test('finds twelve characters in a row, however they are spaced, folded or written', () => {
    for (const text of [
      `Hello, ${secret}.`,
      'NOTEBOOK-TOKENS',
      'the re=\nmoval of\n their',
      '*token*s **outlive**',
      '"tokens\\noutlive"',
    ])
      expect(pieceIn(text, secret), text).not.toBeNull()
  })

  test('finds nothing in ordinary words', () => {
    for (const text of ['', 'The tokens of a tenant', 'Notebooks and their removal', 'outlive'])
      expect(pieceIn(text, secret), text).toBeNull()
  })

  test('finds any piece of any secret that stands in a text', () => {
    const words = fc.stringMatching(/^[a-z]{12,40}$/)
    fc.assert(
      fc.property(words, fc.string(), fc.string(), fc.nat(), (hidden, before, behind, from) => {
        const at = from % (hidden.length - 11)
        expect(pieceIn(`${before} ${hidden.slice(at, at + 12)} ${behind}`, hidden)).not.toBeNull()
      }),
    )
  })
})
