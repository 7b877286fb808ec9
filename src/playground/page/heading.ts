import { html } from 'hono/html'
import type { Html } from './markup.ts'
import { home, type Place, withApp } from './place.ts'
import { hrefOf, type Sight, titleOf } from './sight.ts'

/** The sign before the name of a place. */
export const signOf = (place: Place): Html => {
  if (place.kind !== 'channel') return html``
  return place.channel.private
    ? html`<span class="sign lock" role="img" aria-label="private"></span>`
    : html`<span class="sign" aria-hidden="true">#</span>`
}

const channelLine = (place: Place & { kind: 'channel' }): Html => {
  const { members, topic } = place.channel
  const count = members.length === 1 ? '1 member' : `${members.length} members`
  return html`<p class="soft about"><span title="${members.join(', ')}">${count}: ${members.join(', ')}</span></p>
    ${topic ? html`<p class="topic">${topic}</p>` : ''}`
}

const appTabs = (sight: Sight): Html => {
  const tab = (id: string, label: string) =>
    html`<a href="${hrefOf(sight.person, id)}" data-go ${sight.place.id === id ? html`aria-current="page"` : ''}>${label}</a>`
  return html`<nav class="app-tabs" aria-label="Cordon">${tab(home, 'Home')}${tab(withApp, 'Messages')}</nav>`
}

/** The head of the pane: what place this is and who is in it. */
export const drawHeading = (sight: Sight): Html => {
  const { place } = sight
  const ofApp = place.kind === 'home' || place.id === withApp
  return html`<header id="heading" class="heading">
    <div class="heading-words"><h1>${signOf(place)}${titleOf(place)}${ofApp ? html`<span class="badge">App</span>` : ''}</h1>
    ${place.kind === 'channel' ? channelLine(place) : ''}${ofApp ? appTabs(sight) : ''}</div>
    <button type="button" class="quiet" data-menu="global" aria-haspopup="dialog">Shortcuts</button>
  </header>`
}
