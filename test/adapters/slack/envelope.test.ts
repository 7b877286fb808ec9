import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answered, decisionKey, envelope, readEnvelope } from '../../../src/adapters/slack/envelope.ts'

const command = {
  command: '/kf-incident',
  text: 'status',
  user_id: 'UADA',
  team_id: 'T1',
  channel_id: 'C1',
  trigger_id: '1.2',
  response_url: 'https://hooks.slack.com/1',
  token: 'old-secret',
}
const press = {
  type: 'block_actions',
  user: { id: 'UADA', name: 'ada' },
  channel: { id: 'C1' },
  trigger_id: '1.3',
  actions: [{ action_id: 'incident.agree', value: '{"id":1}' }],
  message: { text: 'a secret' },
}
const submission = {
  type: 'view_submission',
  user: { id: 'UADA' },
  trigger_id: '1.4',
  view: { id: 'V1', hash: 'h', callback_id: 'f', private_metadata: '{}', state: { values: { summary: {} } } },
}
const event = {
  type: 'event_callback',
  event_id: 'Ev1',
  event: { type: 'message', user: 'UADA', text: 'a secret', channel: { id: 'C9' }, ts: '1.5' },
}

describe('an envelope', () => {
  test('is read from each kind of delivery, by its own key', () => {
    const read = [command, press, submission, event].map((body) => readEnvelope(body, 7))
    expect(read.map((it) => [it.kind, it.key, it.at])).toEqual([
      ['command', '1.2', 7],
      ['button', '1.3', 7],
      ['form', '1.4', 7],
      ['event', 'Ev1', 7],
    ])
  })
  test('keeps none of the words around what is needed', () => {
    const kept = JSON.stringify([command, press, event].map((body) => readEnvelope(body, 7)))
    expect(kept).not.toContain('secret')
    expect(readEnvelope(event, 7)).toMatchObject({ body: { fields: { user: 'UADA', channel: 'C9', ts: '1.5' } } })
  })
  test('of a form is decided by view and hash, however often it is sent', () => {
    const again = readEnvelope({ ...submission, trigger_id: '1.9' }, 8)
    expect(again.key).not.toBe(readEnvelope(submission, 7).key)
    expect(decisionKey(again)).toBe(decisionKey(readEnvelope(submission, 7)))
  })
  test('once answered holds no words', () => {
    const words = { ...submission, view: { ...submission.view, state: { values: { summary: { s: 'a secret' } } } } }
    for (const body of [
      { ...command, text: 'a secret' },
      { ...press, actions: [{ action_id: 'a', value: 'a secret' }] },
      words,
    ]) {
      expect(JSON.stringify(readEnvelope(body, 7))).toContain('a secret')
      expect(JSON.stringify(answered(readEnvelope(body, 7)))).not.toContain('a secret')
      expect(envelope.safeParse(answered(readEnvelope(body, 7))).success).toBe(true)
    }
  })
  test('is unknown where the shape is, under a key of its own, and never a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const read = readEnvelope(body, 7)
        expect(envelope.safeParse(read).success).toBe(true)
        expect(readEnvelope(body, 9).key).toBe(read.key)
      }),
    )
    expect(readEnvelope({ type: 'shortcut', trigger_id: '1.6' }, 7)).toMatchObject({ kind: 'unknown', key: '1.6' })
    expect(readEnvelope({ ...command, user_id: 'not an id' }, 7).kind).toBe('unknown')
  })
  test('survives any change of a known delivery', () => {
    const bodies = [command, press, submission, event]
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fc.string(), fc.jsonValue(), (body, key, value) => {
        const keys = Object.keys(body)
        const changed = { ...body, [keys[key.length % keys.length] ?? key]: value }
        expect(envelope.safeParse(readEnvelope(changed, 7)).success).toBe(true)
      }),
    )
  })
})
