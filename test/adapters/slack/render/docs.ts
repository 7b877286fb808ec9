import fc from 'fast-check'
import type { Block, Doc, Inline, Item, Press } from '../../../../src/kernel/doc.ts'

/** Words as people write them, and as people write them who mean harm. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 10, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 10,
    arbitrary: fc.constantFrom(
      '<!channel>',
      '<!here|here>',
      '&lt;!channel&gt;',
      '<!date^0^{date}|x>',
      '<@U0123ABC>',
      '<!subteam^S123>',
      '*bold*_italic_',
      '```',
      '\n\n> quote',
      '\u0000\u202e',
      '\ud800',
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 9000 }).map((length) => '&<>a '.repeat(length / 5)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5000 }).map((length) => 'x'.repeat(length)) },
)

const style = fc.subarray(['bold', 'italic', 'strike', 'code'] as const)
const link = fc.oneof(
  fc.webUrl(),
  fc.constantFrom('javascript:alert(1)', 'mailto:team@example.org', 'https://a.example/|<!channel>', 'data:,x', ''),
  hostile.map((text) => `https://example.org/${text}`),
)
const person = fc.oneof(fc.constantFrom('U0123ABC', 'W9999'), hostile)
const zone = fc.constantFrom('America/Los_Angeles', 'America/Chicago', 'Asia/Kolkata', 'UTC', 'Nowhere/Here')
const instant = fc.oneof(fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.double(), fc.maxSafeInteger())

export const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(fc.record({ text: hostile }), fc.record({ text: hostile, style })) },
  { weight: 1, arbitrary: fc.record({ link, text: hostile }) },
  { weight: 1, arbitrary: fc.oneof(fc.record({ person }), fc.record({ person, name: hostile })) },
  { weight: 1, arbitrary: fc.record({ instant, zones: fc.array(zone, { maxLength: 4 }) }) },
)
const inlines = fc.array(inline, { maxLength: 4 })

const item: fc.Memo<Item> = fc.memo((depth) =>
  depth <= 1 ? fc.record({ text: inlines }) : fc.record({ text: inlines, items: fc.array(item(), { maxLength: 3 }) }),
)

const press: fc.Arbitrary<Press> = fc
  .record({
    button: fc.oneof(fc.constantFrom('incident.status', 'incident.invite'), hostile),
    label: hostile,
    value: fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(hostile, fc.integer(), fc.boolean()), { maxKeys: 3 }),
    look: fc.option(fc.constantFrom('primary' as const, 'danger' as const), { nil: null }),
    confirm: fc.option(hostile, { nil: null }),
  })
  .map(({ look, confirm, ...rest }) => ({ ...rest, ...(look ? { look } : {}), ...(confirm ? { confirm } : {}) }))

const field = fc.record({ label: hostile, value: inlines })

const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ paragraph: inlines }) },
  { weight: 1, arbitrary: fc.record({ heading: hostile }) },
  { weight: 2, arbitrary: fc.record({ list: fc.array(item(3), { maxLength: 5 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ list: fc.array(item(2), { maxLength: 5 }), ordered: fc.constant(true as const) }),
  },
  { weight: 1, arbitrary: fc.record({ code: hostile }) },
  { weight: 1, arbitrary: fc.record({ quote: inlines }) },
  { weight: 1, arbitrary: fc.record({ note: inlines }) },
  { weight: 1, arbitrary: fc.record({ fields: fc.array(field, { maxLength: 14 }) }) },
  { weight: 1, arbitrary: fc.record({ buttons: fc.array(press, { maxLength: 40 }) }) },
)

export const blocks: fc.Arbitrary<readonly Block[]> = fc.oneof(
  fc.array(block, { maxLength: 20 }),
  fc.tuple(block, fc.integer({ min: 40, max: 110 })).map(([one, count]) => Array.from({ length: count }, () => one)),
)

export const anyDoc: fc.Arbitrary<Doc> = fc.record({ title: hostile, blocks })
