import type { Account, Channel, ChannelKind, Note, StoredFile } from './model.ts'
import type { World } from './world.ts'

/** A channel as `conversations.*` shows it to the app (docs.slack.dev/reference/objects/conversation-object). */
export function channelShape(world: World, channel: Channel) {
  const isIm = channel.kind === 'im'
  const other = [...channel.members].find((member) => member !== world.app.botUserId)
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.archived,
    is_org_shared: false,
    context_team_id: world.team.id,
    updated: channel.created * 1000,
  }
  const connected = connectedTeams(world, channel)
  if (isIm) return { ...common, is_im: true, user: other ?? '', is_user_deleted: false, priority: 0 }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: false,
    is_shared: connected.length > 0,
    is_ext_shared: connected.length > 0,
    is_pending_ext_shared: false,
    unlinked: 0,
    creator: channel.creator,
    is_member: channel.members.has(world.app.botUserId),
    topic: noteShape(channel.topic),
    purpose: noteShape(channel.purpose),
    previous_names: channel.previousNames,
    shared_team_ids: [world.team.id, ...connected],
    pending_shared: [],
    pending_connected_team_ids: [],
  }
}

/** The other workspaces whose people are in a channel. */
function connectedTeams(world: World, channel: Channel): string[] {
  const teams = [...channel.members].map((id) => world.accounts.get(id)?.teamId ?? world.team.id)
  return [...new Set(teams)].filter((team) => team !== world.team.id)
}

function noteShape(note: Note) {
  return { value: note.value, creator: note.by, last_set: note.at }
}

/** A person as `users.info` shows them; the address only with `users:read.email`. */
export function userShape(world: World, account: Account) {
  const bot = account.kind === 'bot' || account.kind === 'app'
  return {
    id: account.id,
    team_id: account.teamId,
    name: account.handle,
    real_name: account.name,
    deleted: account.kind === 'deactivated',
    tz: 'America/Los_Angeles',
    tz_label: 'Pacific Standard Time',
    tz_offset: -28800,
    profile: {
      real_name: account.name,
      real_name_normalized: account.name,
      display_name: account.handle,
      display_name_normalized: account.handle,
      team: account.teamId,
      ...(account.email && world.scopes.has('users:read.email') ? { email: account.email } : {}),
      ...(account.kind === 'app' ? { bot_id: world.app.botId, api_app_id: world.app.id } : {}),
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: account.kind === 'guest',
    is_ultra_restricted: false,
    is_bot: bot,
    is_app_user: false,
    is_stranger: account.kind === 'foreign',
    updated: 0,
  }
}

/** A file as methods and messages show it. */
export function fileShape(world: World, file: StoredFile) {
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.name.endsWith('.json') ? 'application/json' : 'text/plain',
    filetype: file.name.split('.').at(-1) ?? 'text',
    user: file.by,
    user_team: world.team.id,
    size: file.length,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    editable: false,
    url_private: `${world.baseUrl}/files-pri/${world.team.id}-${file.id}/${encodeURIComponent(file.name)}`,
    url_private_download: `${world.baseUrl}/files-pri/${world.team.id}-${file.id}/download/${encodeURIComponent(file.name)}`,
    permalink: `${world.baseUrl}/files/${file.by}/${file.id}`,
    ...sharedIn(world, file),
  }
}

/** Where a file is shared, sorted by kind of channel as Slack does. */
function sharedIn(world: World, file: StoredFile) {
  const of = (kind: ChannelKind) => [...file.channels].filter((id) => world.channels.get(id)?.kind === kind)
  return { channels: of('public'), groups: of('private'), ims: of('im') }
}
