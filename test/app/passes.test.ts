import { expect, test } from 'vitest'
import { messagesOf } from '../../src/adapters/slack/index.ts'
import { createPasses } from '../../src/app/passes.ts'
import { createGate, readSecrets } from '../../src/gate/index.ts'
import { type Doc, words } from '../../src/kernel/doc.ts'

const secret = { id: 'KF-2026-0007', title: 'Harbour tokens leak overnight', state: 'embargoed' }

const gate = createGate({
  secrets: async () => readSecrets([secret]),
  audience: async () => new Set(),
  digest: () => null,
  hit: async () => {},
})
const passes = createPasses(gate.clear)
const place = { channel: 'team' }

const agenda = (series: string, item: string): Doc => ({
  title: 'The agenda',
  blocks: [{ heading: series }, { list: [{ text: words(item) }] }],
})

test('what passes is not held later as a message, also where a secret is parted between heading and item', async () => {
  const parted = agenda('Harbour calls', 'tokens leak overnight')
  expect(await gate.clear(place, parted, messagesOf(parted)[0])).toEqual({ held: 'not-cleared' })
  expect(await passes(place, parted)).toBe(false)
})

test('an agenda that names no secret passes', async () => {
  expect(await passes(place, agenda('Harbour calls', 'the release of next week'))).toBe(true)
})
