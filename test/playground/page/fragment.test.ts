import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Change, changeOf, type Fragment, hashOfAll } from '../../../src/playground/page/fragment.ts'

const item = (id: string, hash: string): Fragment => ({ id, list: 'messages', html: `${id}${hash}`, hash })
const list = fc.uniqueArray(fc.record({ id: fc.stringMatching(/^[a-f]$/), hash: fc.constantFrom('1', '2') }), {
  selector: (it) => it.id,
})

/** Does what the page's script does with a change, in a list of texts. */
const apply = (shown: readonly Fragment[], change: Change | undefined): readonly string[] => {
  const now = new Map(shown.map((it) => [it.id, it.html]))
  let order = shown.map((it) => it.id)
  for (const it of change?.set ?? []) {
    if (!now.has(it.id)) order.splice(it.after === null ? 0 : order.indexOf(it.after) + 1, 0, it.id)
    now.set(it.id, it.html)
  }
  const gone = new Set(change?.gone)
  order = order.filter((id) => !gone.has(id) && (change?.all?.includes(id) ?? true))
  return order.map((id) => now.get(id) ?? '')
}

test('a page that applies a change shows what there is, in its order, whatever it showed before', () => {
  fc.assert(
    fc.property(list, list, fc.boolean(), (before, after, known) => {
      // Messages never change places among themselves: they stand in the order of their time.
      const was = before.map((it) => item(it.id, it.hash)).toSorted((a, b) => a.id.localeCompare(b.id))
      const is = after.map((it) => item(it.id, it.hash)).toSorted((a, b) => a.id.localeCompare(b.id))
      expect(apply(was, changeOf(known ? was : null, is))).toEqual(is.map((it) => it.html))
    }),
  )
})

test('nothing is told where nothing changed, and the word for all of it tells two states apart', () => {
  const [one, other] = [[item('a', '1')], [item('a', '2')]]
  expect(changeOf(one, one)).toBeUndefined()
  expect(hashOfAll(one)).toBe(hashOfAll([...one]))
  expect(hashOfAll(one)).not.toBe(hashOfAll(other))
})
