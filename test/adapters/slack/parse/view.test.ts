import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formErrors, readView } from '../../../../src/adapters/slack/parse/index.ts'
import { isRefusal } from '../../../../src/kernel/refusal.ts'

const metadata = '{"form":"incident.open","about":{"incident":"KF-2026-0007","version":3}}'

/** As Slack sends them (docs.slack.dev/reference/interaction-payloads/view-interactions-payload). */
const filled = {
  summary: { summary: { type: 'plain_text_input', value: 'a < b & c' } },
  severity: {
    severity: {
      type: 'static_select',
      selected_option: { text: { type: 'plain_text', text: 'High', emoji: true }, value: 'high' },
    },
  },
  people: { people: { type: 'multi_users_select', selected_users: ['U0123ABC', 'U0456DEF'] } },
  date: { date: { type: 'datetimepicker', selected_date_time: 1_796_227_200 } },
  terms: {
    terms: { type: 'checkboxes', selected_options: [{ text: { type: 'plain_text', text: 'Yes' }, value: 'true' }] },
  },
}
const empty = {
  summary: { summary: { type: 'plain_text_input', value: null } },
  severity: { severity: { type: 'static_select', selected_option: null } },
  people: { people: { type: 'multi_users_select', selected_users: [] } },
  date: { date: { type: 'datetimepicker', selected_date_time: null } },
  terms: { terms: { type: 'checkboxes', selected_options: [] } },
}

describe('a submitted form', () => {
  test('brings its id, what it is about and plain values', () => {
    expect(readView(filled, metadata)).toEqual({
      form: 'incident.open',
      about: { incident: 'KF-2026-0007', version: 3 },
      values: {
        summary: 'a < b & c',
        severity: 'high',
        people: ['U0123ABC', 'U0456DEF'],
        date: 1_796_227_200,
        terms: true,
      },
    })
  })

  test('brings nothing for a field that was left empty', () => {
    expect(readView(empty, metadata)).toEqual({
      form: 'incident.open',
      about: { incident: 'KF-2026-0007', version: 3 },
      values: { summary: undefined, severity: undefined, people: [], date: undefined, terms: undefined },
    })
  })

  test.each([
    [filled, '{"form":""}', 'metadata'],
    [filled, '{"form":"x","about":{"a":{}}}', 'metadata'],
    [filled, 'no JSON', 'metadata'],
    [filled, undefined, 'metadata'],
    [null, metadata, 'values'],
    [{ summary: { summary: { type: 'file_input', files: [] } } }, metadata, 'values'],
    [{ summary: { summary: { type: 'plain_text_input', value: 7 } } }, metadata, 'values'],
    [{ date: { date: { type: 'datetimepicker', selected_date_time: '1796227200' } } }, metadata, 'values'],
    [{ summary: { other: { type: 'plain_text_input', value: 'x' } } }, metadata, 'values'],
    [{ summary: {} }, metadata, 'values'],
  ])('that no view of ours can bring is refused: %j with %j', (values, about, part) => {
    expect(readView(values, about)).toEqual({ rule: 'unreadable-form', about: { part } })
  })

  test('is read or refused whatever comes, and never throws', () => {
    const field = fc.oneof(fc.anything(), fc.constantFrom(...Object.values(filled)))
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.dictionary(fc.string(), field)),
        fc.oneof(fc.anything(), fc.json(), fc.constant(metadata)),
        (values, about) => {
          const read = readView(values, about)
          expect(isRefusal(read) || read.form.length > 0).toBe(true)
        },
      ),
    )
  })
})

describe('the complaints of a form', () => {
  const form = {
    fields: [
      { name: 'summary', look: { kind: 'line' as const, label: 'Summary' } },
      { name: 'terms', look: { kind: 'tick' as const, label: 'Terms' } },
    ],
  }

  test('stand at their fields', () => {
    const errors = { summary: 'Please fill this in.', terms: 'Please tick this to go on.' }
    expect(formErrors(form, errors)).toEqual(errors)
  })

  test('stand at the first field when they are about none, since Slack takes them nowhere else', () => {
    expect(formErrors(form, { summary: 'Too long.', incident: 'It was closed.' })).toEqual({
      summary: 'Too long. It was closed.',
    })
    expect(formErrors({ fields: [] }, { incident: 'It was closed.' })).toEqual({})
  })
})
