import { html } from 'hono/html'
import type { SeenMessage } from '../slack/person/seen.ts'
import { drawBlocks } from './draw/blocks.ts'
import { fullTimeOf, msOf, timeOf } from './instant.ts'
import type { Html } from './markup.ts'
import { eyesOf, hrefOf, type Sight } from './sight.ts'

/** How a message stands in its list. */
export type Standing = Readonly<{
  /** The id of its element. */
  id: string
  /** Whether it goes on where its author wrote just before. */
  follows: boolean
  /** The replies to it that the person sees; null inside a thread, where nothing leads to a thread. */
  replies: readonly SeenMessage[] | null
}>

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')

/** One of eight colours, the same for a person wherever they are seen. */
const hueOf = (id: string): number => [...id].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 8, 0)

/** The picture of whoever writes. */
export const avatarOf = (id: string, name: string, isApp: boolean): Html =>
  html`<span class="avatar ${isApp ? 'avatar-app' : `hue-${hueOf(id)}`}" aria-hidden="true">${isApp ? 'C' : initials(name)}</span>`

const timeElement = (ts: string, zone: string): Html => {
  const ms = msOf(ts)
  return html`<time datetime="${new Date(ms).toISOString()}" title="${fullTimeOf(ms, zone)}">${timeOf(ms, zone)}</time>`
}

const body = (sight: Sight, message: SeenMessage): Html =>
  message.blocks.length > 0
    ? drawBlocks(message.blocks, eyesOf(sight))
    : html`<p class="plain">${message.notification}</p>`

const files = (sight: Sight, message: SeenMessage): Html =>
  html`${message.files.map(
    (file) =>
      html`<button type="button" class="file" data-file="/as/${sight.person.id}/${sight.place.id}/file/${file.id}">
        <span class="file-icon" aria-hidden="true"></span><span class="file-name">${file.title || file.name}</span>
        <span class="file-sort">${file.name}</span></button>`,
  )}`

const threadLink = (sight: Sight, message: SeenMessage, replies: readonly SeenMessage[]): Html => {
  const last = replies.at(-1)
  if (!last) return html``
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`
  return html`<a class="replies" href="${hrefOf(sight.person, sight.place.id, message.ts)}" data-go>
    ${count} <span class="soft">last at ${timeOf(msOf(last.ts), sight.zone)}</span></a>`
}

const tools = (sight: Sight, message: SeenMessage, inThread: boolean): Html => {
  if (message.ephemeral) return html``
  const reply = html`<a href="${hrefOf(sight.person, sight.place.id, message.threadTs ?? message.ts)}" data-go
    aria-label="Reply in thread" title="Reply in thread">Reply</a>`
  return html`<div class="tools">${inThread ? '' : reply}<button type="button" data-menu="message" data-ts="${message.ts}"
    aria-label="More actions" title="More actions" aria-haspopup="dialog">⋯</button></div>`
}

const notice = (sight: Sight, message: SeenMessage, id: string): Html =>
  html`<li class="notice" id="${id}" data-ts="${message.ts}"><span>${message.text.replace(/^@/, '')}</span>
    ${timeElement(message.ts, sight.zone)}</li>`

const marks = (sight: Sight, message: SeenMessage): Html =>
  html`<header><b class="author">${message.from}</b>${
    message.fromId === sight.stage.slack.botUserId ? html`<span class="badge">App</span>` : ''
  } ${timeElement(message.ts, sight.zone)}</header>`

/** A message as a person sees it: one element, an item of a list. */
export const drawMessage = (sight: Sight, message: SeenMessage, { id, follows, replies }: Standing): Html => {
  if (message.notice) return notice(sight, message, id)
  const isApp = message.fromId === sight.stage.slack.botUserId
  const sorts = ['message', follows && 'follows', message.ephemeral && 'ephemeral'].filter(Boolean).join(' ')
  return html`<li class="${sorts}" id="${id}" data-ts="${message.ts}">
    ${avatarOf(message.fromId, message.from, isApp)}
    <div class="said">
      ${message.ephemeral ? html`<p class="only-you">Only visible to you</p>` : ''}
      ${marks(sight, message)}
      <div class="content">${body(sight, message)}${message.edited ? html`<span class="edited">(edited)</span>` : ''}</div>
      ${files(sight, message)}
      ${replies === null ? '' : threadLink(sight, message, replies)}
    </div>
    ${tools(sight, message, replies === null)}
  </li>`
}
