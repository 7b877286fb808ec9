import { describe, expect, test } from 'vitest'
import { render } from '../../../../src/adapters/slack/render/index.ts'
import type { Block } from '../../../../src/kernel/doc.ts'
import { paragraph } from '../../../../src/kernel/doc.ts'
import { messagesOf } from './messages.ts'
import { stringsIn } from './slack-rules.ts'

const blocksOf = (...blocks: readonly Block[]) => render({ title: 'KF-2026-0007', blocks }).message.blocks

describe('a message', () => {
  test('shows its title alone on lock screens, escaped and on one line', () => {
    const { message } = render({ title: 'KF-2026-0007\n<!channel> & more', blocks: [paragraph('secret')] })
    expect(message.text).toBe('KF-2026-0007 &lt;!channel&gt; &amp; more')
  })

  test('is never without a text, which Slack refuses', () => {
    expect(render({ title: ' ', blocks: [] }).message).toEqual({ text: 'Cordon', blocks: [] })
  })

  test('says paragraphs in rich text, where words stay words', () => {
    const said = blocksOf(paragraph('<!channel> *x* ', { text: 'y', style: ['bold', 'code'] }, { person: 'U0123ABC' }))
    expect(said).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: '<!channel> *x* ' },
              { type: 'text', text: 'y', style: { bold: true, code: true } },
              { type: 'user', user_id: 'U0123ABC' },
            ],
          },
        ],
      },
    ])
  })

  test('says an instant in the time of the reader, with zones and UTC where that fails', () => {
    const at = { instant: Date.UTC(2026, 11, 2, 16), zones: ['America/Los_Angeles', 'America/Chicago'] }
    const fallback = 'Wed 2 Dec 2026 8:00 PST / 10:00 CST / 16:00 UTC'
    const [rich, note] = blocksOf({ paragraph: [at] }, { note: [at] })
    expect(rich).toMatchObject({
      elements: [
        { elements: [{ type: 'date', timestamp: 1_796_227_200, format: '{date_long_pretty} at {time}', fallback }] },
      ],
    })
    expect(note).toMatchObject({
      elements: [{ text: `<!date^1796227200^{date_long_pretty} at {time}|${fallback}>` }],
    })
  })

  test('numbers a list past the lists inside it', () => {
    const one = { text: [{ text: 'one' }], items: [{ text: [{ text: 'inside' }] }] }
    expect(blocksOf({ list: [one, { text: [{ text: 'two' }] }], ordered: true })).toMatchObject([
      {
        elements: [
          { style: 'ordered', indent: 0, elements: [{ elements: [{ text: 'one' }] }] },
          { style: 'bullet', indent: 1, elements: [{ elements: [{ text: 'inside' }] }] },
          { style: 'ordered', indent: 0, offset: 1, elements: [{ elements: [{ text: 'two' }] }] },
        ],
      },
    ])
  })

  test('goes on with the numbers of a list that is too long for one block', () => {
    const list = Array.from({ length: 120 }, (_, index) => ({ text: [{ text: `item ${index + 1}` }] }))
    expect(blocksOf({ list, ordered: true })).toMatchObject([
      { elements: [{ style: 'ordered' }] },
      { elements: [{ style: 'ordered', offset: 100, elements: { length: 20 } }] },
    ])
  })

  test('says fields in mrkdwn with the label in bold and people as mentions', () => {
    const fields = [
      { label: 'Lead', value: [{ person: 'U0123ABC' }] },
      { label: 'CVE', value: [] },
    ]
    expect(blocksOf({ fields })).toEqual([
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*Lead*\n<@U0123ABC>', verbatim: true },
          { type: 'mrkdwn', text: '*CVE*\n–', verbatim: true },
        ],
      },
    ])
  })

  test('keeps whole what is too long for a header or a field', () => {
    const long = 'word '.repeat(900).trim()
    const said = stringsIn(blocksOf({ heading: long }, { fields: [{ label: 'Text', value: [{ text: long }] }] }))
    expect(said.join('')).toBe(`${long}Text\n${long}`)
  })

  test('carries in a button its row and the JSON of its value', () => {
    const press = { button: 'incident.close', label: 'Close', value: { id: 'KF-2026-0007', version: 3 } }
    const asked = { ...press, button: 'incident.break', look: 'danger' as const, confirm: 'This ends the embargo.' }
    expect(blocksOf({ buttons: [press, asked] })).toMatchObject([
      {
        type: 'actions',
        elements: [
          { action_id: 'incident.close', value: '{"id":"KF-2026-0007","version":3}' },
          { action_id: 'incident.break', style: 'danger', confirm: { text: { text: 'This ends the embargo.' } } },
        ],
      },
    ])
  })

  test('puts buttons of one row of the table into rows of their own', () => {
    const press = (id: string) => ({ button: 'incident.invite', label: `Invite to ${id}`, value: { id } })
    expect(blocksOf({ buttons: [press('A'), press('B')] })).toMatchObject([
      { type: 'actions', elements: { length: 1 } },
      { type: 'actions', elements: { length: 1 } },
    ])
  })

  test('names a button that Slack cannot carry', () => {
    const press = { button: 'x.y', label: 'Too much', value: { id: 'x'.repeat(2001) } }
    expect(stringsIn(blocksOf({ buttons: [press] }))).toContain('The button “Too much” cannot be shown here.')
  })

  test('cuts at a block, says so, and leaves the rest as a Doc', () => {
    const blocks = Array.from({ length: 60 }, (_, index) => paragraph(`paragraph ${index + 1}.`))
    const { message, rest } = render({ title: 'Minutes', blocks })
    expect(message.blocks).toHaveLength(50)
    expect(rest).toEqual({ title: 'Minutes', blocks: blocks.slice(49) })
  })

  test('divides a long paragraph between words and loses none of them', () => {
    const long = Array.from({ length: 2500 }, (_, index) => `word${index}`).join(' ')
    const texts = messagesOf({ title: 'Long', blocks: [paragraph(long)] }).flatMap((message) =>
      message.blocks.flatMap((block) => (block.type === 'rich_text' ? [stringsIn(block).join('')] : [])),
    )
    expect(texts.length).toBeGreaterThan(5)
    expect(texts.join('')).toBe(long)
    for (const text of texts.slice(0, -1)) expect(text).toMatch(/ $/)
  })

  test('divides code between lines', () => {
    const code = Array.from({ length: 400 }, (_, index) => `line number ${index}`).join('\n')
    const parts = blocksOf({ code }).map((block) => stringsIn(block).join(''))
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.join('\n')).toBe(code)
  })
})
