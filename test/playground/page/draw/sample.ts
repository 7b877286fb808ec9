import type { Block, Fields } from '../../../../src/playground/slack/model.ts'
import type { SeenView } from '../../../../src/playground/slack/person/seen.ts'

/** Whatever stands in a block is asked of `say`: texts, ids, values, addresses, styles. */
type Say = () => string

const plain = (say: Say): Fields => ({ type: 'plain_text', text: say() })
const mrkdwn = (say: Say): Fields => ({ type: 'mrkdwn', text: say() })
const option = (say: Say): Fields => ({ text: mrkdwn(say), value: say(), description: plain(say), url: say() })

const elements = (say: Say): Fields[] => {
  const options = [option(say), option(say)]
  const confirm = { title: plain(say), text: mrkdwn(say), confirm: plain(say), deny: plain(say) }
  const acting = () => ({ action_id: say(), confirm, placeholder: plain(say) })
  return [
    {
      type: 'button',
      text: plain(say),
      value: say(),
      url: say(),
      style: say(),
      accessibility_label: say(),
      ...acting(),
    },
    { type: 'button', text: plain(say), ...acting() },
    { type: 'static_select', options, initial_option: options[0], ...acting() },
    { type: 'static_select', option_groups: [{ label: plain(say), options }], ...acting() },
    { type: 'multi_static_select', option_groups: [{ label: plain(say), options }], ...acting() },
    { type: 'users_select', initial_user: say(), ...acting() },
    { type: 'multi_users_select', initial_users: [say()], ...acting() },
    { type: 'channels_select', initial_channel: say(), ...acting() },
    { type: 'conversations_select', initial_conversation: say(), ...acting() },
    { type: 'overflow', options, ...acting() },
    { type: 'checkboxes', options, initial_options: [options[1]], ...acting() },
    { type: 'radio_buttons', options, initial_option: options[1], ...acting() },
    { type: 'datepicker', initial_date: say(), ...acting() },
    { type: 'timepicker', initial_time: say(), ...acting() },
    { type: 'datetimepicker', initial_date_time: 1_772_953_260, ...acting() },
    { type: 'image', alt_text: say(), image_url: say() },
    { type: say(), ...acting() },
  ]
}

const typed = (say: Say): Fields[] => [
  { type: 'plain_text_input', action_id: say(), initial_value: say(), placeholder: plain(say), max_length: 80 },
  { type: 'plain_text_input', action_id: say(), initial_value: say(), multiline: true },
  { type: 'email_text_input', action_id: say(), initial_value: say() },
  { type: 'url_text_input', action_id: say(), initial_value: say() },
  { type: 'number_input', action_id: say(), initial_value: say(), min_value: say(), max_value: say() },
]

const inline = (say: Say): Fields[] => [
  { type: 'text', text: say(), style: { bold: true, code: true } },
  { type: 'link', url: say(), text: say() },
  { type: 'link', url: `https://example.org/${say()}` },
  { type: 'user', user_id: say() },
  { type: 'channel', channel_id: say() },
  { type: 'broadcast', range: say() },
  { type: 'emoji', name: say(), unicode: say() },
  { type: 'color', value: say() },
  { type: 'date', timestamp: 1_772_953_260, format: say(), fallback: say(), url: say() },
  { type: say(), text: say() },
]

const rich = (say: Say): Fields[] => [
  { type: 'rich_text_section', elements: inline(say) },
  { type: 'rich_text_list', style: say(), elements: [{ elements: inline(say) }] },
  { type: 'rich_text_list', style: 'ordered', indent: 1, elements: [{ elements: inline(say) }] },
  { type: 'rich_text_quote', elements: inline(say) },
  { type: 'rich_text_preformatted', elements: inline(say) },
  { type: say(), elements: inline(say) },
]

const inMrkdwn = (say: Say): Fields => ({
  type: 'mrkdwn',
  text: `<${say()}|${say()}> *${say()}* \`${say()}\` <!date^1772953260^${say()}^${say()}|${say()}> \`\`\`${say()}\`\`\`\n>${say()}`,
})

/** Every block and every element there is, filled by `say`. */
const everyBlock = (say: Say): Block[] => {
  const block = (type: string, fields: Fields): Block => ({ type, block_id: say(), ...fields })
  return [
    block('header', { text: plain(say) }),
    block('section', { text: mrkdwn(say), fields: [plain(say), inMrkdwn(say)] }),
    ...elements(say).map((accessory) => block('section', { text: mrkdwn(say), accessory })),
    block('context', { elements: [{ type: 'image', alt_text: say(), image_url: say() }, mrkdwn(say), plain(say)] }),
    block('divider', {}),
    block('image', { alt_text: say(), title: plain(say), image_url: say() }),
    block('actions', { elements: elements(say) }),
    ...[...elements(say), ...typed(say)].map((element) =>
      block('input', { label: plain(say), hint: plain(say), element, dispatch_action: true }),
    ),
    block('rich_text', { elements: rich(say) }),
    block('markdown', { text: say() }),
    block('markdown', { text: `[${say()}](${say()}) ![${say()}](${say()}) <${say()}>\n\n# ${say()}\n\n- ${say()}` }),
    block(say(), { text: mrkdwn(say) }),
  ]
}

/** A modal of all blocks, with an error at each. */
export const everyView = (say: Say): SeenView => {
  const blocks = everyBlock(say)
  const errors = Object.fromEntries(blocks.map((block) => [block.block_id, say()]))
  const words = { id: say(), title: say(), submit: say(), close: say(), text: say() }
  return { ...words, blocks, errors, state: {}, fields: [], controls: [] }
}
