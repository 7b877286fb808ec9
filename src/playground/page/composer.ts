import { html } from 'hono/html'
import type { Html } from './markup.ts'
import { type Sight, titleOf } from './sight.ts'

const box = (sight: Sight, thread: string | null): Html => {
  const sign = sight.place.kind === 'channel' && !sight.place.channel.private ? '#' : ''
  const label = thread === null ? `Message ${sign}${titleOf(sight.place)}` : 'Reply'
  const id = thread === null ? 'say' : 'reply'
  return html`<form class="box" data-say ${thread === null ? '' : html`data-thread="${thread}"`}>
    <ul class="offers" id="${id}-offers" role="listbox" aria-label="Commands" hidden></ul>
    <textarea id="${id}-text" name="text" rows="1" placeholder="${label}" aria-label="${label}"
      aria-autocomplete="list" aria-controls="${id}-offers" enterkeyhint="send"
      autocomplete="off"></textarea>
    <button type="submit" class="send" aria-label="Send" title="Send"><span aria-hidden="true">➤</span></button>
  </form>`
}

const outside = (sight: Sight): Html =>
  html`<div class="outside"><p>You are not in <b>${titleOf(sight.place)}</b>.</p>
    <button type="button" class="primary" data-deed="join">Join channel</button></div>`

/** Where a person writes: a box, or why there is none. */
export const drawComposer = (sight: Sight): Html => {
  const { place } = sight
  if (place.kind === 'home') return html`<footer id="composer" hidden></footer>`
  const inner = () => {
    if (place.kind === 'direct') return box(sight, null)
    if (place.channel.archived)
      return html`<p class="outside">This channel is archived. It can be read, and nobody can write in it.</p>`
    return place.inside ? box(sight, null) : outside(sight)
  }
  return html`<footer id="composer" class="composer">
    <p class="note" id="say-note" role="status" aria-live="polite" hidden data-keep></p>${inner()}
    <p class="keys soft"><kbd>Enter</kbd> sends, <kbd>Shift</kbd>+<kbd>Enter</kbd> breaks the line, <kbd>/</kbd> lists what Cordon can do</p>
  </footer>`
}

/** The message box of a thread. */
export const drawReplyBox = (sight: Sight): Html => {
  const { place, thread } = sight
  const may = place.kind === 'direct' || (place.kind === 'channel' && place.inside && !place.channel.archived)
  return html`<footer id="reply-composer" class="composer">
    <p class="note" id="reply-note" role="status" aria-live="polite" hidden data-keep></p>
    ${may && thread !== null ? box(sight, thread) : ''}</footer>`
}
