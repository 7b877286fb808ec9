import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyDoc } from './docs.ts'
import { messagesOf } from './messages.ts'
import { parsedStrings, slackMessage, stringsIn } from './slack-rules.ts'

const ours = /^<!date\^\d{1,10}\^\{date_long_pretty\} at \{time\}\|[^<>|]+ UTC>/

/** Large Docs: fewer runs, and time enough on a busy machine. */
const runs = { numRuns: 50, endOnFailure: true }
const patience = { timeout: 60_000 }

describe('any Doc', patience, () => {
  test('becomes messages within every published limit', () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        for (const message of messagesOf(doc)) slackMessage.parse(message)
      }),
      runs,
    )
  })

  test('brings no `<!` into a parsed text but our own dates', () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        for (const message of messagesOf(doc)) {
          for (const text of [message.text, ...parsedStrings(message.blocks)]) {
            for (const { index } of text.matchAll(/<!/g)) expect(text.slice(index)).toMatch(ours)
          }
        }
      }),
      runs,
    )
  })

  test('brings no mention but of a person who stands in it, and no broadcast', () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        const sent = JSON.stringify(messagesOf(doc))
        expect(sent).not.toContain('"type":"broadcast"')
        expect(sent).not.toContain('"type":"usergroup"')
        const people = new Set([...JSON.stringify(doc).matchAll(/"person":"([^"]*)"/g)].map(([, id]) => id))
        for (const message of messagesOf(doc)) {
          for (const text of [message.text, ...parsedStrings(message.blocks)]) {
            for (const [, id] of text.matchAll(/<@([^>|]*)/g)) expect(people).toContain(id)
          }
        }
      }),
      runs,
    )
  })

  test('says in every message but the last that more follows', () => {
    fc.assert(
      fc.property(anyDoc, (doc) => {
        const messages = messagesOf(doc)
        for (const message of messages.slice(0, -1)) {
          expect(stringsIn(message.blocks.at(-1))).toContain('There is more: it follows in the next message.')
        }
        expect(JSON.stringify(messages.at(-1))).not.toContain('There is more')
      }),
      runs,
    )
  })
})
