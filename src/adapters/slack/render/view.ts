import type { ModalView } from '@slack/types'
import type { Block, Doc } from '../../../kernel/doc.ts'
import type { Form, Opened } from '../../../kernel/door.ts'
import type { References } from '../../../kernel/refusal.ts'
import { inputBlock } from './input.ts'
import { limits } from './limits.ts'
import { fitBlocks } from './message.ts'
import { plainText } from './plain.ts'

const says = 'There is more than this window can show.'

const shown = (blocks: readonly Block[], most: number) => fitBlocks(blocks, { most, says }).blocks

/**
 * A form as a modal: what stands above the fields, then the fields. Form and references travel in `private_metadata`
 * and come back by `readView`. Throws a RangeError for more than 3,000 characters of references, an id of more than 255
 * or more than 99 fields: these are made by Cordon, and shortening them would change what is decided.
 */
export const renderView = ({
  form,
  opened,
  about,
}: Readonly<{
  form: Pick<Form, 'id' | 'title' | 'submit' | 'fields'>
  opened: Opened
  about: References
}>): ModalView => {
  const metadata = JSON.stringify({ form: form.id, about })
  if (metadata.length > limits.metadata) throw new RangeError(`form ${form.id}: its references are too long for a view`)
  if (form.id.length > limits.id) throw new RangeError('a form has an id that is too long for a view')
  if (form.fields.length >= limits.viewBlocks) throw new RangeError(`form ${form.id}: too many fields for a view`)
  return {
    type: 'modal',
    callback_id: form.id,
    title: plainText(form.title, limits.viewTitle),
    submit: plainText(form.submit, limits.viewAnswer),
    close: plainText('Cancel', limits.viewAnswer),
    private_metadata: metadata,
    blocks: [
      ...shown(opened.intro, limits.viewBlocks - form.fields.length),
      ...form.fields.map((field) => inputBlock(field, opened.initial[field.name])),
    ],
  }
}

/** What is shown at once, within the trigger's three seconds, until the content is ready. */
export const loadingView = (title: string): ModalView => sayView(title, loading)

const loading: Doc = { title: 'Loading', blocks: [{ note: [{ text: 'One moment, please …' }] }] }

/** A view that only says something, such as a refusal. The Doc's title is not shown: the view has its own. */
export const sayView = (title: string, doc: Doc): ModalView => ({
  type: 'modal',
  title: plainText(title, limits.viewTitle),
  close: plainText('Close', limits.viewAnswer),
  blocks: shown(doc.blocks, limits.viewBlocks),
})
