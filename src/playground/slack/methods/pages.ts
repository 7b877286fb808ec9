import { Buffer } from 'node:buffer'
import { SlackRefusal } from '../refusal.ts'

/**
 * Cuts a page of a list and says where the next begins. The page is cut first and then filtered by the caller, as
 * Slack does: a page may be short or empty and still have a cursor (docs.slack.dev/apis/web-api/pagination).
 */
export function page<Item>(
  items: readonly Item[],
  asked: { cursor?: string | undefined; limit?: number | undefined; most: number },
): { items: Item[]; response_metadata: { next_cursor: string } } {
  const from = offsetOf(asked.cursor)
  if (asked.limit !== undefined && asked.limit < 1) throw new SlackRefusal('invalid_limit')
  const size = Math.min(asked.limit ?? asked.most, asked.most)
  const next = from + size
  const cursor = next < items.length ? Buffer.from(`next:${next}`).toString('base64') : ''
  return { items: items.slice(from, next), response_metadata: { next_cursor: cursor } }
}

function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined || cursor === '') return 0
  const found = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())
  if (!found) throw new SlackRefusal('invalid_cursor')
  return Number(found[1])
}
