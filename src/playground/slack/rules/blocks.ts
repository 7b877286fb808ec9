import type { Rule } from './rule.ts'

const methods = 'https://docs.slack.dev/reference/methods'
const kit = 'https://docs.slack.dev/reference/block-kit'

/** Blocks. */
export const blocksRules = [
  { id: 'blocks-a-message', says: 'a message has at most 50 blocks', page: `${kit}/blocks` },
  { id: 'blocks-a-view', says: 'a view has at most 100 blocks', page: 'https://docs.slack.dev/reference/views' },
  {
    id: 'block-texts',
    says: 'section, header, field, button and option keep their lengths',
    page: `${kit}/blocks/section-block`,
  },
  {
    id: 'block-counts',
    says: 'actions, context, fields and options keep their counts',
    page: `${kit}/blocks/actions-block`,
  },
  { id: 'block-kinds', says: 'unknown blocks, elements and properties are refused', page: `${kit}/blocks` },
  { id: 'block-ids', says: 'a block_id and an action_id within a block are used once', page: `${kit}/blocks` },
  {
    id: 'blocks-total',
    says: 'all texts of a message together stay near 13,000 characters',
    page: `${methods}/chat.postMessage`,
  },
  {
    id: 'markdown-block',
    says: 'a markdown block has at most 12,000 characters',
    page: `${kit}/blocks/markdown-block`,
  },
] as const satisfies Rule[]
