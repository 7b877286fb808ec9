import type { KnownBlock } from '@slack/types'
import { expect } from 'vitest'
import { buttons, createRawApp, modal, openModal, plain, section } from '../raw-app.ts'
import { createPlayground, type Playground, refusal, refusals } from '../setup.ts'
import type { Proofs } from './proof.ts'

const divider: KnownBlock = { type: 'divider' }

/** Posts blocks and tells what was wrong with them; an empty list when nothing was. */
async function complaintsOf({ client, town }: Playground, blocks: unknown[]): Promise<unknown> {
  const call = client.apiCall('chat.postMessage', { channel: town, text: 'x', blocks })
  const answer: Record<string, unknown> = await call.then(
    () => ({ errors: [] }),
    () => refusal(call),
  )
  return answer.errors
}

const tooLong = (most: number, at: string) => [
  `[ERROR] must be less than ${most + 1} characters [json-pointer:/blocks/0${at}]`,
]
const tooMany = (most: number, at: string) => [
  `[ERROR] no more than ${most} items allowed [json-pointer:/blocks/0${at}]`,
]
const option = (text: string, value = 'v') => ({ text: plain(text), value })
const select = (options: object[]) => ({ type: 'static_select', action_id: 's', options })

/** Blocks and their limits. */
export const blockProofs = {
  'blocks-a-message': async () => {
    const { client, town } = await createPlayground()
    const post = (count: number) =>
      client.chat.postMessage({ channel: town, text: 'x', blocks: Array(count).fill(divider) })
    expect(await post(50)).toMatchObject({ ok: true })
    expect(await refusals(post(51))).toEqual(['invalid_blocks'])
  },

  'blocks-a-view': async () => {
    const desk = await createRawApp()
    expect(await openModal(desk, modal(Array(100).fill(divider)))).toMatchObject({ id: expect.stringMatching(/^V/) })
    expect(await refusals(openModal(desk, modal(Array(101).fill(divider))))).toEqual(['invalid_arguments'])
  },

  'block-texts': async () => {
    const desk = await createPlayground()
    const cases: [number, string, (text: string) => unknown][] = [
      [3000, '/text/text', (text) => section(text)],
      [150, '/text/text', (text) => ({ type: 'header', text: plain(text) })],
      [2000, '/fields/0/text', (text) => ({ type: 'section', fields: [plain(text)] })],
      [75, '/elements/0/text/text', (text) => ({ type: 'actions', elements: [{ type: 'button', text: plain(text) }] })],
      [
        2000,
        '/elements/0/value',
        (text) => ({ type: 'actions', elements: [{ type: 'button', text: plain('x'), value: text }] }),
      ],
      [
        255,
        '/elements/0/action_id',
        (text) => ({ type: 'actions', elements: [{ type: 'button', text: plain('x'), action_id: text }] }),
      ],
      [75, '/elements/0/options/0/text/text', (text) => ({ type: 'actions', elements: [select([option(text)])] })],
      [150, '/elements/0/options/0/value', (text) => ({ type: 'actions', elements: [select([option('x', text)])] })],
      [255, '/block_id', (text) => section('x', text)],
      [2000, '/label/text', (text) => ({ type: 'input', label: plain(text), element: { type: 'plain_text_input' } })],
    ]
    for (const [most, at, make] of cases) {
      expect(await complaintsOf(desk, [make('x'.repeat(most))])).toEqual([])
      expect(await complaintsOf(desk, [make('x'.repeat(most + 1))])).toEqual(tooLong(most, at))
    }
    expect(await complaintsOf(desk, [{ type: 'section', text: plain('') }])).toEqual([
      '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ])
  },

  'block-counts': async () => {
    const desk = await createPlayground()
    const many = <Item>(count: number, make: (index: number) => Item) =>
      Array.from({ length: count }, (_one, index) => make(index))
    const cases: [number, string, (count: number) => unknown][] = [
      [25, '/elements', (count) => buttons(...many(count, String))],
      [10, '/elements', (count) => ({ type: 'context', elements: many(count, () => plain('x')) })],
      [10, '/fields', (count) => ({ type: 'section', fields: many(count, () => plain('x')) })],
      [
        100,
        '/elements/0/options',
        (count) => ({ type: 'actions', elements: [select(many(count, (one) => option('x', `${one}`)))] }),
      ],
      [
        10,
        '/elements/0/options',
        (count) => ({ type: 'actions', elements: [{ type: 'checkboxes', options: many(count, () => option('x')) }] }),
      ],
      [
        5,
        '/elements/0/options',
        (count) => ({ type: 'actions', elements: [{ type: 'overflow', options: many(count, () => option('x')) }] }),
      ],
    ]
    for (const [most, at, make] of cases) {
      expect(await complaintsOf(desk, [make(most)])).toEqual([])
      expect(await complaintsOf(desk, [make(most + 1)])).toEqual(tooMany(most, at))
    }
  },

  'block-kinds': async () => {
    const desk = await createPlayground()
    expect(await complaintsOf(desk, [{ type: 'sections' }])).toEqual([
      '[ERROR] unsupported type [json-pointer:/blocks/0/type]',
    ])
    expect(
      await complaintsOf(desk, [{ type: 'actions', elements: [{ type: 'plain_text_input', action_id: 'a' }] }]),
    ).toEqual(['[ERROR] unsupported type [json-pointer:/blocks/0/elements/0/type]'])
    expect(await complaintsOf(desk, [{ type: 'divider', colour: 'red' }])).toEqual([
      '[ERROR] invalid additional property: colour [json-pointer:/blocks/0]',
    ])
    expect(await complaintsOf(desk, [{ type: 'section' }])).toEqual([
      '[ERROR] must have text or fields [json-pointer:/blocks/0]',
    ])
  },

  'block-ids': async () => {
    const desk = await createPlayground()
    expect(await complaintsOf(desk, [section('a', 'same'), section('b', 'same')])).toEqual([
      '[ERROR] `block_id` "same" already exists [json-pointer:/blocks/1/block_id]',
    ])
    expect(await complaintsOf(desk, [buttons('a', 'a')])).toEqual([
      '[ERROR] `action_id` already exists [json-pointer:/blocks/0/elements]',
    ])
    const posted = await desk.client.chat.postMessage({ channel: desk.town, text: 'x', blocks: [divider, divider] })
    const ids = posted.message?.blocks?.map((block) => block.block_id)
    expect(new Set(ids).size).toBe(2)
  },

  'blocks-total': async () => {
    const { client, town } = await createPlayground()
    const post = (last: number) =>
      client.chat.postMessage({
        channel: town,
        text: 'x',
        blocks: [...Array(4).fill(section('x'.repeat(3000))), section('x'.repeat(last))],
      })
    expect(await post(1000)).toMatchObject({ ok: true })
    expect(await refusals(post(1001))).toEqual(['msg_blocks_too_long'])
  },

  'markdown-block': async () => {
    const desk = await createPlayground()
    const markdown = (length: number) => ({ type: 'markdown', text: 'x'.repeat(length) })
    expect(await complaintsOf(desk, [markdown(12_000)])).toEqual([])
    expect(await complaintsOf(desk, [markdown(12_001)])).toEqual(tooLong(12_000, '/text'))
  },
} as const satisfies Proofs
