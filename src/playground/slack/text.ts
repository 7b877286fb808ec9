import type { Channel } from './model.ts'
import type { World } from './world.ts'

/** Escapes the three characters that steer Slack's text (docs.slack.dev/messaging/formatting-message-text). */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The reverse of `escapeText`. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** What a phone's keyboard makes of straight quotes and double hyphens. */
export function phoneTyping(text: string): string {
  return text
    .replaceAll('--', '—')
    .replace(/(^|[\s([{])"/g, '$1“')
    .replaceAll('"', '”')
    .replace(/(^|[\s([{])'/g, '$1‘')
    .replaceAll("'", '’')
}

/** What the app receives for something a person typed: escaped, mentions and links in Slack's angle brackets. */
export function typedText(world: World, typed: string): string {
  return escapeText(typed)
    .replace(/(^|\s)@([\w.-]*\w)/g, (all, before: string, handle: string) => {
      if (handle === 'here' || handle === 'channel' || handle === 'everyone') return `${before}<!${handle}>`
      const account = [...world.accounts.values()].find((known) => known.handle === handle)
      return account ? `${before}<@${account.id}>` : all
    })
    .replace(/(^|\s)#([\w-]+)/g, (all, before: string, name: string) => {
      const channel = [...world.channels.values()].find((known) => known.name === name && known.kind !== 'im')
      return channel ? `${before}<#${channel.id}|${channel.kind === 'private' ? '' : channel.name}>` : all
    })
    .replace(/(^|\s)(https?:\/\/[^\s<>]+)/g, '$1<$2>')
}

/** As `typedText`, for the text of a slash command, where mentions also carry the handle. */
export function typedCommand(world: World, typed: string): string {
  return typedText(world, typed).replace(/<@(\w+)>/g, (all, id: string) => {
    const account = world.accounts.get(id)
    return account ? `<@${id}|${account.handle}>` : all
  })
}

/** Text as the person `viewer` reads it: mentions by name, links by label, dates by their fallback. */
export function readText(world: World, wire: string, viewer: string): string {
  const read = wire.replace(/<([^<>]*)>/g, (_all, inside: string) => {
    const [target = '', label] = inside.split('|')
    if (target.startsWith('@')) return `@${world.accounts.get(target.slice(1))?.name ?? target.slice(1)}`
    if (target.startsWith('#')) return channelName(world.channels.get(target.slice(1)), viewer)
    if (target.startsWith('!date')) return label ?? ''
    if (target.startsWith('!')) return `@${label ?? target.slice(1)}`
    return label ?? target.replace(/^mailto:/, '')
  })
  return unescapeText(read)
}

/** A channel as a mention shows it; private channels stay nameless to those outside. */
export function channelName(channel: Channel | undefined, viewer: string): string {
  if (!channel || (channel.kind !== 'public' && !channel.members.has(viewer))) return '#private-channel'
  return `#${channel.name}`
}
