import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { loadingView, renderView, sayView } from '../../../../src/adapters/slack/render/index.ts'
import { paragraph } from '../../../../src/kernel/doc.ts'
import { form } from '../../../../src/kernel/door.ts'
import { choice, line, moment, people, text, tick } from '../../../../src/kernel/field.ts'
import { blocks, hostile } from './docs.ts'
import { slackView } from './slack-rules.ts'

const opening = form({
  id: 'incident.open',
  may: 'incident.open',
  title: 'Open an incident',
  submit: 'Open',
  fields: z.object({
    summary: line({ label: 'Summary', hint: 'Seen in the room alone.', max: 120 }),
    details: text({ label: 'Details' }),
    severity: choice({
      label: 'Severity',
      values: ['high', 'unknown'],
      labels: { high: 'High & worse', unknown: 'Not known yet' },
    }),
    people: people({ label: 'People' }),
    date: moment({ label: 'Proposed date' }),
    terms: tick({ label: 'I have read the embargo terms.' }),
  }),
  open: async () => ({ intro: [], initial: {} }),
  look: async () => null,
  run: async () => ({ done: true }),
})
const nothing = { intro: [], initial: {} }

describe('a form', () => {
  test('has one input for each field, whose block has the field’s name', () => {
    const view = renderView({ form: opening, opened: nothing, about: { incident: 'KF-2026-0007', version: 3 } })
    expect(slackView.parse(view)).toMatchObject({
      callback_id: 'incident.open',
      title: { text: 'Open an incident' },
      submit: { text: 'Open' },
      private_metadata: '{"form":"incident.open","about":{"incident":"KF-2026-0007","version":3}}',
      blocks: [
        {
          block_id: 'summary',
          optional: false,
          hint: { text: 'Seen in the room alone.' },
          element: { type: 'plain_text_input', action_id: 'summary', multiline: false, min_length: 1, max_length: 120 },
        },
        { block_id: 'details', element: { type: 'plain_text_input', multiline: true, max_length: 3000 } },
        {
          block_id: 'severity',
          element: {
            type: 'static_select',
            options: [
              { value: 'high', text: { text: 'High &amp; worse' } },
              { value: 'unknown', text: { text: 'Not known yet' } },
            ],
          },
        },
        { block_id: 'people', optional: true, element: { type: 'multi_users_select' } },
        { block_id: 'date', optional: true, element: { type: 'datetimepicker' } },
        { block_id: 'terms', optional: false, element: { type: 'checkboxes', options: [{ value: 'true' }] } },
      ],
    })
  })

  test('opens with what was known before, and never with a tick set', () => {
    const initial = {
      summary: 'One\nline',
      details: 'Two\nlines',
      severity: 'unknown',
      people: ['U0123ABC', 'nobody'],
      date: '1796227200',
      terms: 'true',
    }
    const view = renderView({ form: opening, opened: { intro: [], initial }, about: {} })
    const elements = view.blocks.map((block) => ('element' in block ? block.element : null))
    expect(slackView.safeParse(view).error).toBeUndefined()
    expect(elements).toMatchObject([
      { initial_value: 'One line' },
      { initial_value: 'Two\nlines' },
      { initial_option: { value: 'unknown' } },
      { initial_users: ['U0123ABC'] },
      { initial_date_time: 1_796_227_200 },
      {},
    ])
    expect(JSON.stringify(elements.at(-1))).not.toContain('initial')
  })

  test('leaves out initial values that do not suit their field', () => {
    const initial = { summary: ['U0123ABC'], severity: 'worst', people: 'U0123ABC', date: 'soon' }
    const view = renderView({ form: opening, opened: { intro: [], initial }, about: {} })
    expect(JSON.stringify(view)).not.toContain('initial_')
  })

  test('shows its introduction above the fields', () => {
    const view = renderView({ form: opening, opened: { ...nothing, intro: [paragraph('Who may know?')] }, about: {} })
    expect(view.blocks.map((block) => block.type).slice(0, 2)).toEqual(['rich_text', 'input'])
  })

  test('refuses references that find no room, since shortening them would change what is decided', () => {
    const about = { long: 'x'.repeat(3000) }
    expect(() => renderView({ form: opening, opened: nothing, about })).toThrow(RangeError)
  })
})

describe('any view', { timeout: 60_000 }, () => {
  test('stays within Slack’s limits whatever is said in it', () => {
    fc.assert(
      fc.property(
        hostile,
        blocks,
        fc.dictionary(fc.constantFrom('summary', 'details'), hostile),
        (title, intro, initial) => {
          const shown = title.trim() === '' ? 'Form' : `F${title}`
          slackView.parse(renderView({ form: { ...opening, title: shown }, opened: { intro, initial }, about: {} }))
          slackView.parse(sayView(shown, { title, blocks: intro }))
          slackView.parse(loadingView(shown))
        },
      ),
      { numRuns: 40, endOnFailure: true },
    )
  })

  test('says when there is more than it can show', () => {
    const view = sayView('Not now', { title: '', blocks: Array.from({ length: 120 }, () => paragraph('x')) })
    expect(view.blocks).toHaveLength(100)
    expect(JSON.stringify(view.blocks.at(-1))).toContain('There is more than this window can show.')
  })
})
