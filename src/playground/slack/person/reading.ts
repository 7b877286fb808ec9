import { elementsOf } from '../element-state.ts'
import { fieldsOf, listOf, textOf } from '../fields.ts'
import type { Block, Fields } from '../model.ts'
import { channelName, readText } from '../text.ts'
import type { World } from '../world.ts'
import type { SeenControl } from './seen.ts'

/** Reads blocks for one person. */
export type Reader = {
  text(blocks: Block[]): string
  wire(wire: string): string
  controls(blocks: Block[]): SeenControl[]
}

/** The eyes of the person `viewer`. */
export function createReader(world: World, viewer: string): Reader {
  const wire = (source: string) => readText(world, source, viewer)
  const object = (value: unknown): string => {
    const fields = fieldsOf(value)
    return fields.type === 'mrkdwn' ? wire(textOf(fields.text)) : textOf(fields.text)
  }
  const lines: Record<string, (block: Block) => string[]> = {
    section: (block) => [...(block.text ? [object(block.text)] : []), ...listOf(block.fields).map(object)],
    header: (block) => [object(block.text)],
    context: (block) => [
      listOf(block.elements)
        .map((one) => (one.type === 'image' ? textOf(one.alt_text) : object(one)))
        .join(' '),
    ],
    divider: () => ['———'],
    image: (block) => [`[${textOf(block.alt_text)}]`],
    markdown: (block) => [textOf(block.text)],
    rich_text: (block) => listOf(block.elements).flatMap((element) => richLines(world, element, viewer)),
  }
  return {
    wire,
    text: (blocks) => blocks.flatMap((block) => lines[block.type]?.(block) ?? []).join('\n'),
    controls: (blocks) =>
      blocks
        .filter((block) => block.type !== 'input')
        .flatMap((block) => elementsOf(block).flatMap((element) => controlOf(block, element))),
  }
}

function controlOf(block: Block, element: Fields): SeenControl[] {
  const kind = textOf(element.type)
  if (kind === 'image' || kind === '') return []
  const question = fieldsOf(element.confirm)
  const confirm = element.confirm ? { confirm: `${labelOf(question.title)}: ${labelOf(question.text)}` } : {}
  return [
    {
      kind,
      label: kind === 'button' ? labelOf(element.text) : labelOf(element.placeholder),
      actionId: textOf(element.action_id),
      blockId: block.block_id,
      options: optionsOf(element).map((option) => labelOf(option.text)),
      ...confirm,
      ...(element.url ? { url: textOf(element.url) } : {}),
    },
  ]
}

/** The words of a text object. */
export function labelOf(value: unknown): string {
  return textOf(fieldsOf(value).text)
}

/** The options of an element, those in groups included. */
export function optionsOf(element: Fields): Fields[] {
  return [...listOf(element.options), ...listOf(element.option_groups).flatMap((group) => listOf(group.options))]
}

function richLines(world: World, element: Fields, viewer: string): string[] {
  const inline = (one: Fields) =>
    listOf(one.elements)
      .map((part) => richWord(world, part, viewer))
      .join('')
  if (element.type === 'rich_text_list') {
    return listOf(element.elements).map(
      (item, index) => `${element.style === 'ordered' ? `${index + 1}.` : '•'} ${inline(item)}`,
    )
  }
  return [element.type === 'rich_text_quote' ? `> ${inline(element)}` : inline(element)]
}

function richWord(world: World, part: Fields, viewer: string): string {
  if (part.type === 'user') return `@${world.accounts.get(textOf(part.user_id))?.name ?? textOf(part.user_id)}`
  if (part.type === 'channel') return channelName(world.channels.get(textOf(part.channel_id)), viewer)
  if (part.type === 'broadcast') return `@${textOf(part.range)}`
  if (part.type === 'link') return textOf(part.text) || textOf(part.url)
  if (part.type === 'date') return textOf(part.fallback)
  if (part.type === 'emoji') return `:${textOf(part.name)}:`
  return textOf(part.text)
}
