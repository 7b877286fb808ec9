import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMessage } from '../../../../src/adapters/slack/parse/index.ts'
import { render } from '../../../../src/adapters/slack/render/index.ts'
import type { Block, Doc, Inline, Item } from '../../../../src/kernel/doc.ts'
import { hostile } from '../render/docs.ts'

const style = fc.subarray(['bold', 'italic', 'strike', 'code'] as const)
const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ text: hostile, style }) },
  { weight: 1, arbitrary: fc.record({ link: fc.webUrl(), text: hostile.map((text) => `x${text}`) }) },
  { weight: 1, arbitrary: fc.constantFrom({ person: 'U0123ABC' }, { person: 'W99999' }) },
  { weight: 1, arbitrary: fc.nat().map((seconds) => ({ instant: seconds * 1000 })) },
)
const inlines = fc.array(inline, { maxLength: 5 })
const item: fc.Memo<Item> = fc.memo((depth) =>
  depth <= 1 ? fc.record({ text: inlines }) : fc.record({ text: inlines, items: fc.array(item(), { maxLength: 3 }) }),
)
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ heading: hostile }),
  fc.record({ paragraph: inlines }),
  fc.record({ list: fc.array(item(3), { maxLength: 4 }) }),
  fc.record({ list: fc.array(item(2), { maxLength: 4 }), ordered: fc.constant(true as const) }),
  fc.record({ code: hostile }),
  fc.record({ quote: inlines }),
  fc.record({ note: inlines }),
  fc.record({ fields: fc.array(fc.record({ label: hostile, value: inlines }), { maxLength: 12 }) }),
)

const said = (parts: readonly Inline[]): string =>
  parts
    .map((part) => {
      if ('person' in part) return part.person
      return 'instant' in part ? `at${part.instant}` : part.text
    })
    .join('')

const itemWords = (items: readonly Item[]): string =>
  items.map((one) => said(one.text) + itemWords(one.items ?? [])).join('')

const wordsOf = (it: Block): string => {
  if ('heading' in it) return it.heading
  if ('paragraph' in it) return said(it.paragraph)
  if ('list' in it) return itemWords(it.list)
  if ('code' in it) return it.code
  if ('quote' in it) return said(it.quote)
  if ('note' in it) return said(it.note)
  return 'fields' in it ? it.fields.map((field) => field.label + said(field.value)).join('') : ''
}

/** Letters and digits alone: mrkdwn cannot tell a star that was written from one that makes bold. */
const lettersOf = (blocks: readonly Block[]): string =>
  blocks
    .map(wordsOf)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')

const sent = (doc: Doc): readonly Block[] => {
  const { message, rest } = render(doc)
  const blocks = message.blocks.length > 0 ? parseMessage(message).blocks : []
  return rest ? [...blocks.slice(0, -1), ...sent(rest)] : blocks
}

test('what is rendered and read again has all words of the Doc in their order', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 12 }), (blocks) => {
      expect(lettersOf(sent({ title: '', blocks }))).toBe(lettersOf(blocks))
    }),
    { numRuns: 200, endOnFailure: true },
  )
})

test('what people write comes back from rich text exactly as it was', () => {
  const blocks: readonly Block[] = [
    { heading: 'Agenda' },
    {
      paragraph: [{ text: 'Ask ' }, { person: 'U0123ABC' }, { text: ' <!here> & ' }, { text: 'now', style: ['bold'] }],
    },
    { list: [{ text: [{ text: 'one' }], items: [{ text: [{ text: 'inside' }] }] }, { text: [{ text: 'two' }] }] },
    { quote: [{ text: 'said' }] },
    { code: 'x < y' },
    { fields: [{ label: 'Lead', value: [{ person: 'U0123ABC' }] }] },
    { note: [{ text: 'a < b' }, { instant: 60_000 }] },
  ]
  expect(parseMessage(render({ title: 'Agenda', blocks }).message)).toEqual({ title: 'Agenda', blocks })
})
