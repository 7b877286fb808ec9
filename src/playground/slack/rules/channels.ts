import type { Rule } from './rule.ts'

const methods = 'https://docs.slack.dev/reference/methods'
const events = 'https://docs.slack.dev/reference/events'

/** Channels and people. */
export const channelsRules = [
  {
    id: 'private-ids',
    says: 'ids of private channels begin with C',
    page: 'https://docs.slack.dev/apis/web-api/using-the-conversations-api',
  },
  {
    id: 'create-joins',
    says: 'whoever creates a channel is in it and hears of its own arrival',
    page: `${events}/member_joined_channel`,
  },
  {
    id: 'channel-names',
    says: 'a channel name has at most 80 characters, lower case',
    page: `${methods}/conversations.create`,
  },
  {
    id: 'name-taken',
    says: 'a name is taken by unseen and by archived channels too',
    page: `${methods}/conversations.create`,
  },
  {
    id: 'unseen-channel',
    says: 'a private channel the app is not in does not exist for it',
    page: `${methods}/conversations.info`,
  },
  {
    id: 'membership-lists',
    says: 'users.conversations lists the channels the app is in and no others',
    page: `${methods}/users.conversations`,
  },
  {
    id: 'invite-in-part',
    says: 'an invitation of several fails for all, or with force only for those who cannot come',
    page: `${methods}/conversations.invite`,
  },
  {
    id: 'invite-outsiders',
    says: 'guests can be invited, people of other workspaces and ended accounts cannot',
    page: `${methods}/conversations.invite`,
  },
  {
    id: 'people-kinds',
    says: 'users.info tells guests, bots, strangers and ended accounts apart',
    page: 'https://docs.slack.dev/reference/objects/user-object',
  },
  { id: 'email-scope', says: 'an address is shown only with users:read.email', page: `${methods}/users.info` },
  {
    id: 'members-add',
    says: 'any full member inside may add people, guests may not',
    page: 'https://slack.com/help/articles/201980108-Add-people-to-a-channel',
  },
  {
    id: 'newcomers-read-back',
    says: 'who is added to a private channel sees what was written before',
    page: 'https://slack.com/help/articles/201980108-Add-people-to-a-channel',
  },
  {
    id: 'removal-notice',
    says: 'Slackbot tells whoever was removed, with the name of the channel',
    page: 'https://slack.com/help/articles/201898668-Remove-someone-from-a-channel',
  },
  {
    id: 'kick',
    says: 'the app removes others, not itself and not those outside',
    page: `${methods}/conversations.kick`,
  },
  {
    id: 'leave',
    says: 'the app leaves, hears group_left, and the channel is gone for it',
    page: `${events}/group_left`,
  },
  {
    id: 'archive',
    says: 'archiving is told, puts the app out, and the app cannot undo it',
    page: `${methods}/conversations.archive`,
  },
  { id: 'join', says: 'joining wants channels:join and a public channel', page: `${methods}/conversations.join` },
  { id: 'rename', says: 'a new name is told, and must be free', page: `${events}/group_rename` },
  {
    id: 'topic-and-purpose',
    says: 'topic and purpose are set by those inside, 250 characters at most',
    page: `${methods}/conversations.setTopic`,
  },
  {
    id: 'open-direct',
    says: 'direct messages are opened once, not with bots, not with ended accounts',
    page: `${methods}/conversations.open`,
  },
  {
    id: 'shared-channels',
    says: 'a channel with people of another workspace says so',
    page: 'https://docs.slack.dev/reference/objects/conversation-object',
  },
] as const satisfies Rule[]
