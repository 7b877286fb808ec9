import { z } from 'zod'
import { viewBlocks } from './blocks.ts'
import { plainText } from './composition.ts'

// Limits: docs.slack.dev/reference/views

const shared = {
  blocks: viewBlocks,
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
}

const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
    ...shared,
  })
  .refine((view) => view.submit !== undefined || !view.blocks.some((block) => block.type === 'input'), {
    error: 'submit is required when an `input` is within blocks',
    path: ['submit'],
  })

const home = z.strictObject({ type: z.literal('home'), ...shared })

/** A modal as an app may send it. */
export const modalView = modal

/** A Home as an app may send it. */
export const homeView = home
