import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMessage } from '../../../../src/adapters/slack/parse/index.ts'
import { hostile } from '../render/docs.ts'

const blocksOf = (text: string) => parseMessage({ text }).blocks

describe('any message', () => {
  const mark = fc.constantFrom('*', '_', '~', '`', '```', '<', '>', '|', '&gt;', '\n', '• ', '1. ', '    ', ' ', 'a')
  const marked = fc.array(mark, { maxLength: 200 }).map((parts) => parts.join(''))

  test('is read without throwing', () => {
    const block = fc.record(
      {
        type: fc.constantFrom('rich_text', 'section', 'context', 'header', 'actions', 'table'),
        text: fc.oneof(fc.anything(), fc.record({ type: fc.constantFrom('mrkdwn', 'plain_text'), text: marked })),
        elements: fc.anything(),
        fields: fc.anything(),
      },
      { requiredKeys: ['type'] },
    )
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ text: fc.oneof(marked, hostile), blocks: fc.array(block) })),
        (given) => {
          expect(parseMessage(given).title.length).toBeLessThanOrEqual(150)
        },
      ),
    )
  })

  test('keeps all letters of its text, whatever marks stand around them', () => {
    fc.assert(
      fc.property(marked, (text) => {
        const letters = text.replaceAll('&gt;', '').replace(/[^a]/g, '')
        const said = JSON.stringify(blocksOf(text).map((block) => ({ ...block, ordered: 0 })))
        const words = [...said.matchAll(/"(?:text|code)":"((?:[^"\\]|\\.)*)"/g)].map(([, word]) => word).join('')
        expect(words.replaceAll('&gt;', '').replace(/\\./g, '').replace(/[^a]/g, '')).toBe(letters)
      }),
      { numRuns: 500 },
    )
  })

  test.each(['*a ', '_', '`', '<', '```', '• ', '&gt;', '\n', '*_~'])(
    'of 40,000 characters of %j is read in time',
    (piece) => {
      const doc = parseMessage({ text: piece.repeat(40_000 / piece.length) })
      expect(doc.title.length).toBeLessThanOrEqual(150)
    },
  )
})
