import { z } from 'zod'
import { anyText, identifier, plainText, words } from './composition.ts'
import { accessory, actionElement, contextImage, inputElement } from './elements.ts'
import { richElement } from './rich.ts'

// Limits: docs.slack.dev/reference/block-kit/blocks

const named = { block_id: identifier.optional() }

const section = z
  .strictObject({
    type: z.literal('section'),
    ...named,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, { error: 'must have text or fields' })

/** One block of a message, a modal or a Home. */
const block = z.discriminatedUnion('type', [
  section,
  z.strictObject({ type: z.literal('header'), ...named, text: plainText(150), level: z.number().int().optional() }),
  z.strictObject({ type: z.literal('divider'), ...named }),
  z.strictObject({
    type: z.literal('context'),
    ...named,
    elements: z
      .array(z.union([anyText(3000), contextImage]))
      .min(1)
      .max(10),
  }),
  z.strictObject({ type: z.literal('actions'), ...named, elements: z.array(actionElement).min(1).max(25) }),
  z.strictObject({
    type: z.literal('input'),
    ...named,
    label: plainText(2000),
    element: inputElement,
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('image'),
    ...named,
    alt_text: words(2000),
    title: plainText(2000).optional(),
    image_url: words(3000).optional(),
    slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
  }),
  z.strictObject({ type: z.literal('rich_text'), ...named, elements: z.array(richElement) }),
  z.strictObject({ type: z.literal('markdown'), ...named, text: words(12_000) }),
])

/** Blocks of a message: 50 at most. */
export const messageBlocks = z.array(block).max(50)

/** Blocks of a modal or a Home: 100 at most. */
export const viewBlocks = z.array(block).max(100)
