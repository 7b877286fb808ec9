/**
 * How much Slack takes, in characters unless it says otherwise; what is longer is refused by Slack as a whole.
 * Sources: docs.slack.dev/reference/block-kit (blocks, block-elements, composition-objects) and /reference/views.
 */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  header: 150,
  text: 3000,
  fields: 10,
  field: 2000,
  buttons: 25,
  buttonText: 75,
  buttonValue: 2000,
  id: 255,
  confirmTitle: 100,
  confirmText: 300,
  confirmAnswer: 30,
  viewTitle: 24,
  viewAnswer: 24,
  metadata: 3000,
  inputLabel: 2000,
  inputHint: 2000,
  inputText: 3000,
  options: 100,
  optionText: 75,
  optionValue: 150,
  indent: 8,
} as const

/** Sizes of our own, chosen to stay inside what Slack does not publish. */
export const room = {
  /** `msg_blocks_too_long` comes near 13,000 characters over all blocks of a message. */
  total: 12_000,
  /** The most that one paragraph, quote, note, code or stretch of a list brings into one block. */
  piece: 2_900,
  /** The most that one block of fields or buttons holds together. */
  row: 4_000,
  /** A title on a lock screen. */
  title: 300,
  link: 2_000,
  linkText: 500,
  /** A link in mrkdwn, where an ampersand costs five characters. */
  linkToken: 1_000,
} as const
