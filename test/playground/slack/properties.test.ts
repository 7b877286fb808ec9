import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createHttpDeliverer } from '../../../src/playground/slack/delivery/http.ts'
import { createIds } from '../../../src/playground/slack/ids.ts'
import { acceptMessageBlocks } from '../../../src/playground/slack/kit/accept.ts'
import { page } from '../../../src/playground/slack/methods/pages.ts'
import { SlackRefusal } from '../../../src/playground/slack/refusal.ts'
import { richElements } from '../../../src/playground/slack/rich-text.ts'
import { parseArguments, parseUpload } from '../../../src/playground/slack/server/body.ts'
import { readText, typedText } from '../../../src/playground/slack/text.ts'
import { createWorld } from '../../../src/playground/slack/world.ts'
import { createStandingLine } from './setup.ts'

const time = createStandingLine()
const world = createWorld({
  now: time.line,
  ...time,
  seed: 1,
  scopes: [],
  subscriptions: [],
  commands: undefined,
  eventRetries: [],
  deliverer: createHttpDeliverer({ url: () => '', signingSecret: '', ...time }),
})

describe('for any text', () => {
  test('what a person types is what a person reads', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        expect(readText(world, typedText(world, typed), 'U0')).toBe(typed)
      }),
    )
  })

  test('nothing typed becomes a token that was not meant', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '&', '!', '@', '|', 'U', '1') }), (typed) => {
        expect(typedText(world, typed)).not.toMatch(/<[@#]/)
      }),
    )
  })

  test('rich text holds the same words', () => {
    const words = (typed: string) =>
      richElements(typedText(world, typed))
        .map((element) => element.text ?? element.url ?? `@${element.range}`)
        .join('')
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(words(typed)).toBe(typed)
      }),
    )
  })
})

describe('for any list', () => {
  test('the pages together are the list', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 7 }), (items, limit) => {
        const found: number[] = []
        let cursor: string | undefined
        do {
          const cut = page(items, { cursor, limit, most: 5 })
          expect(cut.items.length).toBeLessThanOrEqual(Math.min(limit, 5))
          found.push(...cut.items)
          cursor = cut.response_metadata.next_cursor
        } while (cursor !== '')
        expect(found).toEqual(items)
      }),
    )
  })
})

describe('for any body', () => {
  test('arguments come through forms, JSON and queries alike', () => {
    const words = fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(words, (args) => {
        const form = new URLSearchParams(args)
        const none = new URLSearchParams()
        expect(parseArguments('application/x-www-form-urlencoded', Buffer.from(form.toString()), none)).toEqual({
          ...args,
        })
        expect(parseArguments('application/json', Buffer.from(JSON.stringify(args)), none)).toEqual({ ...args })
        expect(parseArguments('', Buffer.alloc(0), form)).toEqual({ ...args })
      }),
    )
  })

  test('an uploaded file keeps its bytes, raw or in a form', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
        const form = new FormData()
        form.append('filename', new Blob([new Uint8Array(bytes)]), 'a.txt')
        const request = new Response(form)
        const type = request.headers.get('content-type') ?? ''
        const body = Buffer.from(await request.arrayBuffer())
        expect([...(await parseUpload(type, body))]).toEqual([...bytes])
        expect([...(await parseUpload('application/octet-stream', Buffer.from(bytes)))]).toEqual([...bytes])
      }),
      { numRuns: 30 },
    )
  })

  test('blocks are accepted or refused, and nothing else', () => {
    const type = fc.constantFrom('section', 'actions', 'input', 'header', 'rich_text', 'context', 'unknown')
    const block = fc.record(
      { type, text: fc.anything(), elements: fc.anything(), element: fc.anything() },
      { requiredKeys: ['type'] },
    )
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(block)), (blocks) => {
        try {
          for (const accepted of acceptMessageBlocks(createIds(1), blocks)) expect(accepted.block_id).not.toBe('')
        } catch (refusal) {
          expect(refusal).toBeInstanceOf(SlackRefusal)
        }
      }),
    )
  })
})

describe('identifiers', () => {
  test('never repeat', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const ids = createIds(seed)
        const drawn = Array.from({ length: 200 }, () => ids.of('U'))
        expect(new Set(drawn).size).toBe(200)
      }),
      { numRuns: 20 },
    )
  })
})
