import type { Eyes } from '../../../../src/playground/page/draw/eyes.ts'
import type { Block, Fields } from '../../../../src/playground/slack/model.ts'

const names = new Map([
  ['U1', 'Ada'],
  ['U2', 'Brook'],
  ['U3', 'Gale'],
  ['U9', 'Gone'],
])

/** Ada's eyes, at noon UTC on 7 March 2026. */
export const eyesIn = (zone: string, now = '2026-03-07T12:00:00Z'): Eyes => ({
  viewer: 'U1',
  zone,
  now: Temporal.Instant.from(now).epochMilliseconds,
  nameOf: (id) => names.get(id) ?? id,
  channelOf: (id) => (id === 'C1' ? '#town' : 'a private channel'),
  people: () => [
    { id: 'U1', name: 'Ada', guest: false },
    { id: 'U2', name: 'Brook', guest: false },
    { id: 'U3', name: 'Gale', guest: true },
  ],
  channels: () => [
    { id: 'C1', name: '#town' },
    { id: 'C2', name: '#hall' },
  ],
})

export const eyes = eyesIn('UTC')

export const secondsAt = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds / 1000

export const plain = (text: string): Fields => ({ type: 'plain_text', text })
export const mrkdwn = (text: string): Fields => ({ type: 'mrkdwn', text, verbatim: true })
export const block = (type: string, fields: Fields = {}): Block => ({ type, block_id: 'b1', ...fields })
export const option = (text: string, value: string): Fields => ({ text: plain(text), value })
