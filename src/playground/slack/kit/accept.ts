import type { z } from 'zod'
import { fieldsOf, listOf, textOf } from '../fields.ts'
import type { Ids } from '../ids.ts'
import type { Block, Fields } from '../model.ts'
import { refuseArguments, SlackRefusal } from '../refusal.ts'
import { messageBlocks } from './blocks.ts'

/** All text of a message's blocks together; measured, not documented, by users of the platform. */
const blocksTextLimit = 13_000

/** What is wrong, in Slack's own words and with its pointers. */
function complaints(error: z.ZodError, root: string): string[] {
  return error.issues.map((issue) => `[ERROR] ${wording(issue)} [json-pointer:${root}${pointer(issue.path)}]`)
}

function pointer(path: PropertyKey[]): string {
  return path.map((part) => `/${String(part)}`).join('')
}

function wording(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big' && issue.origin === 'string')
    return `must be less than ${Number(issue.maximum) + 1} characters`
  if (issue.code === 'too_big' && issue.origin === 'array') return `no more than ${issue.maximum} items allowed`
  if (issue.code === 'too_small' && issue.origin === 'string')
    return `must be more than ${Number(issue.minimum) - 1} characters`
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_union') return `unsupported type`
  return issue.message
}

/** Blocks of a message, each with its block_id, or a refusal as `chat.postMessage` words it. */
export function acceptMessageBlocks(ids: Ids, value: unknown): Block[] {
  const parsed = messageBlocks.safeParse(value)
  if (!parsed.success) throw invalidBlocks(complaints(parsed.error, '/blocks'))
  const total = textLength(parsed.data)
  if (total > blocksTextLimit) throw new SlackRefusal('msg_blocks_too_long')
  const blocks = nameBlocks(ids, parsed.data)
  const doubled = doubledNames(blocks)
  if (doubled.length > 0) throw invalidBlocks(doubled)
  return blocks
}

function invalidBlocks(messages: string[]): SlackRefusal {
  return new SlackRefusal('invalid_blocks', { errors: messages, response_metadata: { messages } })
}

/** A view's fields with named blocks, or a refusal as `views.*` word it. */
export function acceptView(ids: Ids, schema: z.ZodType<Fields & { blocks: unknown }>, value: unknown) {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw refuseArguments('invalid_arguments', complaints(parsed.error, '/view'))
  if (JSON.stringify(value).length > 250_000) throw new SlackRefusal('view_too_large')
  const blocks = nameBlocks(ids, listOf(parsed.data.blocks))
  const doubled = doubledNames(blocks)
  if (doubled.length > 0) throw refuseArguments('invalid_arguments', doubled)
  return { fields: parsed.data, blocks }
}

/** Gives a block_id to each block without one, and an action_id to each element without one. */
function nameBlocks(ids: Ids, blocks: Fields[]): Block[] {
  const named = (element: unknown): unknown => {
    const fields = fieldsOf(element)
    const speaks = textOf(fields.type) !== 'image' && fields.action_id === undefined
    return speaks ? { ...fields, action_id: ids.word().slice(0, 5) } : fields
  }
  return blocks.map((block) => ({
    ...block,
    type: textOf(block.type),
    block_id: textOf(block.block_id) || ids.word().slice(0, 5),
    ...(block.type === 'actions' ? { elements: listOf(block.elements).map(named) } : {}),
    ...(block.type === 'input' ? { element: named(block.element) } : {}),
    ...(block.type === 'section' && block.accessory ? { accessory: named(block.accessory) } : {}),
  }))
}

function doubledNames(blocks: Block[]): string[] {
  const seen = new Set<string>()
  const found: string[] = []
  blocks.forEach((block, index) => {
    if (seen.has(block.block_id)) {
      found.push(`[ERROR] \`block_id\` "${block.block_id}" already exists [json-pointer:/blocks/${index}/block_id]`)
    }
    seen.add(block.block_id)
    const actions = listOf(block.elements).flatMap((element) => textOf(element.action_id) || [])
    if (new Set(actions).size < actions.length) {
      found.push(`[ERROR] \`action_id\` already exists [json-pointer:/blocks/${index}/elements]`)
    }
  })
  return found
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one: unknown) => sum + textLength(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)),
    0,
  )
}
