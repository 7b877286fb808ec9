import { z } from 'zod'
import type { Words } from '../../../src/adapters/slack/ports.ts'
import type { Block, Doc, Inline, Press } from '../../../src/kernel/doc.ts'
import { references, refuse } from '../../../src/kernel/refusal.ts'
import { plainWords } from './fakes.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const inline = (it: Inline): string => ('text' in it ? it.text : 'person' in it ? it.person : String(it.instant))
const said = (parts: readonly Inline[]) => parts.map(inline).join('')

const button = (press: Press) => ({
  type: 'button' as const,
  action_id: press.button,
  text: plain(press.label),
  value: JSON.stringify(press.value),
})

const textOf = (block: Block): string => {
  if ('paragraph' in block) return said(block.paragraph)
  if ('list' in block) return block.list.map((item) => said(item.text)).join('\n')
  if ('note' in block) return said(block.note)
  return JSON.stringify(block)
}

const kit = (doc: Doc) =>
  doc.blocks.map((block) =>
    'buttons' in block
      ? { type: 'actions' as const, elements: block.buttons.map(button) }
      : { type: 'section' as const, text: plain(textOf(block)) },
  )

const view = (title: string, doc: Doc) => ({ type: 'modal' as const, title: plain(title), blocks: kit(doc) })

const state = z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() })))
const metadata = z.object({ form: z.string(), about: references })

/** Block Kit of the plainest kind that Slack accepts: enough for the door to be walked through. */
export const kitWords: Words = {
  ...plainWords,
  render: (doc) => ({ message: { text: doc.title, blocks: kit(doc) }, rest: null }),
  renderView: ({ form, opened, about }) => ({
    ...view(form.title, { title: form.title, blocks: opened.intro }),
    callback_id: form.id,
    submit: plain(form.submit),
    private_metadata: JSON.stringify({ form: form.id, about }),
    blocks: [
      ...kit({ title: '', blocks: opened.intro }),
      ...form.fields.map(({ name, look }) => ({
        type: 'input' as const,
        block_id: name,
        label: plain(look.label),
        element: { type: 'plain_text_input' as const, action_id: name },
      })),
    ],
  }),
  loadingView: (title) => view(title, { title, blocks: [{ note: [{ text: 'One moment …' }] }] }),
  sayView: view,
  readView: (values, about) => {
    const read = state.safeParse(values)
    const data = metadata.safeParse(JSON.parse(String(about)))
    if (!read.success || !data.success) return refuse('unreadable-form')
    const of = (block: Record<string, { value?: string | null | undefined }>) => Object.values(block)[0]?.value ?? ''
    return { ...data.data, values: Object.fromEntries(Object.entries(read.data).map(([name, it]) => [name, of(it)])) }
  },
}
