import type { Rule } from './rule.ts'

const methods = 'https://docs.slack.dev/reference/methods'
const events = 'https://docs.slack.dev/reference/events'
const kit = 'https://docs.slack.dev/reference/block-kit'

/** Messages and files. */
export const messagesRules = [
  {
    id: 'post-where',
    says: 'the app writes only where it is, never into the archived, and to people by their id',
    page: `${methods}/chat.postMessage`,
  },
  { id: 'post-something', says: 'a message needs text or blocks', page: `${methods}/chat.postMessage` },
  {
    id: 'threads',
    says: 'replies are in replies and not in history, unless they were broadcast',
    page: `${methods}/conversations.replies`,
  },
  {
    id: 'metadata',
    says: 'metadata is found in history only when asked for',
    page: 'https://docs.slack.dev/messaging/message-metadata',
  },
  {
    id: 'history-span',
    says: 'history is newest first and keeps within oldest and latest',
    page: `${methods}/conversations.history`,
  },
  {
    id: 'update',
    says: 'text alone takes the place of blocks and marks the message as edited',
    page: `${methods}/chat.update`,
  },
  { id: 'own-only', says: 'the app changes and deletes its own messages only', page: `${methods}/chat.delete` },
  {
    id: 'ephemeral-members',
    says: 'an ephemeral message reaches only people in the channel',
    page: `${methods}/chat.postEphemeral`,
  },
  {
    id: 'ephemeral-passes',
    says: 'an ephemeral message is gone after a reload and never in history',
    page: `${methods}/chat.postEphemeral`,
  },
  { id: 'permalink', says: 'a permalink wants a message that is there', page: `${methods}/chat.getPermalink` },
  { id: 'pins', says: 'a message is pinned once', page: `${methods}/pins.add` },
  {
    id: 'three-steps',
    says: 'a file is asked for, sent and completed; a missing step refuses the next',
    page: 'https://docs.slack.dev/messaging/working-with-files',
  },
  {
    id: 'upload-whole',
    says: 'the official client uploads a file into a channel in one call of its own',
    page: `${methods}/files.completeUploadExternal`,
  },
  {
    id: 'download',
    says: 'a file comes with the token, a sign-in page without',
    page: 'https://docs.slack.dev/reference/objects/file-object',
  },
  { id: 'delete-file', says: 'a deleted file is gone for everybody', page: `${methods}/files.delete` },
  {
    id: 'typed-text',
    says: 'what people type arrives escaped, mentions and links in angle brackets',
    page: 'https://docs.slack.dev/messaging/formatting-message-text',
  },
  { id: 'rich-text', says: 'what people type arrives with a rich_text block', page: `${kit}/blocks/rich-text-block` },
  {
    id: 'edits-nested',
    says: 'an edit arrives as message_changed with both messages inside',
    page: `${events}/message/message_changed`,
  },
  {
    id: 'deletions-nested',
    says: 'a deletion arrives as message_deleted with the old message inside',
    page: `${events}/message/message_deleted`,
  },
] as const satisfies Rule[]
