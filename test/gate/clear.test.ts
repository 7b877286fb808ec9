import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGate } from '../../src/gate/index.ts'
import type { GatePorts, HitNote } from '../../src/gate/ports.ts'
import { type Doc, paragraph } from '../../src/kernel/doc.ts'
import type { Place } from '../../src/kernel/place.ts'
import { secretOf } from './secrets.ts'

const own = secretOf()
const other = secretOf({
  id: 'KF-2026-0008',
  title: 'Sweep controller mounts a forged volume snapshot',
  cve: 'CVE-2026-52290',
  ghsa: null,
  room: null,
  marked: [],
  links: [],
})

const gate = (ports: Partial<GatePorts> = {}) => {
  const notes: HitNote[] = []
  const made = createGate({
    secrets: async () => [own, other],
    audience: async (place) =>
      new Set('room' in place ? [place.room] : 'person' in place && place.person === 'U0LEAD' ? [own.id] : []),
    hit: async (note) => {
      notes.push(note)
    },
    digest: (rendered) => JSON.stringify(rendered),
    ...ports,
  })
  return { ...made, notes }
}

const quiet: Doc = { title: 'Next meeting', blocks: [paragraph('Wednesday at 16:00 UTC')] }
const saying = (text: string): Doc => ({ title: 'Note', blocks: [paragraph(text)] })
const list: Place = { list: 'announce' }

test('an ordinary text is cleared for the place that was named', async () => {
  const it = gate()
  const cleared = await it.clear(list, quiet, { text: 'Wednesday' })
  expect(cleared).toEqual({ place: list, rendered: { text: 'Wednesday' } })
  expect(it.isCleared(cleared)).toBe(true)
  expect(it.notes).toEqual([])
})

test('only what the gate made counts as cleared', async () => {
  const it = gate()
  const cleared = await it.clear(list, quiet, { text: 'Wednesday' })
  for (const forged of [{ ...cleared }, structuredClone(cleared), { place: list, rendered: {} }, null, 'text'])
    expect(it.isCleared(forged)).toBe(false)
  expect(gate().isCleared(cleared)).toBe(false)
})

test('what was cleared can no longer be changed, however deep', async () => {
  const rendered = { blocks: [{ elements: [{ text: 'Wednesday' }] }] }
  const place = { list: 'announce' }
  await gate().clear(place, quiet, rendered)
  expect(() => Object.assign(rendered.blocks[0]?.elements[0] ?? {}, { text: own.cve })).toThrow(TypeError)
  expect(() => rendered.blocks.push({ elements: [] })).toThrow(TypeError)
  expect(() => Object.assign(place, { list: 'everyone' })).toThrow(TypeError)
})

const hiding: readonly (readonly [string, unknown])[] = [
  ['the text', { text: `Fix for ${own.cve} is out` }],
  ['a key', { [`${own.cve}`]: true }],
  ['an array in an array', { blocks: [[[own.ghsa]]] }],
  ['a string that is JSON', { private_metadata: JSON.stringify({ about: own.title }) }],
  ['JSON in JSON', { value: JSON.stringify({ value: JSON.stringify({ about: own.title }) }) }],
  [
    'runs of different looks',
    {
      elements: [
        { type: 'text', text: 'CVE-2026-' },
        { type: 'text', text: '41873', style: { bold: true } },
      ],
    },
  ],
]

test.each(hiding)('a secret is found in %s of what was rendered', async (_where, rendered) => {
  const it = gate()
  expect(await it.clear(list, quiet, rendered)).toEqual({ held: 'not-cleared' })
})

test('a secret is found in the document when the rendered text hides it', async () => {
  expect(await gate().clear(list, saying(`see ${own.ghsa}`), { text: 'see there' })).toEqual({ held: 'not-cleared' })
})

test('the answer is the same whichever secret fired, and the leads are told of each once', async () => {
  const it = gate()
  const answers = await Promise.all(
    [own.cve, own.title, own.id, own.room.id, 'nightheron', other.cve].map((text) =>
      it.clear(list, saying(`x ${text}`), {}),
    ),
  )
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"held":"not-cleared"}']))
  expect(it.notes.map((note) => note.hits)).toEqual([
    [{ incident: own.id, class: 'cve' }],
    [{ incident: own.id, class: 'title' }],
    [{ incident: own.id, class: 'id' }],
    [{ incident: own.id, class: 'room-id' }],
    [{ incident: own.id, class: 'marked' }],
    [{ incident: other.id, class: 'cve' }],
  ])
  expect(it.notes.every((note) => note.place === list)).toBe(true)
})

test('a note to the leads repeats no secret words', async () => {
  const it = gate()
  await it.clear(list, saying(`${own.title} ${own.cve}`), {})
  expect(JSON.stringify(it.notes)).not.toMatch(/lineage|41873/)
})

test('a room sees its own secrets and no other incident’s', async () => {
  const it = gate()
  const room = { room: own.id }
  expect(it.isCleared(await it.clear(room, saying(`${own.title} is ${own.cve}`), {}))).toBe(true)
  expect(await it.clear(room, saying(`like ${other.cve}`), {})).toEqual({ held: 'not-cleared' })
})

test('a person on the roster sees what another person does not', async () => {
  const it = gate()
  expect(it.isCleared(await it.clear({ person: 'U0LEAD' }, saying(`${own.title}`), {}))).toBe(true)
  expect(await it.clear({ person: 'U0ELSE' }, saying(`${own.title}`), {})).toEqual({ held: 'not-cleared' })
})

const idAlone: readonly (readonly [Place, boolean])[] = [
  [{ team: true }, true],
  [{ person: 'U0ELSE' }, true],
  [{ channel: 'announcements' }, false],
  [{ list: 'announce' }, false],
  [{ distributors: true }, false],
  [{ reporter: 'r-1' }, false],
  [{ public: true }, false],
  [{ room: 'KF-2026-0008' }, false],
]

test.each(idAlone)('an incident’s id alone at %j may be shown: %j', async (place, shown) => {
  const it = gate()
  expect(it.isCleared(await it.clear(place, saying(`${own.id} wants an answer`), {}))).toBe(shown)
  expect(await it.clear(place, saying(`${own.id} is ${own.cve}`), {})).toEqual({ held: 'not-cleared' })
})

test('an author sees their own text again, alone, and the leads are told', async () => {
  const it = gate()
  const why = { author: 'U0AUTHOR' }
  expect(it.isCleared(await it.clear({ person: 'U0AUTHOR' }, saying(`${own.title}`), {}, why))).toBe(true)
  expect(it.notes).toEqual([{ place: { person: 'U0AUTHOR' }, hits: [{ incident: own.id, class: 'title' }] }])
  for (const place of [{ person: 'U0ELSE' }, list, { channel: 'general' }])
    expect(await it.clear(place, saying(`${own.title}`), {}, why)).toEqual({ held: 'not-cleared' })
})

test('only the approved bytes pass, for their incident’s words and nobody else’s', async () => {
  const it = gate()
  const letter = { subject: `${own.cve}`, text: `${own.title}` }
  const approved = { incident: own.id, digest: JSON.stringify(letter) }
  expect(it.isCleared(await it.clear(list, saying(letter.text), letter, { approved }))).toBe(true)
  expect(it.notes).toEqual([])
  const held = { held: 'not-cleared' }
  expect(await it.clear(list, saying('x'), { ...letter, text: `${letter.text}.` }, { approved })).toEqual(held)
  const mixed = { ...letter, text: `${own.title} and ${other.cve}` }
  const both = { incident: own.id, digest: JSON.stringify(mixed) }
  expect(await it.clear(list, saying('x'), mixed, { approved: both })).toEqual(held)
  expect(await it.clear(list, saying('x'), letter, { approved: { ...approved, incident: other.id } })).toEqual(held)
  expect(await gate({ digest: () => null }).clear(list, saying('x'), letter, { approved })).toEqual(held)
})

const failing = async (): Promise<never> => {
  throw new Error('database gone')
}

test('what the gate cannot find out is held', async () => {
  const unavailable = { held: 'gate-unavailable' }
  expect(await gate({ secrets: failing }).clear(list, quiet, {})).toEqual(unavailable)
  expect(await gate({ audience: failing }).clear(list, quiet, {})).toEqual(unavailable)
  expect(await gate({ hit: failing }).clear(list, saying(`${own.cve}`), {})).toEqual(unavailable)
  await expect(gate({ secrets: failing }).check(list, 'x')).rejects.toThrow('database gone')
})

test('an incident that is disclosed while the process runs fires no more', async () => {
  let secrets = [own]
  const it = gate({ secrets: async () => secrets })
  expect(await it.clear(list, saying(`${own.cve}`), {})).toEqual({ held: 'not-cleared' })
  secrets = [{ ...own, state: 'disclosed' }]
  expect(it.isCleared(await it.clear(list, saying(`${own.cve}`), {}))).toBe(true)
})

const restless: readonly (readonly [string, () => unknown])[] = [
  ['a getter', () => Object.defineProperty({}, 'text', { get: () => 'x', enumerable: true })],
  ['bytes', () => ({ file: new Uint8Array([75, 70]) })],
  ['a date', () => ({ at: new Date(0) })],
  ['a map', () => new Map([['a', 'b']])],
  ['a function', () => ({ toJSON: () => 'x' })],
  ['a symbol as a key', () => ({ [Symbol('x')]: 'y' })],
  [
    'a circle',
    () => {
      const circle: Record<string, unknown> = {}
      circle.circle = circle
      return circle
    },
  ],
]

test.each(restless)('%s cannot be read and held still, so it is held', async (_what, make) => {
  expect(await gate().clear(list, quiet, make())).toEqual({ held: 'not-readable' })
})

test('a secret is found wherever it stands in any value of JSON', async () => {
  const it = gate()
  const planted = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.constant('Fix for CVE-2026-41873'),
      fc.tuple(fc.jsonValue(), tie('tree')),
      fc.record({ text: tie('tree'), other: fc.jsonValue() }),
      tie('tree').map((inner) => JSON.stringify(inner)),
    ),
  }))
  await fc.assert(
    fc.asyncProperty(planted.tree, async (rendered) => {
      expect(await it.clear(list, quiet, rendered)).toEqual({ held: 'not-cleared' })
    }),
  )
})

test('check tells what may not be seen where, and tells nobody else', async () => {
  const it = gate()
  const text = `${own.id}: ${own.cve}`
  expect(await it.check({ team: true }, text)).toEqual([{ class: 'cve', incident: own.id, start: 14, end: 28 }])
  expect(await it.check({ room: own.id }, text)).toEqual([])
  expect(await it.check({ public: true }, text)).toHaveLength(2)
  expect(it.notes).toEqual([])
})
